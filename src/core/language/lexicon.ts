import { dayWords, type DayWord } from '../flow-kit/person.ts';
import type { CrisisRules } from '../safety/crisis-rules.ts';
import { phrase, words } from './fold.ts';

/** About one language: `name` in itself, `formats` the BCP 47 tag whose dates and numbers it uses, `reviewed` by a native reader or not. */
export type LocaleMeta = {
  name: string;
  direction: 'ltr' | 'rtl';
  script: string;
  formats: string;
  reviewed: boolean;
  reviewedBy: string;
  reviewedOn: string;
};

/**
 * The words people use, as written in keywords.json. Lists hold whole messages, except: `common`, single words that give
 * a language away; `stopPhrases`, found anywhere in a message unless one of `stopExceptions` overlaps them ("won't stop
 * texting me"); `days`, found anywhere among words; `fillers` and `and`, words around an answer that mean nothing here; `besideNumbers`, which mean nothing
 * beside a number ("drop 2"); and `not`, after which a word is no answer.
 */
export type Keywords = {
  greetings: string[];
  common: string[];
  letters: string;
  names: string[];
  askingForLanguage: string[];
  stop: string[];
  stopPhrases: string[];
  stopExceptions: string[];
  start: string[];
  help: string[];
  menu: string[];
  back: string[];
  skip: string[];
  person: string[];
  myData: string[];
  forget: string[];
  yes: string[];
  no: string[];
  numbers: Record<string, number>;
  ordinals: Record<string, number>;
  fillers: string[];
  besideNumbers: string[];
  and: string[];
  not: string[];
  days: Record<DayWord, string[]>;
  choices: Record<string, string[]>;
};

/** A language that is only spoken to somebody in danger: the words after the alarm, and those around the numbers. */
export type DangerLocale = { tag: string; messages: Record<'crisisFlow' | 'gate', Record<string, string>> };

/** One folder of locales/ as read: `messages` by namespace and name. */
export type LocaleData = { tag: string; meta: LocaleMeta; keywords: Keywords; crisis: CrisisRules; messages: Record<string, Record<string, string>> };

type WholeMessages = 'greetings' | 'names' | 'stop' | 'start' | 'help' | 'menu' | 'back' | 'skip' | 'person' | 'myData' | 'forget' | 'yes' | 'no';
type SingleWords = 'common' | 'askingForLanguage' | 'fillers' | 'besideNumbers' | 'and' | 'not';

/** One wording of a choice: its words, the whole as a phrase, and the words that carry the answer. */
export type Synonym = { words: string[]; said: string; meant: string[] };

/** A language's words, folded once and ready to compare. Phrases are lists of words. */
export type Lexicon = { tag: string; script: string; letters: Set<string> } & Record<WholeMessages | SingleWords, Set<string>> & {
    stopPhrases: string[][];
    stopExceptions: string[][];
    numbers: Map<string, number>;
    ordinals: Map<string, number>;
    days: { day: DayWord; words: string[] }[];
    choices: Map<string, Synonym[]>;
  };

const wholes: WholeMessages[] = ['greetings', 'names', 'stop', 'start', 'help', 'menu', 'back', 'skip', 'person', 'myData', 'forget', 'yes', 'no'];
const singles: SingleWords[] = ['common', 'askingForLanguage', 'fillers', 'besideNumbers', 'and', 'not'];

const numberWords = (numbers: Record<string, number>) => new Map(Object.entries(numbers).map(([word, value]) => [phrase(word), value]));

/** The words that carry the answer; all of them where none does ("it", "the one"). */
export const withoutFillers = (tokens: string[], fillers: Set<string>): string[] => {
  const left = tokens.filter((token) => !fillers.has(token));
  return left.length > 0 ? left : tokens;
};

const synonym = (wording: string, fillers: Set<string>): Synonym => {
  const tokens = words(wording);
  return { words: tokens, said: tokens.join(' '), meant: withoutFillers(tokens, fillers) };
};

/** Folds the words of one language. */
export const createLexicon = ({ tag, meta, keywords }: Pick<LocaleData, 'tag' | 'meta' | 'keywords'>): Lexicon => {
  const sets = Object.fromEntries([...wholes, ...singles].map((list) => [list, new Set(keywords[list].map(phrase))])) as Record<WholeMessages | SingleWords, Set<string>>;
  const answers: Record<string, string[]> = { yes: keywords.yes, no: keywords.no };
  return {
    tag,
    script: meta.script,
    letters: new Set(keywords.letters),
    ...sets,
    stopPhrases: keywords.stopPhrases.map(words),
    stopExceptions: keywords.stopExceptions.map(words),
    numbers: numberWords(keywords.numbers),
    ordinals: numberWords(keywords.ordinals),
    days: dayWords.flatMap((day) => keywords.days[day].map((wording) => ({ day, words: words(wording) }))).sort((some, others) => others.words.join('').length - some.words.join('').length),
    choices: new Map(Object.entries(keywords.choices).map(([id, wordings]) => [id, wordings.concat(answers[id] ?? []).map((wording) => synonym(wording, sets.fillers))])),
  };
};
