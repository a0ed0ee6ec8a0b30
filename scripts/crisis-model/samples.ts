import { choicesIn, chosen, type CrisisExample } from '../../src/core/safety/crisis-examples.ts';
import type { CrisisKind } from '../../src/core/safety/crisis-rules.ts';
import { createRandom, seedOf } from './random.ts';
import type { LanguageExamples } from './read-training-data.ts';

/** A message to learn from. `line` numbers the example it came from, over all languages; `made` ones are variations of what was written. */
export type Sample = { line: number; tag: string; level: 'crisis' | 'soft' | 'none'; kind?: CrisisKind; text: string; made: boolean };

const samplesPerLine = 8;
const rates = { typo: 0.35, bare: 0.3, mixed: 0.35 };

/** Some of the ways a line can be read out, without the same one twice. */
const readings = (text: string, random: () => number): string[] => {
  const ways = choicesIn(text);
  if (ways <= samplesPerLine) return Array.from({ length: ways }, (_, which) => chosen(text, which));
  const taken = new Set<number>();
  while (taken.size < samplesPerLine) taken.add(Math.floor(random() * ways));
  return [...taken].map((which) => chosen(text, which));
};

const typos: ((word: string, at: number) => string)[] = [
  (word, at) => word.slice(0, at) + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word[at] + word.slice(at),
  (word, at) => word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2),
];

/** A letter lost, doubled or swapped in one of the longer words. */
const withTypo = (text: string, random: () => number): string => {
  const parts = text.split(' ');
  const long = parts.flatMap((part, at) => (part.length > 3 ? [at] : []));
  const at = long[Math.floor(random() * long.length)];
  const typo = typos[Math.floor(random() * typos.length)];
  if (at === undefined || !typo) return text;
  const word = parts[at] as string;
  return parts.with(at, typo(word, 1 + Math.floor(random() * (word.length - 2)))).join(' ');
};

const withoutMarks = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f'’]/g, '').normalize('NFC');

/** An ordinary message before or after, as people bury what matters in an answer or a story. */
const among = (text: string, ordinary: string[], random: () => number): string => {
  const other = ordinary[Math.floor(random() * ordinary.length)] ?? '';
  const between = [' ', '. ', ', ', '\n'][Math.floor(random() * 4)] ?? ' ';
  return random() < 0.5 ? `${other}${between}${text}` : `${text}${between}${other}`;
};

const varied = (text: string, ordinary: string[], random: () => number): string[] => [
  ...(random() < rates.typo ? [withTypo(text, random)] : []),
  ...(random() < rates.bare && withoutMarks(text) !== text ? [withoutMarks(text)] : []),
  ...(random() < rates.mixed ? [among(text, ordinary, random)] : []),
];

const samplesOf = (tag: string, example: CrisisExample, line: number, ordinary: string[]): Sample[] => {
  const random = createRandom(seedOf(`${tag} ${example.text}`));
  const { level, kind } = example;
  return readings(example.text, random).flatMap((text) => [
    { line, tag, level, kind, text, made: false },
    ...varied(text, ordinary, random).map((made) => ({ line, tag, level, kind, text: made, made: true })),
  ]);
};

/** Every message to learn from, the same ones each time for the same examples. `isOurs` says which lines may be borrowed from for mixing. */
export const samplesFrom = (languages: LanguageExamples[], isOurs: (line: number) => boolean = () => true): Sample[] => {
  let line = 0;
  return languages.flatMap(({ tag, examples }) => {
    const numbered = examples.map((example) => ({ example, line: line++ }));
    const ordinary = numbered.filter(({ example, line: at }) => example.level === 'none' && isOurs(at)).map(({ example }) => chosen(example.text, 0));
    return numbered.flatMap(({ example, line: at }) => samplesOf(tag, example, at, ordinary));
  });
};

/** Answers as they stand, each a line of its own from `firstLine` on. */
export const answerSamples = (answers: LanguageExamples[], firstLine: number): Sample[] =>
  answers.flatMap(({ tag, examples }) => examples.map(({ level, text }) => ({ tag, level, text, made: true }))).map((sample, at) => ({ line: firstLine + at, ...sample }));
