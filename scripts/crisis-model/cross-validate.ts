import { decodeModel, encodeModel, type CrisisModel, type ModelHeader } from '../../src/core/safety/crisis-model.ts';
import { indexConcepts } from '../../src/core/safety/crisis-concepts.ts';
import type { CrisisKind } from '../../src/core/safety/crisis-rules.ts';
import { readCrisisWords } from '../../src/core/safety/crisis-words.ts';
import { scoreCrisis } from '../../src/core/safety/score-crisis.ts';
import { compress } from './compress.ts';
import { encodeSample } from './encode-sample.ts';
import { fit, type FitSettings } from './fit.ts';
import { createRandom } from './random.ts';
import type { TrainingData } from './read-training-data.ts';
import { samplesFrom, type Sample } from './samples.ts';

/** A message that a model judged which had never seen the line it came from. */
export type Judged = Sample & { crisis: number; concern: number; guess: CrisisKind };

/** How a model is made from samples, for the last time or for one fold. */
export type TrainSettings = FitSettings & { features: number };

/** What cross-validation adds to a model. */
export type Findings = Pick<ModelHeader, 'thresholds' | 'validated'>;

export const folds = 5;
/** At most so many readings of one line are judged, so that lines with many alternatives do not speak for all. */
const judgedPerLine = 2;

/** Trains a model on samples; the same samples and settings give the same bytes. */
export const trainModel = (samples: Sample[], { languages, concepts, hash }: TrainingData, settings: TrainSettings, findings: Findings): Uint8Array => {
  const index = indexConcepts(concepts);
  const encoded = samples.map((sample) => encodeSample(sample, index));
  const tags = languages.map(({ tag }) => tag);
  const { features, ...rest } = compress(fit(encoded, settings), encoded, tags, settings.features);
  return encodeModel({ examples: hash, tags, ...findings, smoothing: settings.smoothing, concepts, ...rest }, features);
};

/** The first few readings of every line, as they were written. */
const asWritten = (samples: Sample[]): Sample[] => {
  const counts = new Map<number, number>();
  return samples.filter(({ line, made }) => {
    const count = made ? judgedPerLine : (counts.get(line) ?? 0);
    if (!made) counts.set(line, count + 1);
    return count < judgedPerLine;
  });
};

const noFindings: Findings = { thresholds: { crisis: 0.5, soft: 0.5 }, validated: [] };

const judge = (model: CrisisModel, sample: Sample): Judged => {
  const score = scoreCrisis(model, readCrisisWords(sample.text));
  return { ...sample, crisis: score?.crisis ?? 0, concern: score?.concern ?? 0, guess: score?.about().kind ?? 'suicide' };
};

/**
 * Judges every line with a model trained on the other four fifths of the lines and what is `always` learnt; the rules are
 * left out, because whoever wrote them had read the lines.
 */
export const crossValidate = (data: TrainingData, always: Sample[], settings: TrainSettings, say: (line: string) => void, only = folds): Judged[] => {
  const total = data.languages.reduce((sum, { examples }) => sum + examples.length, 0);
  const random = createRandom(settings.seed);
  const foldOf = Uint8Array.from({ length: total }, () => Math.floor(random() * folds));
  return Array.from({ length: only }, (_, fold) => {
    const samples = samplesFrom(data.languages, (line) => foldOf[line] !== fold);
    const model = decodeModel(trainModel([...samples.filter(({ line }) => foldOf[line] !== fold), ...always], data, settings, noFindings));
    say(`  fold ${fold + 1} of ${folds}`);
    return asWritten(samples.filter(({ line }) => foldOf[line] === fold)).map((sample) => judge(model, sample));
  }).flat();
};
