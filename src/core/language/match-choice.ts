/** Which of the offered answers a text means. Every function gives ids of the question's choices, never anything else. */
import { editDistance } from './edit-distance.ts';
import { fold, indexOfPhrase, phrase, words } from './fold.ts';
import { withoutFillers, type Lexicon } from './lexicon.ts';

/** The offered answers, in the order they were numbered, with the label the person saw. */
export type Offered = { id: string; label: string }[];

const ordinalEnding = /^(\d{1,2})(?:st|nd|rd|th|o|a|ro|ra|do|da|to|ta|er|ere|e)?$/;
const longestTypo = 40;

const bare = (tokens: string[], { fillers }: Lexicon) => withoutFillers(tokens, fillers);

const at = (offered: Offered, number: number | undefined) => (number === undefined ? undefined : offered[number - 1]?.id);

const digits = (token: string) => {
  const found = ordinalEnding.exec(token)?.[1];
  return found === undefined ? undefined : Number(found);
};

const numberOf = (token: string, lexicon: Lexicon) => digits(token) ?? lexicon.ordinals.get(token) ?? lexicon.numbers.get(token);

/** "2", "2.", "no. 2", "two", "number two", "the second one": one number and nothing that means anything else. */
const byNumber = (text: string, offered: Offered, lexicon: Lexicon) => {
  const tokens = words(fold(text).replace(/^\s*(?:no|nr|num)\.?\s*(?=\d)/, ''));
  const meant = bare(tokens, lexicon).filter((token) => !lexicon.besideNumbers.has(token));
  const [ordinal, ...others] = meant.filter((token) => lexicon.ordinals.has(token));
  const rest = meant.filter((token) => token !== ordinal && lexicon.numbers.get(token) !== 1);
  if (ordinal !== undefined && others.length === 0 && rest.length === 0) return at(offered, lexicon.ordinals.get(ordinal));
  return meant.length === 1 ? at(offered, numberOf(meant[0] ?? '', lexicon)) : undefined;
};

const synonymsOf = (id: string, lexicon: Lexicon) => lexicon.choices.get(id) ?? [];

const single = (ids: Iterable<string>) => {
  const [first, ...others] = new Set(ids);
  return others.length === 0 ? first : undefined;
};

const byLabel = (text: string, offered: Offered) => {
  const said = phrase(text.replace(/^\s*\d{1,2}[.):]\s+/, ''));
  return said === '' ? undefined : single(offered.filter(({ label }) => phrase(label) === said).map(({ id }) => id));
};

const bySynonym = (text: string, offered: Offered, lexicon: Lexicon) => {
  const tokens = words(text);
  const [said, meant] = [tokens.join(' '), bare(tokens, lexicon).join(' ')];
  if (said === '') return undefined;
  const whole = single(offered.filter(({ id }) => synonymsOf(id, lexicon).some((synonym) => synonym.said === said)).map(({ id }) => id));
  if (whole !== undefined || meant === '') return whole;
  return single(offered.filter(({ id }) => synonymsOf(id, lexicon).some((synonym) => synonym.meant.join(' ') === meant)).map(({ id }) => id));
};

/** Words that stand in one label only: "hope" for "Tuesday Night Hope". */
const byLabelWords = (text: string, offered: Offered, lexicon: Lexicon) => {
  const meant = bare(words(text), lexicon);
  if (!meant.some((word) => word.length > 2 && !/^\d+$/.test(word))) return undefined;
  return single(offered.filter(({ label }) => meant.every((word) => words(label).includes(word))).map(({ id }) => id));
};

/** The one choice a text names outright, in the person's own language before any other. */
export const exactChoice = (text: string, offered: Offered, lexicon: Lexicon, all: Lexicon[]): string | undefined => {
  const readers = [lexicon, ...all.filter(({ tag }) => tag !== lexicon.tag)];
  const first = (read: (reader: Lexicon) => string | undefined) => readers.reduce<string | undefined>((found, reader) => found ?? read(reader), undefined);
  return (
    byLabel(text, offered) ??
    first((reader) => byNumber(text, offered, reader)) ??
    first((reader) => bySynonym(text, offered, reader)) ??
    byLabelWords(text, offered, lexicon)
  );
};

