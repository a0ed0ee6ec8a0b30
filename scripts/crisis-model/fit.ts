/** Logistic regression with AdaGrad, one head for each question of the model; the worst part of a message speaks for it. */
import { modelHeads } from '../../src/core/safety/crisis-model.ts';
import { crisisKinds } from '../../src/core/safety/crisis-rules.ts';
import type { Window } from '../../src/core/safety/crisis-windows.ts';
import type { EncodedSample } from './encode-sample.ts';
import { createRandom } from './random.ts';

/**
 * `minLines` is how many examples must hold a feature before it counts; `importance` how much an example of a level
 * weighs; `smoothing` is added to the number of features of a text before its root is taken.
 */
export type FitSettings = { epochs: number; rate: number; decay: number; minLines: number; smoothing: number; seed: number; importance: Record<'crisis' | 'soft' | 'none', number> };

/** `rows` by hash, in the order of `weights` (row by row, head by head); `lines` counts the examples that hold a feature. */
export type Fitted = { rows: Map<number, number>; lines: Uint32Array; weights: Float64Array; bias: Float64Array };

const heads = modelHeads.length;
const firstKind = 2;
const unknown = 0xffffffff;

const countLines = (samples: EncodedSample[]): Map<number, number> => {
  const latest = new Map<number, number>();
  const counts = new Map<number, number>();
  for (const { features, line } of samples) {
    for (const hash of features) {
      if (latest.get(hash) === line) continue;
      latest.set(hash, line);
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
  }
  return counts;
};

type Learner = Fitted & { squares: Float64Array; settings: FitSettings };
type Lesson = EncodedSample & { share: number };

const createLearner = (samples: EncodedSample[], settings: FitSettings): Learner => {
  const kept = [...countLines(samples)].filter(([, count]) => count >= settings.minLines);
  const size = kept.length * heads;
  return {
    rows: new Map(kept.map(([hash], row) => [hash, row])),
    lines: Uint32Array.from(kept, ([, count]) => count),
    weights: new Float64Array(size),
    squares: new Float64Array(size).fill(0.1),
    bias: new Float64Array(heads),
    settings,
  };
};

/** Rows instead of hashes; an example's samples share its importance, though many say more than one. */
const lessonsOf = (samples: EncodedSample[], { rows }: Learner): Lesson[] => {
  const perLine = new Map<number, number>();
  for (const { line } of samples) perLine.set(line, (perLine.get(line) ?? 0) + 1);
  return samples.map((sample) => ({
    ...sample,
    features: sample.features.map((hash) => rows.get(hash) ?? unknown),
    share: 1 / Math.sqrt(perLine.get(sample.line) ?? 1),
  }));
};

/** Sum of a head's weights over a window, and what it is multiplied with. */
const forward = ({ weights, bias, settings }: Learner, { features, starts }: Lesson, [start, end]: Window, into: Float64Array): number => {
  const to = starts[end] as number;
  let count = 0;
  into.fill(0);
  for (let at = starts[start] as number; at < to; at += 1) {
    const row = features[at] as number;
    if (row === unknown) continue;
    count += 1;
    for (let head = 0; head < heads; head += 1) into[head]! += weights[row * heads + head]!;
  }
  const norm = 1 / Math.sqrt(count + settings.smoothing);
  for (let head = 0; head < heads; head += 1) into[head] = bias[head]! + into[head]! * norm;
  return norm;
};

const worstWindow = (learner: Learner, lesson: Lesson, scores: Float64Array): Window => {
  let [found] = lesson.windows as [Window];
  if (lesson.windows.length === 1) return found;
  let most = -Infinity;
  for (const window of lesson.windows) {
    forward(learner, lesson, window, scores);
    if (scores[0]! > most) [found, most] = [window, scores[0]!];
  }
  return found;
};

const probability = (score: number) => 1 / (1 + Math.exp(-score));

/** Turns scores into how wrong each is: probability less truth. Kinds are told apart only where there is one. */
const errorsOf = (scores: Float64Array, { level, kind }: Lesson): void => {
  scores[0] = probability(scores[0]!) - (level === 'crisis' ? 1 : 0);
  scores[1] = probability(scores[1]!) - (level === 'none' ? 0 : 1);
  const wanted = kind === undefined ? -1 : crisisKinds.indexOf(kind);
  const highest = Math.max(...scores.subarray(firstKind));
  let total = 0;
  for (let head = firstKind; head < heads; head += 1) total += scores[head] = Math.exp(scores[head]! - highest);
  for (let head = firstKind; head < heads; head += 1) scores[head] = wanted < 0 ? 0 : scores[head]! / total - (head - firstKind === wanted ? 1 : 0);
};

const learn = (learner: Learner, lesson: Lesson, scores: Float64Array): void => {
  const { weights, squares, bias, settings } = learner;
  const window = worstWindow(learner, lesson, scores);
  const norm = forward(learner, lesson, window, scores);
  errorsOf(scores, lesson);
  const importance = settings.importance[lesson.level] * lesson.share;
  for (let head = 0; head < heads; head += 1) bias[head]! -= 0.02 * scores[head]! * importance;
  const to = lesson.starts[window[1]] as number;
  for (let at = lesson.starts[window[0]] as number; at < to; at += 1) {
    const row = lesson.features[at] as number;
    if (row === unknown) continue;
    for (let head = 0; head < heads; head += 1) {
      const place = row * heads + head;
      const slope = scores[head]! * norm * importance + settings.decay * weights[place]!;
      if (slope === 0) continue;
      squares[place]! += slope * slope;
      weights[place]! -= (settings.rate * slope) / Math.sqrt(squares[place]!);
    }
  }
};

const shuffled = (length: number, random: () => number): Uint32Array => {
  const order = Uint32Array.from({ length }, (_, at) => at);
  for (let at = length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
};

/** Learns from samples; the same samples and settings give the same weights, bit by bit. */
export const fit = (samples: EncodedSample[], settings: FitSettings): Fitted => {
  const learner = createLearner(samples, settings);
  const lessons = lessonsOf(samples, learner);
  const random = createRandom(settings.seed);
  const scores = new Float64Array(heads);
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    for (const at of shuffled(lessons.length, random)) learn(learner, lessons[at] as Lesson, scores);
  }
  return learner;
};
