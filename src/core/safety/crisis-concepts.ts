/**
 * What words are about, the same in every language: `die: die dying dead`, `die: morir* muert*`. The model learns from
 * concepts as well as from words, so that what one language has examples of helps all the others.
 */
import { hashText } from './crisis-hash.ts';
import { readCrisisWords } from './crisis-words.ts';

/** The words of every concept, of all languages together, by the concept's name; `*` is any ending, `a-b` two words in a row. */
export type Concepts = Record<string, string[]>;

/** `concept` is the hash of its name. */
type Phrase = { words: string[]; concept: number };

/** Whole words and phrases by their first word, and beginnings of words by their first two letters; the longest come first. */
export type ConceptIndex = { phrases: Map<string, Phrase[]>; prefixes: Map<string, Phrase[]> };

const lineShape = /^([a-z]+): +(.*)$/;

/** Reads crisis-concepts.txt of one language; `problems` name the line. */
export const readConcepts = (file: string): { concepts: Concepts; problems: string[] } => {
  const concepts: Concepts = {};
  const problems: string[] = [];
  for (const [at, line] of file.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name, forms] = lineShape.exec(line) ?? [];
    if (name === undefined || forms === undefined) problems.push(`line ${at + 1} is not "concept: words"`);
    else concepts[name] = [...(concepts[name] ?? []), ...forms.trim().split(/ +/)];
  }
  return { concepts, problems };
};

/** The concepts of several languages as one. */
export const joinConcepts = (all: Concepts[]): Concepts => {
  const joined: Concepts = {};
  for (const concepts of all) for (const [name, forms] of Object.entries(concepts)) joined[name] = [...new Set([...(joined[name] ?? []), ...forms])];
  return joined;
};

const prefixKey = 2;

const addTo = (map: Map<string, Phrase[]>, key: string, phrase: Phrase) => {
  const listed = map.get(key);
  if (listed) listed.push(phrase);
  else map.set(key, [phrase]);
};

/** Makes concepts ready to be looked up; a form of which nothing is read is left out. */
export const indexConcepts = (concepts: Concepts): ConceptIndex => {
  const index: ConceptIndex = { phrases: new Map(), prefixes: new Map() };
  for (const [name, forms] of Object.entries(concepts)) {
    const concept = hashText(name);
    for (const form of forms) {
      const { words } = readCrisisWords(form.replace(/\*$/, ''));
      const [first = ''] = words;
      const isPrefix = form.endsWith('*') && words.length === 1 && first.length >= prefixKey;
      if (isPrefix) addTo(index.prefixes, first.slice(0, prefixKey), { words, concept });
      else if (words.length > 0) addTo(index.phrases, first, { words, concept });
    }
  }
  for (const listed of index.phrases.values()) listed.sort((a, b) => b.words.length - a.words.length);
  for (const listed of index.prefixes.values()) listed.sort((a, b) => (b.words[0]?.length ?? 0) - (a.words[0]?.length ?? 0));
  return index;
};

const none: number[] = [];
/** A text that is nothing but words of many meanings would pair them without end. */
const mostOfAWord = 3;

const standsAt = ({ words: phrase }: Phrase, words: string[], at: number): boolean => {
  for (let offset = 0; offset < phrase.length; offset += 1) if (words[at + offset] !== phrase[offset]) return false;
  return true;
};

/** The concepts of the longest of some phrases that fit: they come longest first. */
const longestOf = (phrases: Phrase[] | undefined, fits: (phrase: Phrase) => boolean, size: (phrase: Phrase) => number): { concepts: number[]; size: number } | undefined => {
  const first = phrases?.find(fits);
  if (!phrases || !first) return undefined;
  const fitting = phrases.filter((phrase) => size(phrase) === size(first) && fits(phrase));
  return { concepts: fitting.slice(0, mostOfAWord).map(({ concept }) => concept), size: size(first) };
};

const lengthOf = ({ words: [only = ''] }: Phrase) => only.length;
const countOf = ({ words }: Phrase) => words.length;

/** What each word of a message is about: hashes of the names of concepts, those of a phrase at its last word. */
export const conceptsOf = ({ phrases, prefixes }: ConceptIndex, words: string[]): number[][] => {
  const found: number[][] = Array.from(words, () => none);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const phrase = longestOf(phrases.get(word), (each) => standsAt(each, words, at), countOf);
    if (phrase) at += phrase.size - 1;
    const about = phrase ?? longestOf(prefixes.get(word.slice(0, prefixKey)), ({ words: [prefix = ''] }) => word.startsWith(prefix), lengthOf);
    if (about) found[at] = about.concepts;
  }
  return found;
};
