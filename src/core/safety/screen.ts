import { createMatcher, type Found } from './crisis-matches.ts';
import type { CrisisModel } from './crisis-model.ts';
import { crisisKinds, type CrisisKind, type LanguageRules } from './crisis-rules.ts';
import { readCrisisWords } from './crisis-words.ts';
import { scoreCrisis, type CrisisScore } from './score-crisis.ts';

/**
 * What the screen thinks of a message: `crisis` interrupts everything with the lines, `soft` adds one sentence with
 * them, `none` is neither. `span` is the first word and the one after the last, counted in words; never the words.
 * `rule` is a rule's id or `model`; `language` the tag of the language whose rule or examples decided, when known.
 */
export type CrisisFinding = { level: 'crisis' | 'soft' | 'none'; kind?: CrisisKind; rule?: string; span?: [number, number]; language?: string };

/** What a screen is made of: the rules of every language, and what was learnt from their examples. */
export type ScreenData = { rules: LanguageRules[]; model?: CrisisModel };

/** Crisis before soft, then the more urgent kind, then what comes first. */
const rank = ({ level, rule, start }: Found) => (level === 'crisis' ? 0 : 1e9) + crisisKinds.indexOf(rule.kind) * 1e6 + Math.min(start, 1e6 - 1);

const worstOf = (found: Found[]): CrisisFinding | undefined => {
  const [worst] = found.sort((a, b) => rank(a) - rank(b));
  return worst && { level: worst.level, kind: worst.rule.kind, rule: worst.rule.id, span: [worst.start, worst.end], language: worst.tag };
};

const learnt = (level: 'crisis' | 'soft', { span, about }: CrisisScore): CrisisFinding => {
  const { kind, language } = about();
  return { level, kind, rule: 'model', span, language };
};

/**
 * Compiles the rules and takes the model, once; every language reads every message. A message is as serious as the more
 * worried of the two says. The same text always gets the same finding, and no text makes it throw.
 */
export const createScreen = ({ rules, model }: ScreenData): ((text: string) => CrisisFinding) => {
  const match = createMatcher(rules);
  return (text) => {
    const read = readCrisisWords(text);
    const ruled = worstOf(match(read));
    const score = model && scoreCrisis(model, read);
    if (ruled?.level === 'crisis' || !model || !score) return ruled ?? { level: 'none' };
    if (score.crisis >= model.header.thresholds.crisis) return learnt('crisis', score);
    return ruled ?? (score.concern >= model.header.thresholds.soft ? learnt('soft', score) : { level: 'none' });
  };
};
