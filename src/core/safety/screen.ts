import { createMatcher, type Found, type Span } from './crisis-matches.ts';
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

/** One word alone says too little for the model; the rules read it. */
const fewestWords = 2;

const learnt = (level: 'crisis' | 'soft', { span, about }: CrisisScore): CrisisFinding => {
  const { kind, language } = about();
  return { level, kind, rule: 'model', span, language };
};

/** What the model must be sure of where a rule or an idiom says that it is not so bad. */
const doubtful = 0.95;

const overlaps = ({ start, end }: Span, [from, to]: [number, number]) => start < to && from < end;

/** The probability from which the model alone pages somebody. */
const threshold = (ruled: CrisisFinding | undefined, idioms: Span[], { span }: CrisisScore, { crisis }: CrisisModel['header']['thresholds']) =>
  ruled?.level === 'soft' || idioms.some((idiom) => overlaps(idiom, span)) ? Math.max(doubtful, crisis) : crisis;

/**
 * Compiles the rules and takes the model, once; every language reads every message. A rule that says crisis is believed;
 * so is the model when it is sure, and it must be surer where a rule or an idiom speaks against it. The same text always
 * gets the same finding, and no text makes it throw.
 */
export const createScreen = ({ rules, model }: ScreenData): ((text: string) => CrisisFinding) => {
  const match = createMatcher(rules);
  return (text) => {
    const read = readCrisisWords(text);
    const { found, idioms } = match(read);
    const ruled = worstOf(found);
    const score = model && read.words.length >= fewestWords ? scoreCrisis(model, read) : undefined;
    if (ruled?.level === 'crisis' || !model || !score) return ruled ?? { level: 'none' };
    const { thresholds } = model.header;
    if (score.crisis >= threshold(ruled, idioms, score, thresholds)) return learnt('crisis', score);
    return ruled ?? (score.concern >= thresholds.soft ? learnt('soft', score) : { level: 'none' });
  };
};
