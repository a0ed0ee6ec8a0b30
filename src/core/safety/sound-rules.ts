import { AppError } from '../app-error.ts';
import { compilePattern, compileWord } from './crisis-pattern.ts';
import { crisisKinds, type CrisisKind, type CrisisRule, type CrisisRules } from './crisis-rules.ts';

type Wrong = { where: string; why: string };

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((each) => typeof each === 'string');
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const messageOf = (error: unknown) => (error instanceof AppError ? error.message : 'does not compile');

/** Runs `work`, and says why it threw. */
const problemIn = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
};

const soundWords = (words: unknown, wrong: Wrong[]): CrisisRules['words'] => {
  const lists = isObject(words) ? words : {};
  if (!isTexts(lists.no)) wrong.push({ where: 'words', why: 'the list "no" is missing' });
  const sound: CrisisRules['words'] = { no: [] };
  for (const [name, list] of Object.entries(lists)) {
    if (!isTexts(list)) wrong.push({ where: `words.${name}`, why: 'is not a list of words' });
    else sound[name] = list.filter((word) => {
      const why = problemIn(() => compileWord(word.replace(/\*$/, '')));
      if (why) wrong.push({ where: `words.${name}`, why });
      return !why;
    });
  }
  return sound;
};

const soundPatterns = (patterns: unknown, where: string, words: CrisisRules['words'], wrong: Wrong[]): string[] => {
  if (!isTexts(patterns)) {
    wrong.push({ where, why: 'is not a list of patterns' });
    return [];
  }
  return patterns.filter((pattern) => {
    const why = problemIn(() => compilePattern(pattern, words));
    if (why) wrong.push({ where, why: `"${pattern}": ${why}` });
    return !why;
  });
};

const soundRule = (rule: unknown, words: CrisisRules['words'], seen: Set<string>, wrong: Wrong[]): CrisisRule[] => {
  const { id, kind, level, mayBePast, say } = isObject(rule) ? rule : {};
  const where = `rule ${typeof id === 'string' ? id : '(without an id)'}`;
  if (typeof id !== 'string' || seen.has(id)) wrong.push({ where, why: 'needs an id of its own' });
  if (!crisisKinds.includes(kind as CrisisKind)) wrong.push({ where, why: `has no kind of ${crisisKinds.join(', ')}` });
  if (level !== 'crisis' && level !== 'soft') wrong.push({ where, why: 'has no level of crisis, soft' });
  if (typeof id !== 'string' || !crisisKinds.includes(kind as CrisisKind) || (level !== 'crisis' && level !== 'soft')) return [];
  seen.add(id);
  return [{ id, kind: kind as CrisisKind, level, mayBePast: mayBePast === true, say: soundPatterns(say, where, words, wrong) }];
};

/**
 * Reads one language's crisis.json as data of unknown make. `problems` are sentences that name the rule and say why, all
 * of them at once; `rules` is what is left without them, so that one bad pattern takes nothing else with it.
 */
export const soundRules = (value: unknown): { rules: CrisisRules; problems: string[] } => {
  const file = isObject(value) ? value : {};
  const wrong: Wrong[] = [];
  const words = soundWords(file.words, wrong);
  const seen = new Set<string>();
  if (!Array.isArray(file.rules)) wrong.push({ where: 'rules', why: 'is not a list' });
  const rules = (Array.isArray(file.rules) ? file.rules : []).flatMap((rule) => soundRule(rule, words, seen, wrong));
  const patterns = (list: 'idioms' | 'negations' | 'notNow') => soundPatterns(file[list], list, words, wrong);
  const sound = { words, rules, idioms: patterns('idioms'), negations: patterns('negations'), notNow: patterns('notNow') };
  return { rules: sound, problems: wrong.map(({ where, why }) => `${where}: ${why}`) };
};
