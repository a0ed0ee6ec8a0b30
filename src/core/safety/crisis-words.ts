/** A message as the screen reads it: disguises undone, the same for messages and for the words of the rules. */
import { fold } from '../language/fold.ts';

/** `breaks` holds the positions of words that open a new clause. */
export type CrisisWords = { words: string[]; breaks: Set<number> };

const longestWord = 40;
const disguises: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '|': 'l', '!': 'i' };

const undisguise = (word: string) => (/\p{L}/u.test(word) ? word.replace(/[013457@$|!]/g, (sign) => disguises[sign] ?? sign) : word);

/** One folded word as compared: digits for letters put back, stars left out, "diiiie" and "killl" as "die" and "kil". */
export const crisisWord = (folded: string): string => undisguise(folded.slice(0, longestWord)).replaceAll('*', '').replace(/(\p{L})\1+/gu, '$1');

const spelledOut = 3;

/** "k i l l" and "k.m.s": three single letters or more in a row are one word. */
const joinLetters = (tokens: string[]): string[] => {
  const joined: string[] = [];
  let letters: string[] = [];
  const flush = () => {
    joined.push(...(letters.length >= spelledOut ? [letters.join('')] : letters));
    letters = [];
  };
  for (const token of tokens) {
    if (/^\p{L}$/u.test(token)) letters.push(token);
    else if (letters.length > 0 && /^[.\-]$/.test(token)) continue;
    else {
      flush();
      joined.push(token);
    }
  }
  flush();
  return joined;
};

const isBreak = (token: string) => /^[.,;:!?\n]/.test(token);

/** Reads a message of any length and any characters. */
export const readCrisisWords = (text: string): CrisisWords => {
  const tokens = fold(text).replace(/(?<=\p{L})!(?=\p{L})/gu, 'i').match(/[\p{L}\p{N}@$*|]+|[.\-]|[,;:!?\n]+/gu) ?? [];
  const read: CrisisWords = { words: [], breaks: new Set() };
  for (const token of joinLetters(tokens)) {
    if (isBreak(token)) read.breaks.add(read.words.length);
    else if (token !== '-') read.words.push(crisisWord(token));
  }
  return read;
};
