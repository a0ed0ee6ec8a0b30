import type { CrisisRule, CrisisRules, LanguageRules } from '../../src/core/safety/crisis-rules.ts';
import { createRandom, seedOf } from './random.ts';
import type { Sample } from './samples.ts';

const samplesPerPattern = 6;
/** What stands for `##` in a sample. */
const anyNumber = '20';

const chosenWord = (part: string, words: CrisisRules['words'], random: () => number): string => {
  const alternatives = part.replace(/\?$/, '').split('|').flatMap((word) => (word.startsWith('@') ? (words[word.slice(1)] ?? []) : [word]));
  const word = alternatives[Math.floor(random() * alternatives.length)] ?? '';
  return word.replace(/\*$/, '').replace(/^#+$/, anyNumber);
};

/** One thing a pattern would match; gaps are left empty. */
const readOut = (pattern: string, words: CrisisRules['words'], random: () => number): string =>
  pattern
    .split(' ')
    .filter((part) => !part.startsWith('..'))
    .flatMap((part) => (part.endsWith('?') && random() < 0.5 ? [] : [chosenWord(part, words, random)]))
    .join(' ');

const samplesOf = (tag: string, pattern: string, words: CrisisRules['words'], line: number, as: Pick<Sample, 'level' | 'kind'>): Sample[] => {
  const random = createRandom(seedOf(`${tag} ${pattern}`));
  const texts = new Set(Array.from({ length: samplesPerPattern }, () => readOut(pattern, words, random)));
  return [...texts].map((text) => ({ line, tag, ...as, text, made: true }));
};

/**
 * What the rules' patterns and idioms would match, as messages to learn from: translators put into them what no example
 * has yet. Every pattern counts as a line, from `firstLine` on.
 */
export const ruleSamples = (languages: LanguageRules[], firstLine: number): Sample[] => {
  let line = firstLine;
  const ofRule = (tag: string, words: CrisisRules['words'], { say, level, kind }: CrisisRule) => say.flatMap((pattern) => samplesOf(tag, pattern, words, line++, { level, kind }));
  return languages.flatMap(({ tag, rules: { rules, words, idioms } }) => [
    ...rules.flatMap((rule) => ofRule(tag, words, rule)),
    ...idioms.flatMap((pattern) => samplesOf(tag, pattern, words, line++, { level: 'none' })),
  ]);
};
