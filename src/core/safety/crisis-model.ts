/**
 * The linear model beside the rules: logistic regression on hashed features, its weights whole numbers of one byte. The
 * file is a header (JSON) and three columns; `npm run safety:train` writes it from the examples of every language.
 */
import { AppError } from '../app-error.ts';
import { indexConcepts, type ConceptIndex, type Concepts } from './crisis-concepts.ts';
import { crisisKinds } from './crisis-rules.ts';

/** What every feature has a weight for: crisis or not, anything to worry about or not, and then which kind. */
export const modelHeads = ['crisis', 'concern', ...crisisKinds] as const;

/** Of how many lines of a level (the second number) a model that had never seen them paged how many (the first). */
export type Validated = { tag: string } & Record<'crisis' | 'soft' | 'none', [paged: number, of: number]>;

/**
 * What the file says of itself. `examples` is the hash of the examples it was trained on; `thresholds` are probabilities;
 * `bias` and `scales` (what a weight of 1 stands for) are by head; `smoothing` is added to the number of features of a text;
 * `concepts` are those it was trained with; `validated` is what cross-validation found, language by language.
 */
export type ModelHeader = {
  version: 1;
  examples: string;
  tags: string[];
  thresholds: { crisis: number; soft: number };
  bias: number[];
  scales: number[];
  smoothing: number;
  concepts: Concepts;
  validated: Validated[];
  features: number;
};

/** A feature as written: its hash, its weights by head, and the place of its language in `tags`, 255 when it belongs to several. */
export type ModelFeature = { hash: number; weights: Int8Array; language: number };

/**
 * A model ready to be asked: an open table of hashes. Row r of `weights` belongs to `hashes[r]`, and 0 is an empty row.
 */
export type CrisisModel = { header: ModelHeader; hashes: Uint32Array; weights: Int8Array; languages: Uint8Array; mask: number; concepts: ConceptIndex };

const heads = modelHeads.length;
const magic = 'PLCM';
const prefixBytes = magic.length + 4;

/** Seven bits a byte, the highest bit set while more follow. */
const pushVarint = (bytes: number[], value: number) => {
  let left = value;
  while (left >= 0x80) {
    bytes.push((left % 0x80) | 0x80);
    left = Math.floor(left / 0x80);
  }
  bytes.push(left);
};

/** The bytes of a model; the same features give the same bytes in whatever order they come. A hash of 0 cannot be kept. */
export const encodeModel = (header: Omit<ModelHeader, 'version' | 'features'>, features: ModelFeature[]): Uint8Array => {
  const sorted = features.filter(({ hash }) => hash !== 0).sort((a, b) => a.hash - b.hash);
  const text = new TextEncoder().encode(JSON.stringify({ version: 1, ...header, features: sorted.length }));
  const gaps: number[] = [];
  sorted.forEach(({ hash }, at) => pushVarint(gaps, hash - (sorted[at - 1]?.hash ?? 0)));
  const bytes = new Uint8Array(prefixBytes + text.length + gaps.length + sorted.length * (heads + 1));
  bytes.set(new TextEncoder().encode(magic));
  new DataView(bytes.buffer).setUint32(magic.length, text.length, true);
  bytes.set(text, prefixBytes);
  bytes.set(gaps, prefixBytes + text.length);
  const weightsAt = prefixBytes + text.length + gaps.length;
  sorted.forEach(({ weights, language }, at) => {
    bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, heads), weightsAt + at * heads);
    bytes[weightsAt + sorted.length * heads + at] = language;
  });
  return bytes;
};

const readHeader = (bytes: Uint8Array): { header: ModelHeader; end: number } => {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length, true);
  const end = prefixBytes + length;
  return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(prefixBytes, end))) as ModelHeader, end };
};

const readHashes = (bytes: Uint8Array, from: number, count: number): { hashes: Uint32Array; end: number } => {
  const hashes = new Uint32Array(count);
  let at = from;
  let hash = 0;
  for (let index = 0; index < count; index += 1) {
    let gap = 0;
    let byte = 0x80;
    for (let unit = 1; byte >= 0x80; unit *= 0x80) {
      byte = bytes[at++] ?? 0;
      gap += (byte & 0x7f) * unit;
    }
    hashes[index] = hash += gap;
  }
  return { hashes, end: at };
};

/** The row of a hash, or the empty row it would take. */
const rowOf = (hashes: Uint32Array, mask: number, hash: number): number => {
  let row = hash & mask;
  while (hashes[row] !== 0 && hashes[row] !== hash) row = (row + 1) & mask;
  return row;
};

/** The row of a feature, or -1 when the model does not know it. */
export const knownRow = ({ hashes, mask }: CrisisModel, hash: number): number => {
  const row = rowOf(hashes, mask, hash);
  return hash !== 0 && hashes[row] === hash ? row : -1;
};

const refuse = (cause?: unknown): never => {
  throw new AppError('crisis-model', { message: 'the crisis model is cut short, of another version, or no model', cause });
};

type Columns = { header: ModelHeader; hashes: Uint32Array; weightsAt: number };

const readColumns = (bytes: Uint8Array): Columns => {
  const { header, end: hashesAt } = readHeader(bytes);
  const { hashes, end: weightsAt } = readHashes(bytes, hashesAt, header.features);
  const isWhole = weightsAt + header.features * (heads + 1) === bytes.length;
  return header.version === 1 && header.bias.length === heads && isWhole ? { header, hashes, weightsAt } : refuse();
};

const columnsOf = (bytes: Uint8Array): Columns => {
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic) return refuse();
  try {
    return readColumns(bytes);
  } catch (error) {
    return refuse(error);
  }
};

/** Reads the bytes of a model. Throws `crisis-model` when they are not one, or one of another version. */
export const decodeModel = (bytes: Uint8Array): CrisisModel => {
  const { header, hashes, weightsAt } = columnsOf(bytes);
  const size = 2 ** Math.ceil(Math.log2(Math.max(2, header.features * 2)));
  const model = {
    header,
    hashes: new Uint32Array(size),
    weights: new Int8Array(size * heads),
    languages: new Uint8Array(size),
    mask: size - 1,
    concepts: indexConcepts(header.concepts),
  };
  hashes.forEach((hash, at) => {
    const row = rowOf(model.hashes, model.mask, hash);
    model.hashes[row] = hash;
    model.weights.set(new Int8Array(bytes.buffer, bytes.byteOffset + weightsAt + at * heads, heads), row * heads);
    model.languages[row] = bytes[weightsAt + header.features * heads + at] ?? 0;
  });
  return model;
};
