import { eachFeature } from './crisis-features.ts';
import { knownRow, modelHeads, type CrisisModel } from './crisis-model.ts';
import { crisisKinds, type CrisisKind } from './crisis-rules.ts';
import { windowsOf, type Window } from './crisis-windows.ts';
import type { CrisisWords } from './crisis-words.ts';

/**
 * What the model makes of a message: how probable crisis and any concern are in its worst part, and the run of words in it that
 * weighed most. `about` says, when it matters, which kind that is and the language most of its weight was learnt from.
 */
export type CrisisScore = { crisis: number; concern: number; span: Window; about: () => About };

type About = { kind: CrisisKind; language?: string };

const heads = modelHeads.length;
const [crisisHead, concernHead] = [0, 1];
const sharedLanguage = 255;

/** Weights and numbers of known features before each word, so that any part of the message costs one subtraction. */
type Sums = { weights: Int32Array; counts: Int32Array };

const worries = 2;

/** The weights of the two heads that every message is asked about. */
const sumsOf = (model: CrisisModel, read: CrisisWords): Sums => {
  const { length } = read.words;
  const weights = new Int32Array((length + 1) * worries);
  const counts = new Int32Array(length + 1);
  eachFeature(read, model.concepts, (hash, word) => {
    const row = knownRow(model, hash);
    if (row < 0) return;
    counts[word + 1] = (counts[word + 1] as number) + 1;
    const to = (word + 1) * worries;
    weights[to] = (weights[to] as number) + (model.weights[row * heads] as number);
    weights[to + 1] = (weights[to + 1] as number) + (model.weights[row * heads + 1] as number);
  });
  for (let at = worries; at < weights.length; at += 1) weights[at] = (weights[at] as number) + (weights[at - worries] as number);
  for (let at = 1; at <= length; at += 1) counts[at] = (counts[at] as number) + (counts[at - 1] as number);
  return { weights, counts };
};

const between = ({ weights }: Sums, [start, end]: Window, head: number) => (weights[end * worries + head] ?? 0) - (weights[start * worries + head] ?? 0);

const logit = ({ header: { bias, scales, smoothing } }: CrisisModel, sums: Sums, window: Window, head: number): number => {
  const count = (sums.counts[window[1]] ?? 0) - (sums.counts[window[0]] ?? 0);
  return (bias[head] ?? 0) + (between(sums, window, head) * (scales[head] ?? 0)) / Math.sqrt(count + smoothing);
};

const probability = (score: number) => 1 / (1 + Math.exp(-score));

const worst = (windows: Window[], score: (window: Window) => number): Window => {
  let found = windows[0] as Window;
  let most = -Infinity;
  for (const window of windows) {
    const each = score(window);
    if (each > most) [found, most] = [window, each];
  }
  return found;
};

/** The run of words inside a window whose weights for crisis add up to most. */
const heaviestRun = (sums: Sums, [start, end]: Window): Window => {
  let best: Window = [start, Math.min(end, start + 1)];
  let from = start;
  for (let at = start; at < end; at += 1) {
    if (between(sums, [from, at], crisisHead) <= 0) from = at;
    if (between(sums, [from, at + 1], crisisHead) > between(sums, best, crisisHead)) best = [from, at + 1];
  }
  return best;
};

/** The kind that a part of the message speaks of most, and the language most of its weight was learnt from. */
const aboutOf = (model: CrisisModel, read: CrisisWords, [start, end]: Window): About => {
  const kinds = new Float64Array(crisisKinds.length);
  const votes = new Map<number, number>();
  let count = 0;
  eachFeature(read, model.concepts, (hash, word) => {
    const row = word >= start && word < end ? knownRow(model, hash) : -1;
    if (row < 0) return;
    count += 1;
    for (let kind = 0; kind < kinds.length; kind += 1) kinds[kind] = (kinds[kind] as number) + (model.weights[row * heads + worries + kind] ?? 0);
    const language = model.languages[row] ?? sharedLanguage;
    if (language !== sharedLanguage) votes.set(language, (votes.get(language) ?? 0) + Math.max(0, model.weights[row * heads + crisisHead] ?? 0));
  });
  const { bias, scales, smoothing, tags } = model.header;
  const scores = kinds.map((sum, kind) => (bias[worries + kind] ?? 0) + (sum * (scales[worries + kind] ?? 0)) / Math.sqrt(count + smoothing));
  const [most] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { kind: crisisKinds[scores.indexOf(Math.max(...scores))] ?? 'suicide', language: most && tags[most[0]] };
};

/** Weighs a message and every part of it (see crisis-windows.ts). The work grows with its length; the same text gets the same score. */
export const scoreCrisis = (model: CrisisModel, read: CrisisWords): CrisisScore | undefined => {
  if (read.words.length === 0) return undefined;
  const sums = sumsOf(model, read);
  const windows = windowsOf(read);
  const score = (head: number) => (window: Window) => logit(model, sums, window, head);
  const window = worst(windows, score(crisisHead));
  const concern = worst(windows, score(concernHead));
  return {
    crisis: probability(score(crisisHead)(window)),
    concern: probability(score(concernHead)(concern)),
    span: heaviestRun(sums, window),
    about: () => aboutOf(model, read, window),
  };
};
