import type { ConceptIndex } from '../../src/core/safety/crisis-concepts.ts';
import { eachFeature } from '../../src/core/safety/crisis-features.ts';
import { windowsOf, type Window } from '../../src/core/safety/crisis-windows.ts';
import { readCrisisWords } from '../../src/core/safety/crisis-words.ts';
import type { Sample } from './samples.ts';

/** A sample as numbers: the features of word w stand from `starts[w]` to `starts[w + 1]`. */
export type EncodedSample = Omit<Sample, 'text'> & { features: Uint32Array; starts: Uint32Array; windows: Window[] };

/** Reads a sample exactly as the screen will read messages. */
export const encodeSample = ({ text, ...sample }: Sample, concepts: ConceptIndex): EncodedSample => {
  const read = readCrisisWords(text);
  const features: number[] = [];
  const starts = new Uint32Array(read.words.length + 1);
  eachFeature(read, concepts, (hash, word) => {
    features.push(hash);
    starts[word + 1] = features.length;
  });
  return { ...sample, features: Uint32Array.from(features), starts, windows: windowsOf(read) };
};
