import { compilePattern, compileWord, keysOf, matchEnd, type Pattern } from './crisis-pattern.ts';
import type { CrisisKind, CrisisRule, CrisisRules } from './crisis-rules.ts';
import { readCrisisWords, type CrisisWords } from './crisis-words.ts';

/**
 * What the screen thinks of a message: `crisis` interrupts everything with the lines, `soft` adds one sentence with
 * them, `none` is neither. `span` is the first word and the one after the last, counted in words; never the words.
 */
export type CrisisFinding = { level: 'crisis' | 'soft' | 'none'; kind?: CrisisKind; rule?: string; span?: [number, number] };

type Span = { start: number; end: number };
type Entry = { pattern: Pattern; rule?: CrisisRule };
type Index = Map<string, Entry[]>;
type Match = Span & { rule?: CrisisRule };

/** When a message holds several dangers, the one whose help must come first. */
const urgency: CrisisKind[] = ['overdose', 'medical', 'suicide', 'self-harm', 'abuse', 'harm-others'];

const indexed = (entries: Entry[]): Index => {
  const index: Index = new Map();
  for (const entry of entries) for (const key of entry.pattern.keys) index.set(key, [...(index.get(key) ?? []), entry]);
  return index;
};

const indexOf = (all: CrisisRules[], list: 'idioms' | 'negations' | 'notNow') =>
  indexed(all.flatMap((rules) => rules[list].map((source) => ({ pattern: compilePattern(source, rules.words) }))));

const indexOfRules = (all: CrisisRules[]) =>
  indexed(all.flatMap(({ rules, words }) => rules.flatMap((rule) => rule.say.map((source) => ({ pattern: compilePattern(source, words), rule })))));

const matches = (index: Index, words: string[]): Match[] =>
  words.flatMap((word, start) =>
    keysOf(word).flatMap((key) =>
      (index.get(key) ?? []).flatMap(({ pattern, rule }) => {
        const end = matchEnd(pattern, words, start);
        return end < 0 ? [] : [{ start, end, rule }];
      }),
    ),
  );

const covers = (outer: Span, inner: Span) => outer.start <= inner.start && outer.end >= inner.end;
/** An idiom takes its words away: a finding left with less than half of its own was never there. */
const takes = (idiom: Span, found: Span) => 2 * (Math.min(idiom.end, found.end) - Math.max(idiom.start, found.start)) > found.end - found.start;
const longer = (a: Span, b: Span) => a.end - a.start > b.end - b.start;

/** A negation that begins before the finding, runs up to it or into it, and is in the same clause. */
const negates = (negation: Span, found: Span, { breaks }: CrisisWords) => {
  if (negation.start >= found.start || negation.end < found.start) return false;
  for (let at = negation.start + 1; at <= found.start; at += 1) if (breaks.has(at)) return false;
  return true;
};

/** How many words away "years ago" may stand from what is past. */
const nearby = 8;
const near = (a: Span, b: Span) => a.start - b.end <= nearby && b.start - a.end <= nearby;

/** No message holds more findings than this that would change the answer; it keeps odd texts of thousands of words quick. */
const enough = 64;

/** Crisis before soft, then the more urgent kind, then what comes first. */
const rank = ({ level, rule, start }: Match & { level: string }) =>
  (level === 'crisis' ? 0 : 1e9) + (rule ? urgency.indexOf(rule.kind) : 0) * 1e6 + Math.min(start, 1e6 - 1);

/** Compiles the rules of every language, once; all of them read every message. Never throws on a text. */
export const createScreen = (all: CrisisRules[]): ((text: string) => CrisisFinding) => {
  const rules = indexOfRules(all);
  const idioms = indexOf(all, 'idioms');
  const negations = indexOf(all, 'negations');
  const past = indexOf(all, 'notNow');

  const denials = new Set(all.flatMap(({ words }) => words.no.map(compileWord)));
  const deniable = ({ words }: CrisisWords, { start, end }: Span) => !words.slice(start, end).some((word) => denials.has(word));

  const levelOf = (read: CrisisWords, found: Match, negated: Match[], earlier: Match[]) => {
    if (found.rule?.level !== 'crisis') return 'soft' as const;
    if (deniable(read, found) && negated.some((negation) => negates(negation, found, read))) return 'soft' as const;
    return found.rule.mayBePast && earlier.some((when) => near(when, found)) ? ('soft' as const) : ('crisis' as const);
  };

  return (text) => {
    const read = readCrisisWords(text);
    const heard = matches(rules, read.words).slice(0, enough);
    if (heard.length === 0) return { level: 'none' };
    const harmless = matches(idioms, read.words).slice(0, enough);
    const real = heard.filter((found) => !harmless.some((idiom) => takes(idiom, found)) && !heard.some((other) => longer(other, found) && covers(other, found)));
    const negated = matches(negations, read.words).slice(0, enough);
    const earlier = matches(past, read.words).slice(0, enough);
    const judged = real.map((found) => ({ ...found, level: levelOf(read, found, negated, earlier) }));
    const [worst] = judged.sort((a, b) => rank(a) - rank(b));
    if (!worst?.rule) return { level: 'none' };
    return { level: worst.level, kind: worst.rule.kind, rule: worst.rule.id, span: [worst.start, worst.end] };
  };
};
