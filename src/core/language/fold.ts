/**
 * Texts as they are compared: the same letters whatever the phone made of them. Everything here is linear in the
 * length of the text and takes any string, lone surrogates included.
 */

/** The most of a text that is ever compared: far above the 4,096 characters a channel lets through. */
const longest = 20_000;

const digitValue = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
};

const unify = (text: string) =>
  text
    .replaceAll('\u{1F51F}', '10')
    .replace(/['’‘ʼ`´\p{Cf}]/gu, '')
    .replace(/[^\P{Nd}0-9]/gu, digitValue)
    .toLowerCase();

const middleOut = (text: string) => (text.length <= longest ? text : `${text.slice(0, longest / 2)} ${text.slice(-longest / 2)}`);

/** Lower case, no marks, no apostrophes, no invisible characters, every digit 0-9: "Sí, ②" is "si, 2". A very long text keeps its two ends. */
export const fold = (text: string): string => unify(middleOut(text).normalize('NFKD').replace(/\p{M}/gu, ''));

/** As `fold`, with accents and tone marks kept, for languages where they make another word: "đúng" is not "dừng". */
export const foldKeepingMarks = (text: string): string => unify(middleOut(text).normalize('NFKC'));

const split = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu) ?? [];

/** The words of a text, folded; an emoji is a word. */
export const words = (text: string): string[] => split(fold(text));

/** The words of a text with one space between them: how phrases are compared as a whole. */
export const phrase = (text: string): string => words(text).join(' ');

/** As `phrase`, with marks kept. */
export const phraseKeepingMarks = (text: string): string => split(foldKeepingMarks(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')).join(' ');

/** Where a phrase begins among words, or -1. */
export const indexOfPhrase = (among: string[], wanted: string[], from = 0): number => {
  for (let at = from; at + wanted.length <= among.length; at += 1) {
    if (wanted.every((word, offset) => among[at + offset] === word)) return at;
  }
  return -1;
};
