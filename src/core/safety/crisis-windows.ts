import type { CrisisWords } from './crisis-words.ts';

/** The first word and the one after the last. */
export type Window = [start: number, end: number];

const width = 12;
const stride = 4;
/** A clause shorter than this says too little alone. */
const shortestClause = 3;

const clausesOf = ({ words, breaks }: CrisisWords): Window[] => {
  const edges = [0, ...[...breaks].filter((at) => at > 0 && at < words.length), words.length];
  return edges.slice(1).map((end, index): Window => [edges[index] ?? 0, end]).filter(([start, end]) => end - start >= shortestClause && end - start < words.length);
};

/**
 * The parts of a message that are weighed by themselves, so that one dangerous sentence is found in a long story: the whole,
 * every clause, and every twelve words in steps of four. Their number grows with the words of the message.
 */
export const windowsOf = (read: CrisisWords): Window[] => {
  const { length } = read.words;
  const windows: Window[] = [[0, length], ...clausesOf(read)];
  for (let start = 0; start + width < length + stride && length > width; start += stride) windows.push([Math.min(start, length - width), Math.min(start, length - width) + width]);
  return windows;
};
