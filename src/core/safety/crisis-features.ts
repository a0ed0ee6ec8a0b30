import { conceptsOf, type ConceptIndex } from './crisis-concepts.ts';
import { hashMore, hashPair, hashText, spread } from './crisis-hash.ts';
import type { CrisisWords } from './crisis-words.ts';

/** Each kind of feature has hashes of its own. */
const seeds = {
  pair: 0x2f0b4a27,
  apart: 0x5bd1e995,
  triple: 0x1b873593,
  letters: 0x38b34ae5,
  spelling: 0x27d4eb2f,
  concept: 0x165667b1,
  together: 0x7feb352d,
  sequence: 0x4cf5ad43,
};
const boundary = 0x5e;

const shortest = 2;
const longest = 5;
/** Words apart that are still taken as a pair. */
const reach = 3;
/** As `reach`, for two concepts in either order: languages put their verbs in different places. */
const conceptReach = 6;
/** As `reach`, for two or three concepts with nothing but other words between them. */
const sequenceReach = 12;

type Emit = (hash: number, word: number) => void;

const codeAt = (word: string, at: number) => (at < 0 || at >= word.length ? boundary : word.charCodeAt(at));

/** Every run of two to five letters, the edges of the word counted as letters. */
const eachRun = (word: string, position: number, emit: Emit): void => {
  for (let from = -1; from < word.length; from += 1) {
    let hash = seeds.letters;
    const end = Math.min(word.length, from + longest - 1);
    for (let at = from; at <= end; at += 1) {
      hash = hashMore(hash, codeAt(word, at));
      if (at - from + 1 >= shortest) emit(spread(hash), position);
    }
  }
};

const eachWord = ({ words, spellings }: CrisisWords, hashes: Int32Array, emit: Emit): void => {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    const hash = (hashes[at] = hashText(word));
    emit(spread(hash), at);
    if (word.length > 1) eachRun(word, at, emit);
    if (spellings[at] !== word) emit(spread(hashText(spellings[at] as string, seeds.spelling)), at);
    for (let back = 1; back <= reach && back <= at; back += 1) {
      emit(hashPair(hashes[at - back] as number, hash, back === 1 ? seeds.pair : seeds.apart), at);
    }
    if (at > 1) emit(hashPair(hashPair(hashes[at - 2] as number, hashes[at - 1] as number, seeds.triple), hash, seeds.triple), at);
  }
};

/** A concept with the words and concepts just before it, and a word with the concepts just before. */
const eachNeighbour = (concepts: number[][], hashes: Int32Array, at: number, emit: Emit): void => {
  for (let back = 1; back <= reach && back <= at; back += 1) {
    for (const concept of concepts[at] ?? []) {
      emit(hashPair(hashes[at - back] as number, concept, seeds.concept), at);
      for (const earlier of concepts[at - back] ?? []) emit(hashPair(earlier, concept, seeds.pair), at);
    }
    for (const earlier of concepts[at - back] ?? []) emit(hashPair(earlier, hashes[at] as number, seeds.apart), at);
  }
};

type Placed = { concept: number; at: number };

const eachSequence = (placed: Placed[], emit: Emit): void => {
  for (let now = 0; now < placed.length; now += 1) {
    const { concept, at } = placed[now] as Placed;
    for (let before = now - 1; before >= 0 && at - (placed[before] as Placed).at <= conceptReach; before -= 1) {
      const other = (placed[before] as Placed).concept;
      emit(hashPair(Math.min(other, concept), Math.max(other, concept), seeds.together), at);
    }
    const [first, second] = [placed[now - 2], placed[now - 1]];
    if (second && at - second.at <= sequenceReach) emit(hashPair(second.concept, concept, seeds.sequence), at);
    if (first && second && at - first.at <= sequenceReach) emit(hashPair(hashPair(first.concept, second.concept, seeds.sequence), concept, seeds.sequence), at);
  }
};

/**
 * Calls `emit` with the hash of every feature of a message and the position of the word it ends with: words, two and three in a
 * row, two up to three apart, runs of letters, the spelling where it is not what is compared, and what the words are about,
 * alone, beside other words and beside each other. The work grows with the letters of the message.
 */
export const eachFeature = (read: CrisisWords, index: ConceptIndex, emit: Emit): void => {
  const hashes = new Int32Array(read.words.length);
  eachWord(read, hashes, emit);
  const concepts = conceptsOf(index, read.words);
  const placed: Placed[] = [];
  for (let at = 0; at < concepts.length; at += 1) {
    for (const concept of concepts[at] as number[]) {
      emit(spread(concept), at);
      placed.push({ concept, at });
    }
    eachNeighbour(concepts, hashes, at, emit);
  }
  eachSequence(placed, emit);
};