/** The one choice a text nearly spells: one letter off in words of four, two in words of eight. */
export const nearChoice = (text: string, offered: Offered, lexicon: Lexicon): string | undefined => {
  const said = bare(words(text), lexicon).join(' ');
  if (said.length < 4 || said.length > longestTypo || /^\d/.test(said)) return undefined;
  const most = said.length >= 8 ? 2 : 1;
  const spellings = ({ id, label }: Offered[number]) => [
    ...synonymsOf(id, lexicon).map(({ meant }) => meant.join(' ')),
    ...words(label),
    bare(words(label), lexicon).join(' '),
  ];
  const near = (spelling: string) => spelling.length >= 4 && editDistance(said, spelling, most) <= most;
  return single(offered.filter((choice) => spellings(choice).some(near)).map(({ id }) => id));
};

type Candidate = { id: string; tokens: string[] };

const candidates = (offered: Offered, lexicon: Lexicon): Candidate[] =>
  offered
    .flatMap(({ id, label }) => [bare(words(label), lexicon), ...synonymsOf(id, lexicon).map(({ meant }) => meant)].map((tokens) => ({ id, tokens })))
    .filter(({ tokens }) => tokens.length > 0 && !tokens.every((token) => /^\d+$/.test(token)))
    .sort((a, b) => b.tokens.length - a.tokens.length);

/** Chinese puts no space between words: there a wording is looked for letter by letter. */
const han = /\p{Script=Han}/u;

/** Every choice whose words stand in a sentence. Longer wordings are taken first ("can't come" before "come"); a word after "not" does not count. */
export const choicesIn = (text: string, offered: Offered, lexicon: Lexicon): string[] => {
  const tokens = bare(words(text), lexicon);
  let run = fold(text);
  const found = new Set<string>();
  for (const { id, tokens: wanted } of candidates(offered, lexicon)) {
    const start = indexOfPhrase(tokens, wanted);
    if (start < 0) {
      const said = wanted.join('');
      if (han.test(said) && run.includes(said) && !lexicon.not.has(run[run.indexOf(said) - 1] ?? '')) found.add(id);
      if (han.test(said)) run = run.replaceAll(said, ' ');
      continue;
    }
    if (!lexicon.not.has(tokens[start - 1] ?? '')) found.add(id);
    tokens.fill('', start, start + wanted.length);
  }
  return offered.map(({ id }) => id).filter((id) => found.has(id));
};

const parts = (text: string, { and }: Lexicon) =>
  fold(text)
    .split(/[,;/&+\n]/)
    .flatMap((part) => words(part).reduce<string[][]>((lists, word) => (and.has(word) ? [...lists, []] : [...lists.slice(0, -1), [...(lists.at(-1) ?? []), word]]), [[]]))
    .map((part) => part.join(' '))
    .filter((part) => part !== '');

const allNumbers = (text: string, offered: Offered, lexicon: Lexicon): string[] | undefined => {
  if (/\d\s*[-–.]\s*\d/.test(text)) return undefined;
  const ids = bare(words(text), lexicon)
    .filter((token) => !lexicon.and.has(token))
    .map((token) => at(offered, numberOf(token, lexicon)));
  return ids.length > 0 && ids.every((id) => id !== undefined) ? ids : undefined;
};

const inOrder = (ids: string[], offered: Offered) => offered.map(({ id }) => id).filter((id) => ids.includes(id));

/** Several choices at once: "1 and 4", "1,4", "evening and childcare". Undefined unless every part names one. */
export const exactChoices = (text: string, offered: Offered, lexicon: Lexicon, all: Lexicon[]): string[] | undefined => {
  const numbers = allNumbers(text, offered, lexicon);
  if (numbers) return inOrder(numbers, offered);
  const whole = exactChoice(text, offered, lexicon, all);
  if (whole !== undefined) return [whole];
  const list = parts(text, lexicon);
  if (list.length > offered.length) return undefined;
  const named = list.map((part) => exactChoice(part, offered, lexicon, all) ?? nearChoice(part, offered, lexicon));
  return named.length > 0 && named.every((id) => id !== undefined) ? inOrder(named, offered) : undefined;
};
