/**
 * The little language of crisis.json. A pattern is words with spaces: `want|wanna` either word, `to?` may be missing,
 * `suicid*` any ending, `@want` a named list, `##` a number of two digits or more, `..` up to three other words, `..6` up to
 * six. A `?` makes its whole part optional. An alternative that is read as several words (`自杀`, `wake-up`) stands for all of
 * them in a row. Gaps and lists are short and fixed, so a search costs a fixed number of comparisons for each word of the message.
 */
import { AppError } from '../app-error.ts';
import { readCrisisWords } from './crisis-words.ts';

/** Several words in a row; `isPrefix` lets the last one have any ending. */
type Phrase = { words: string[]; isPrefix: boolean };
/** `phrases` by their first word. */
type Part = { words: Set<string>; prefixes: string[]; phrases: Map<string, Phrase[]>; digits: number; optional: boolean; gap: number };

/** A compiled pattern, and what its first word may be: one of `words`, one that begins with three letters of `beginnings`, or a number. */
export type Pattern = { parts: Part[]; words: string[]; beginnings: string[]; number: boolean };

/** The first letters that patterns with a prefix are looked up by. */
export const keyLength = 3;
const defaultGap = 3;

const fail = (message: string): never => {
  throw new AppError('crisis-pattern', { message });
};

/** Named lists stand in many patterns; their words are read once. Holds words of the rules, never of a message. */
const compiled = new Map<string, string[]>();

/** A word of crisis.json as the words of a message are read: most are one word, some are several. Throws `crisis-pattern` when nothing is left. */
export const compileWord = (source: string): string[] => {
  const words = compiled.get(source) ?? readCrisisWords(source).words;
  compiled.set(source, words);
  return words.length > 0 ? words : fail(`nothing to read in "${source}"`);
};

const isHan = (word: string) => /^\p{Script=Han}/u.test(word);

const addPhrase = ({ phrases }: Part, words: string[], isPrefix: boolean) => {
  const [first = ''] = words;
  phrases.set(first, [...(phrases.get(first) ?? []), { words, isPrefix }]);
};

const addPrefix = (part: Part, source: string) => {
  const words = compileWord(source);
  const [only = ''] = words;
  if (isHan(words.at(-1) ?? '')) addPhrase(part, words, false);
  else if (words.length > 1) addPhrase(part, words, true);
  else if (only.length < keyLength) fail(`prefix too short: ${source}*`);
  else part.prefixes.push(only);
};

const addWord = (part: Part, source: string) => {
  if (/^#+$/.test(source)) part.digits = source.length;
  else if (source.endsWith('*')) addPrefix(part, source.slice(0, -1));
  else {
    const words = compileWord(source);
    if (words.length === 1) part.words.add(words[0] as string);
    else addPhrase(part, words, false);
  }
};

type Lists = Record<string, string[]>;

const compilePart = (source: string, lists: Lists): Part => {
  const part: Part = { words: new Set(), prefixes: [], phrases: new Map(), digits: 0, optional: false, gap: 0 };
  const gap = /^\.\.(\d?)$/.exec(source);
  if (gap) return { ...part, gap: Number(gap[1] || defaultGap) };
  for (const word of source.replace(/\?$/, '').split('|')) {
    const list = word.startsWith('@') ? (lists[word.slice(1)] ?? fail(`crisis.json names no list ${word}`)) : [word];
    for (const each of list) addWord(part, each);
  }
  return { ...part, optional: source.endsWith('?') };
};

/** Parts of a language's patterns, each compiled once: `@want` stands in hundreds. */
const compiledParts = new WeakMap<Lists, Map<string, Part>>();

const partOf = (source: string, lists: Lists): Part => {
  const known = compiledParts.get(lists) ?? new Map<string, Part>();
  compiledParts.set(lists, known);
  const part = known.get(source) ?? compilePart(source, lists);
  known.set(source, part);
  return part;
};

/**
 * Compiles one pattern. Throws `crisis-pattern` when it names an unknown list, holds a word of which nothing is read or a
 * prefix shorter than three letters, or does not begin with a word that must be there.
 */
export const compilePattern = (source: string, lists: Lists): Pattern => {
  const parts = source.trim().split(/ +/).map((part) => partOf(part, lists));
  const [first] = parts;
  if (!first || first.optional || first.gap > 0) return fail(`pattern must begin with a word: ${source}`);
  const beginnings = first.prefixes.map((prefix) => prefix.slice(0, keyLength));
  return { parts, words: [...new Set([...first.words, ...first.phrases.keys()])], beginnings: [...new Set(beginnings)], number: first.digits > 0 };
};

/** Whether a word is all digits. */
export const isNumber = (word: string): boolean => {
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) < 0x30 || word.charCodeAt(at) > 0x39) return false;
  return word.length > 0;
};

/** Asked for every word of every message against hundreds of patterns, so it allocates nothing. */
const fits = ({ words, prefixes, digits }: Part, word: string): boolean => {
  if (words.has(word)) return true;
  for (let at = 0; at < prefixes.length; at += 1) if (word.startsWith(prefixes[at] as string)) return true;
  return digits > 0 && word.length >= digits && isNumber(word);
};

const noPhrases: Phrase[] = [];

const standsAt = ({ words: phrase, isPrefix }: Phrase, words: string[], at: number) =>
  phrase.every((word, offset) => words[at + offset] === word || (isPrefix && offset === phrase.length - 1 && words[at + offset]?.startsWith(word) === true));

const matchGap = (pattern: Pattern, words: string[], at: number, index: number, gap: number): number => {
  for (let skipped = 0; skipped <= gap; skipped += 1) {
    const end = matchFrom(pattern, words, at + skipped, index + 1);
    if (end >= 0) return end;
  }
  return -1;
};

const matchFrom = (pattern: Pattern, words: string[], at: number, index: number): number => {
  const part = pattern.parts[index];
  if (!part) return at;
  if (part.gap > 0) return matchGap(pattern, words, at, index, part.gap);
  const word = words[at];
  if (word !== undefined && fits(part, word)) {
    const end = matchFrom(pattern, words, at + 1, index + 1);
    if (end >= 0) return end;
  }
  const phrases = word === undefined || part.phrases.size === 0 ? undefined : part.phrases.get(word);
  for (const phrase of phrases ?? noPhrases) {
    const end = standsAt(phrase, words, at) ? matchFrom(pattern, words, at + phrase.words.length, index + 1) : -1;
    if (end >= 0) return end;
  }
  return part.optional ? matchFrom(pattern, words, at, index + 1) : -1;
};

/** Where a pattern that begins at word `from` ends (the position after its last word), or -1. */
export const matchEnd = (pattern: Pattern, words: string[], from: number): number => matchFrom(pattern, words, from, 0);
