/**
 * The little language of crisis.json. A pattern is words with spaces: `want|wanna` either word, `to?` may be missing,
 * `suicid*` any ending, `@want` a named list, `##` a number of two digits or more, `..` up to three other words, `..6` up to
 * six. A `?` makes its whole part optional. Gaps and
 * lists are short and fixed, so a search costs a fixed number of comparisons for each word of the message.
 */
import { AppError } from '../app-error.ts';
import { fold } from '../language/fold.ts';
import { crisisWord } from './crisis-words.ts';

type Part = { words: Set<string>; prefixes: string[]; digits: number; optional: boolean; gap: number };

/** A compiled pattern. `keys` are the beginnings its first word may have. */
export type Pattern = { parts: Part[]; keys: string[] };

const keyLength = 3;
const defaultGap = 3;

/** What patterns are looked up by: the first letters of a word, or `#` for a number. */
export const keysOf = (word: string): string[] => (/^\d+$/.test(word) ? [word.slice(0, keyLength), '#'] : [word.slice(0, keyLength)]);

/** A word of crisis.json as the words of a message are read. */
export const compileWord = (word: string) => crisisWord(fold(word));

const compilePart = (source: string, lists: Record<string, string[]>): Part => {
  const gap = /^\.\.(\d?)$/.exec(source);
  if (gap) return { words: new Set(), prefixes: [], digits: 0, optional: false, gap: Number(gap[1] || defaultGap) };
  const optional = source.endsWith('?');
  const listed = source.replace(/\?$/, '').split('|').flatMap((word) => {
    if (!word.startsWith('@')) return [word];
    const list = lists[word.slice(1)];
    if (!list) throw new AppError('crisis-pattern', { message: `crisis.json names no list ${word}` });
    return list;
  });
  return {
    words: new Set(listed.filter((word) => !/[*#]$/.test(word)).map(compileWord)),
    prefixes: listed.filter((word) => word.endsWith('*')).map((word) => compileWord(word.slice(0, -1))),
    digits: listed.find((word) => word.startsWith('#'))?.length ?? 0,
    optional,
    gap: 0,
  };
};

/** Compiles one pattern. Throws `crisis-pattern` when it names an unknown list or does not begin with a word that must be there. */
export const compilePattern = (source: string, lists: Record<string, string[]>): Pattern => {
  const parts = source.split(' ').map((part) => compilePart(part, lists));
  const [first] = parts;
  if (!first || first.optional || first.gap > 0) throw new AppError('crisis-pattern', { message: `pattern must begin with a word: ${source}` });
  const beginnings = [...first.words, ...first.prefixes].map((word) => word.slice(0, keyLength));
  if (first.prefixes.some((prefix) => prefix.length < keyLength)) throw new AppError('crisis-pattern', { message: `prefix too short: ${source}` });
  return { parts, keys: [...new Set([...beginnings, ...(first.digits > 0 ? ['#'] : [])])] };
};

const fits = ({ words, prefixes, digits }: Part, word: string) =>
  words.has(word) || prefixes.some((prefix) => word.startsWith(prefix)) || (digits > 0 && word.length >= digits && /^\d+$/.test(word));

/** Where a pattern that begins at word `from` ends (the position after its last word), or -1. */
export const matchEnd = ({ parts }: Pattern, words: string[], from: number): number => {
  const step = (at: number, index: number): number => {
    const part = parts[index];
    if (!part) return at;
    if (part.gap > 0) {
      for (let skipped = 0; skipped <= part.gap; skipped += 1) {
        const end = step(at + skipped, index + 1);
        if (end >= 0) return end;
      }
      return -1;
    }
    const word = words[at];
    const taken = word !== undefined && fits(part, word) ? step(at + 1, index + 1) : -1;
    return taken < 0 && part.optional ? step(at, index + 1) : taken;
  };
  return step(from, 0);
};
