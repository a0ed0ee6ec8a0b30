import { modelHeads, type ModelFeature, type ModelHeader } from '../../src/core/safety/crisis-model.ts';
import type { EncodedSample } from './encode-sample.ts';
import type { Fitted } from './fit.ts';

const heads = modelHeads.length;
const shared = 255;
/** The share of a feature's examples that must be of one language before it is said to belong to it. */
const mostly = 0.7;
/** How much a head matters when features are dropped. */
const worth = modelHeads.map((head) => ({ crisis: 1, concern: 0.5 })[head as string] ?? 0.2);

/** How many samples of each language hold a feature, as the place of its language in `tags`, or 255. */
const languagesOf = (samples: EncodedSample[], { rows }: Fitted, tags: string[]): Uint8Array => {
  const counts = new Uint32Array(rows.size * tags.length);
  for (const { features, tag } of samples) {
    const language = tags.indexOf(tag);
    for (const hash of features) {
      const row = rows.get(hash);
      if (row !== undefined) counts[row * tags.length + language]! += 1;
    }
  }
  return Uint8Array.from({ length: rows.size }, (_, row) => {
    const own = counts.subarray(row * tags.length, (row + 1) * tags.length);
    const total = own.reduce((sum, count) => sum + count, 0);
    const most = own.indexOf(Math.max(...own));
    return own[most]! >= mostly * total ? most : shared;
  });
};

const weightOf = ({ weights, lines }: Fitted, row: number) => {
  let sum = 0;
  for (let head = 0; head < heads; head += 1) sum += Math.abs(weights[row * heads + head]!) * worth[head]!;
  return sum * Math.sqrt(lines[row]!);
};

/** The one of a hundred thousand weights that is cut to fit a byte matters less than the precision of all others. */
const scaleOf = ({ weights }: Fitted, rows: number[], head: number): number => {
  const sizes = rows.map((row) => Math.abs(weights[row * heads + head]!)).sort((a, b) => a - b);
  return Math.max(1e-9, sizes[Math.floor(sizes.length * 0.9995)] ?? 0) / 127;
};

/** Keeps the `limit` features that matter most and rounds their weights to a byte. */
export const compress = (fitted: Fitted, samples: EncodedSample[], tags: string[], limit: number): { features: ModelFeature[] } & Pick<ModelHeader, 'bias' | 'scales'> => {
  const languages = languagesOf(samples, fitted, tags);
  const hashes = [...fitted.rows.keys()];
  const byWeight = hashes.map((_, row) => row).sort((a, b) => weightOf(fitted, b) - weightOf(fitted, a) || a - b);
  const kept = byWeight.slice(0, limit);
  const scales = modelHeads.map((_, head) => scaleOf(fitted, kept, head));
  const rounded = (row: number) => Int8Array.from(scales, (scale, head) => Math.max(-127, Math.min(127, Math.round(fitted.weights[row * heads + head]! / scale))));
  return {
    features: kept.map((row) => ({ hash: hashes[row]!, weights: rounded(row), language: languages[row]! })),
    bias: [...fitted.bias],
    scales,
  };
};
