/** A message as the screen reads it: disguises undone, the same for messages and for the words of the rules. */
import { classOf, letterClass, letterOf, normalised } from './crisis-letters.ts';

/**
 * `words` as compared. `spellings` are the same words as they were typed, marks and digits included. An emoji is a
 * word, and so is a row of the same one. `breaks` holds the positions of words that open a new clause.
 */
export type CrisisWords = { words: string[]; spellings: string[]; breaks: Set<number> };

/** What is read one after the other: a word, or what stands between words. */
type Token = { word: string; spelling: string; kind: 'word' | 'letter' | 'own' | 'joiner' | 'space' | 'ends' };

const longestWord = 40;
const latinFor: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '|': 'l', '!': 'i' };
const cyrillicFor: Record<string, string> = { '0': 'о', '3': 'з', '4': 'ч', '6': 'б', '@': 'а', '|': 'и', '!': 'и' };
/** Letters that look alike in both alphabets: one of them inside a word of the other is a disguise or a slip. */
const lookalikes = { latin: 'aceopxykmthbi', cyrillic: 'асеорхукмтнві' };

const letterFor = (letters: string, others: string) => (letter: string) => others[letters.indexOf(letter)] ?? letter;
const toCyrillic = letterFor(lookalikes.latin, lookalikes.cyrillic);
const toLatin = letterFor(lookalikes.cyrillic, lookalikes.latin);

const undisguise = (word: string): string => {
  const latin = word.match(/[a-z]/g)?.length ?? 0;
  const cyrillic = word.match(/[а-ӿ]/g)?.length ?? 0;
  if (cyrillic > latin) return word.replace(/[0346@|!]/g, (sign) => cyrillicFor[sign] ?? sign).replace(/[a-z]/g, toCyrillic);
  if (latin === 0) return word;
  const oneAlphabet = cyrillic > 0 ? word.replace(/[а-ӿ]/g, toLatin) : word;
  return oneAlphabet.replace(/[013457@$|!]/g, (sign) => latinFor[sign] ?? sign);
};

/** The letters between two places of a normalised text, unified and without marks; a word longer than any word is cut. */
const lettersOf = (text: string, from: number, to: number): string => {
  const codes: number[] = [];
  for (let at = from; at < to && codes.length < longestWord; at += 1) {
    const code = text.charCodeAt(at);
    const isSurrogate = code >= 0xd800 && code < 0xe000;
    if (isSurrogate || code === 0x21) codes.push(code);
    else if (classOf(code) !== letterClass.dropped) codes.push(letterOf(code));
  }
  return String.fromCharCode(...codes);
};

/** Digits for letters put back, stars left out, "diiiie" and "killl" as "die" and "kil". */
const compared = (letters: string): string => {
  const plain = /^[a-z]*$/.test(letters) ? letters : undisguise(letters).replaceAll('*', '');
  return plain.replace(/(\p{L})\1+/gu, '$1');
};

const isLetter = (code: number) => classOf(code) === letterClass.letter;
const continues = (kind: number) => kind === letterClass.letter || kind === letterClass.digit || kind === letterClass.sign || kind === letterClass.dropped;

/** Where the word that begins at `from` ends. An exclamation mark between two letters is an i. */
const wordEnd = (text: string, from: number): number => {
  let at = from;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const isDisguise = code === 0x21 && at > from && isLetter(text.codePointAt(at - 1) ?? 0) && isLetter(text.codePointAt(at + 1) ?? 0);
    if (!isDisguise && !continues(classOf(code))) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
};

const readWord = (text: string, from: number, to: number): Token => {
  const letters = lettersOf(text, from, to);
  const word = compared(letters);
  const kind = letters.length === 1 && /\p{L}/u.test(letters) ? 'letter' : 'word';
  return { word, spelling: to - from === word.length ? text.slice(from, to) : text.slice(from, Math.min(to, from + longestWord)), kind };
};

const betweenWords = { [letterClass.joiner]: 'joiner', [letterClass.ends]: 'ends', [letterClass.own]: 'own' } as const;

const tokensOf = (text: string): Token[] => {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const kind = classOf(code);
    const end = continues(kind) ? wordEnd(text, at) : at + (code > 0xffff ? 2 : 1);
    if (continues(kind)) tokens.push(readWord(text, at, end));
    else {
      const character = text.slice(at, end);
      tokens.push({ word: character, spelling: character, kind: betweenWords[kind as keyof typeof betweenWords] ?? 'space' });
    }
    at = end;
  }
  return tokens;
};

const spelledOut = 3;

const isBetweenLetters = ({ kind, word }: Token, first: Token) => (kind === 'space' ? first.kind === 'space' : first.kind !== 'space' && (kind === 'joiner' || word === '.'));

/**
 * How many tokens from `from` on are letters one by one: with one space between each ("k i l l"), or one mark ("k.m.s").
 * Two spaces, and a space after marks, end the word.
 */
const runOfLetters = (tokens: Token[], from: number): { length: number; letters: string[] } => {
  const letters = [(tokens[from] as Token).word];
  const first = tokens[from + 1];
  for (let at = from + 1; first && tokens[at + 1]?.kind === 'letter' && isBetweenLetters(tokens[at] as Token, first); at += 2) letters.push((tokens[at + 1] as Token).word);
  return { length: letters.length * 2 - 1, letters };
};

const isHan = (word: string) => /\p{Script=Han}/u.test(word);

const add = (read: CrisisWords, { word, spelling, kind }: Token): void => {
  if (kind === 'ends') read.breaks.add(read.words.length);
  else if (kind === 'own' && word === read.words.at(-1) && !isHan(word)) return;
  else if (kind !== 'space' && kind !== 'joiner' && word !== '') {
    read.words.push(word);
    read.spellings.push(spelling);
  }
};

/** Reads a message of any length and any characters. */
export const readCrisisWords = (text: string): CrisisWords => {
  const tokens = tokensOf(normalised(text));
  const read: CrisisWords = { words: [], spellings: [], breaks: new Set() };
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at] as Token;
    const run = token.kind === 'letter' ? runOfLetters(tokens, at) : { length: 1, letters: [] };
    const isSpelledOut = run.letters.length >= spelledOut;
    const joined = run.letters.join('');
    add(read, isSpelledOut ? { word: compared(joined), spelling: joined, kind: 'word' } : token);
    at += isSpelledOut ? run.length : 1;
  }
  return read;
};
