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
type Part = { words: Set<string>; prefixes: string[]; phrases: Phrase[]; digits: number; optional: boolean; gap: number };

/** A compiled pattern, and what its first word may be: whole words, beginnings of words, or a number. */
export type Pattern = { parts: Part[]; keys: string[] };

const keyLength = 3;
const defaultGap = 3;

/** What patterns are looked up by: a word, its first letters as `abc*`, or `#` for a number. */
export const keysOf = (word: string): string[] => [word, `${word.slice(0, keyLength)}*`, ...(/^\d+$/.test(word) ? ['#'] : [])];

const fail = (message: string): never => {
  throw new AppError('crisis-pattern', { message });
};

/** A word of crisis.json as the words of a message are read: most are one word, some are several. Throws `crisis-pattern` when nothing is left. */
export const compileWord = (source: string): string[] => {
  const { words } = readCrisisWords(source);
  return words.length > 0 ? words : fail(`nothing to read in "${source}"`);
};

const isHan = (word: string) => /^\p{Script=Han}/u.test(word);

const addPrefix = (part: Part, source: string) => {
  const words = compileWord(source);
  const [only = ''] = words;
  if (isHan(words.at(-1) ?? '')) part.phrases.push({ words, isPrefix: false });
  else if (words.length > 1) part.phrases.push({ words, isPrefix: true });
  else if (only.length < keyLength) fail(`prefix too short: ${source}*`);
  else part.prefixes.push(only);
};

const addWord = (part: Part, source: string) => {
  if (/^#+$/.test(source)) part.digits = source.length;
  else if (source.endsWith('*')) addPrefix(part, source.slice(0, -1));
  else {
    const words = compileWord(source);
    if (words.length === 1) part.words.add(words[0] as string);
    else part.phrases.push({ words, isPrefix: false });
  }
};

const compilePart = (source: string, lists: Record<string, string[]>): Part => {
  const part: Part = { words: new Set(), prefixes: [], phrases: [], digits: 0, optional: false, gap: 0 };
  const gap = /^\.\.(\d?)$/.exec(source);
  if (gap) return { ...part, gap: Number(gap[1] || defaultGap) };
  for (const word of source.replace(/\?$/, '').split('|')) {
    const list = word.startsWith('@') ? (lists[word.slice(1)] ?? fail(`crisis.json names no list ${word}`)) : [word];
    for (const each of list) addWord(part, each);
  }
  return { ...part, optional: source.endsWith('?') };
};

const keysOfPart = ({ words, prefixes, phrases, digits }: Part): string[] => [
  ...words,
  ...prefixes.map((prefix) => `${prefix.slice(0, keyLength)}*`),
  ...phrases.map(({ words: [first = ''] }) => first),
  ...(digits > 0 ? ['#'] : []),
];

/**
 * Compiles one pattern. Throws `crisis-pattern` when it names an unknown list, holds a word of which nothing is read or a
 * prefix shorter than three letters, or does not begin with a word that must be there.
 */
export const compilePattern = (source: string, lists: Record<string, string[]>): Pattern => {
  const parts = source.split(' ').map((part) => compilePart(part, lists));
  const [first] = parts;
  if (!first || first.optional || first.gap > 0) return fail(`pattern must begin with a word: ${source}`);
  return { parts, keys: [...new Set(keysOfPart(first))] };
};

const fits = ({ words, prefixes, digits }: Part, word: string) =>
  words.has(word) || prefixes.some((prefix) => word.startsWith(prefix)) || (digits > 0 && word.length >= digits && /^\d+$/.test(word));

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
  for (const phrase of part.phrases) {
    const end = standsAt(phrase, words, at) ? matchFrom(pattern, words, at + phrase.words.length, index + 1) : -1;
    if (end >= 0) return end;
  }
  return part.optional ? matchFrom(pattern, words, at, index + 1) : -1;
};

/** Where a pattern that begins at word `from` ends (the position after its last word), or -1. */
export const matchEnd = (pattern: Pattern, words: string[], from: number): number => matchFrom(pattern, words, from, 0);
