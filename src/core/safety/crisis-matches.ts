import { compilePattern, compileWord, isNumber, keyLength, matchEnd, type Pattern } from './crisis-pattern.ts';
import type { CrisisRule, LanguageRules } from './crisis-rules.ts';
import type { CrisisWords } from './crisis-words.ts';

/** The first word and the one after the last. */
export type Span = { start: number; end: number };
type Spoken = { rule: CrisisRule; tag: string };
type Entry = { pattern: Pattern; tag: string; rule?: CrisisRule };
/** Patterns by what their first word may be. */
type Index = { words: Map<string, Entry[]>; beginnings: Map<string, Entry[]>; numbers: Entry[] };
type Match = Span & { tag: string; rule?: CrisisRule };

/** A rule that fits a message, at which words, and how serious it is beside denials and words of the past. */
export type Found = Span & Spoken & { level: 'crisis' | 'soft' };

const add = (map: Map<string, Entry[]>, key: string, entry: Entry) => {
  const listed = map.get(key);
  if (listed) listed.push(entry);
  else map.set(key, [entry]);
};

const indexed = (entries: Entry[]): Index => {
  const index: Index = { words: new Map(), beginnings: new Map(), numbers: entries.filter(({ pattern }) => pattern.number) };
  for (const entry of entries) {
    for (const word of entry.pattern.words) add(index.words, word, entry);
    for (const beginning of entry.pattern.beginnings) add(index.beginnings, beginning, entry);
  }
  return index;
};

const indexOf = (all: LanguageRules[], list: 'idioms' | 'negations' | 'notNow') =>
  indexed(all.flatMap(({ tag, rules }) => rules[list].map((source) => ({ pattern: compilePattern(source, rules.words), tag }))));

const indexOfRules = (all: LanguageRules[]) =>
  indexed(
    all.flatMap(({ tag, rules: { rules, words } }) =>
      rules.flatMap((rule) => rule.say.map((source) => ({ pattern: compilePattern(source, words), rule, tag }))),
    ),
  );

/** No message holds more findings than this that would change the answer; it keeps odd texts of thousands of words quick. */
const enough = 64;

const tryAll = (entries: Entry[] | undefined, words: string[], start: number, found: Match[]): void => {
  if (!entries) return;
  for (let at = 0; at < entries.length; at += 1) {
    const { pattern, tag, rule } = entries[at] as Entry;
    const end = matchEnd(pattern, words, start);
    if (end >= 0) found.push({ start, end, tag, rule });
  }
};

const matches = ({ words: whole, beginnings, numbers }: Index, { words }: CrisisWords): Match[] => {
  const found: Match[] = [];
  for (let start = 0; start < words.length && found.length < enough; start += 1) {
    const word = words[start] as string;
    tryAll(whole.get(word), words, start, found);
    if (word.length >= keyLength) tryAll(beginnings.get(word.slice(0, keyLength)), words, start, found);
    if (isNumber(word)) tryAll(numbers, words, start, found);
  }
  return found.slice(0, enough);
};

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

/** zh-Hans and zh-Hant are one language: "no" denies in Spanish and is "in the" in Portuguese. */
const sameLanguage = (a: string, b: string) => a.split('-')[0] === b.split('-')[0];

/** How many words away "years ago" may stand from what is past. */
const nearby = 8;
const near = (a: Span, b: Span) => a.start - b.end <= nearby && b.start - a.end <= nearby;

/** What the rules make of a message: those that fit, and the words that idioms take up. */
export type Matched = { found: Found[]; idioms: Span[] };

/** Compiles the rules of every language, once, and gives back what finds them in a message. */
export const createMatcher = (all: LanguageRules[]): ((read: CrisisWords) => Matched) => {
  const rules = indexOfRules(all);
  const idioms = indexOf(all, 'idioms');
  const negations = indexOf(all, 'negations');
  const past = indexOf(all, 'notNow');
  const denials = new Set(all.flatMap(({ rules: { words } }) => words.no.flatMap(compileWord)));

  const deniable = ({ words }: CrisisWords, { start, end }: Span) => !words.slice(start, end).some((word) => denials.has(word));
  const levelOf = (read: CrisisWords, found: Span & Spoken, negated: Match[], earlier: Match[]) => {
    const own = ({ tag }: Match) => sameLanguage(tag, found.tag);
    if (found.rule.level !== 'crisis') return 'soft' as const;
    if (deniable(read, found) && negated.some((negation) => own(negation) && negates(negation, found, read))) return 'soft' as const;
    return found.rule.mayBePast && earlier.some((when) => own(when) && near(when, found)) ? ('soft' as const) : ('crisis' as const);
  };

  const judged = (read: CrisisWords, heard: (Span & Spoken)[], harmless: Span[]): Found[] => {
    const real = heard.filter((found) => !harmless.some((idiom) => takes(idiom, found)) && !heard.some((other) => longer(other, found) && covers(other, found)));
    if (real.length === 0) return [];
    const negated = matches(negations, read);
    const earlier = matches(past, read);
    return real.map((found) => ({ ...found, level: levelOf(read, found, negated, earlier) }));
  };

  return (read) => {
    const heard = matches(rules, read).flatMap(({ rule, ...match }) => (rule ? [{ ...match, rule }] : []));
    const harmless = matches(idioms, read);
    return { found: heard.length === 0 ? [] : judged(read, heard, harmless), idioms: harmless };
  };
};
