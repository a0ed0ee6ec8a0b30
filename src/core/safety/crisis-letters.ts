/**
 * How the crisis screen reads one character. Accents go for Latin, Cyrillic, Arabic and Greek, where phones leave them
 * out; vowel signs stay for Devanagari and its sisters, where they make another word (मर is not मार). Letters that one
 * language writes in several ways without meaning another word become one.
 */

/**
 * What a character does to the word it stands in: `letter`, `digit` and `sign` are part of it, `dropped` is left out
 * of it, `own` is a word by itself (Han, emoji, the + that stands for "more"), `joiner` holds spelled-out letters together ("k-i-l-l"), `ends` closes a
 * clause as well as a word, `space` only the word.
 */
export const letterClass = { space: 1, letter: 2, digit: 3, sign: 4, dropped: 5, own: 6, joiner: 7, ends: 8 } as const;

/** One of the numbers of `letterClass`. */
export type LetterClass = (typeof letterClass)[keyof typeof letterClass];

const dropped = /['’‘ʼ‛′`ʻ\p{M}\p{Cf}\u0640]/u;
const keptMarks = /[\u0900-\u0dff]/;
const lostMarks = /[\u093c\u09bc\u0a3c\u0abc\u0b3c]/;

/** Tested in this order. */
const classes: [RegExp, LetterClass][] = [
  [/[\n\r.,;:!?。、،؛؟۔।॥።፣፤፥፦፧፨—–\u2028\u2029\u3001]/u, letterClass.ends],
  [/[-_/·•~=‐‑]/u, letterClass.joiner],
  [/[@$*|]/u, letterClass.sign],
  [/[0-9]/, letterClass.digit],
  [/[+\p{Script=Han}\p{Extended_Pictographic}]/u, letterClass.own],
  [/[\p{L}\p{Nd}]/u, letterClass.letter],
];

const classify = (character: string): LetterClass => {
  if (keptMarks.test(character) && !lostMarks.test(character) && /\p{M}/u.test(character)) return letterClass.letter;
  if (dropped.test(character)) return letterClass.dropped;
  return classes.find(([pattern]) => pattern.test(character))?.[1] ?? letterClass.space;
};

const letterByLetter = (from: string, to: string): [string, string][] => [...from].map((letter, at) => [letter, [...to][at] ?? letter]);
const series = (from: number, to: number): [string, string][] =>
  Array.from({ length: 7 }, (_, order) => [String.fromCharCode(from + order), String.fromCharCode(to + order)]);

/**
 * Arabic and Persian keyboards send different code points for one letter; Ethiopic has letters that have sounded alike for
 * centuries; Nepali writers mix short and long i and u; Latin letters with a stroke have no decomposition.
 */
const variants = new Map<string, string>([
  ...letterByLetter('đðøłħŧıſ', 'ddolhtis'),
  ...letterByLetter('ىیېکڪةۀہەھڤ', 'يييككهههههف'),
  ...letterByLetter('ीूईऊँशषॅॉ', 'िुइउंससेो'),
  ...series(0x1210, 0x1200),
  ...series(0x1280, 0x1200),
  ...series(0x12b8, 0x1200),
  ...series(0x1220, 0x1230),
  ...series(0x12d0, 0x12a0),
  ...series(0x1340, 0x1338),
  ...letterByLetter('ሃሓኃኻኣዓ', 'ሀሀሀሀአአ'),
  ...letterByLetter('ґє', 'ге'),
]);

const digitValue = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
};

const unify = (character: string): string => (/[^\P{Nd}0-9]/u.test(character) ? digitValue(character) : (variants.get(character) ?? character));

const plane = 0x10000;
/** Filled as characters are first met, so that starting costs nothing: 0 is not known yet. Holds no text. */
const classTable = new Uint8Array(plane);
const letterTable = new Uint16Array(plane);

const learn = (code: number): void => {
  const character = String.fromCharCode(code);
  const unified = unify(character);
  classTable[code] = classify(unified);
  letterTable[code] = unified.charCodeAt(0);
};

/** The class of a code point of a text in NFKD and lower case; a lone surrogate is a space. */
export const classOf = (code: number): LetterClass => {
  if (code >= plane) return classify(String.fromCodePoint(code));
  if (classTable[code] === 0) learn(code);
  return classTable[code] as LetterClass;
};

/** The UTF-16 code unit a letter or digit is read as. */
export const letterOf = (code: number): number => {
  if (classTable[code] === 0) learn(code);
  return letterTable[code] ?? code;
};

/** The most of a text that is ever read: far above the 4,096 characters a channel lets through. Its two ends are kept. */
const longest = 20_000;
const middleOut = (text: string) => (text.length <= longest ? text : `${text.slice(0, longest / 2)} ${text.slice(-longest / 2)}`);

/** More marks than any script stacks on a letter; normalising thousands of them takes time that grows with their square. */
const storm = /(\p{M}{6})\p{M}+/gu;

/** A text ready to be read letter by letter: compatibility forms undone, marks apart, lower case. Its cost is linear and bounded. */
export const normalised = (text: string): string => {
  const kept = middleOut(text);
  if (/^[\0-\x7f]*$/.test(kept)) return kept.toLowerCase();
  return kept.replace(/´/g, "'").replace(storm, '$1').normalize('NFKD').toLowerCase();
};
