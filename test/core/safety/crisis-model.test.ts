import { indexConcepts } from '../../../src/core/safety/crisis-concepts.ts';
import { eachFeature } from '../../../src/core/safety/crisis-features.ts';
import { decodeModel, encodeModel, knownRow, modelHeads, type ModelFeature } from '../../../src/core/safety/crisis-model.ts';
import { readCrisisWords } from '../../../src/core/safety/crisis-words.ts';
import { scoreCrisis } from '../../../src/core/safety/score-crisis.ts';
import { createScreen } from '../../../src/core/safety/screen.ts';

const heads = modelHeads.length;
const concepts = { die: ['die', 'morir*', '自杀', 'pass-away'] };

const featuresOf = (text: string): number[] => {
  const hashes: number[] = [];
  eachFeature(readCrisisWords(text), indexConcepts(concepts), (hash) => hashes.push(hash));
  return hashes;
};

/** The feature of a single letter or digit is its word alone: longer words have runs of letters too. */
const wordHash = (word: string) => featuresOf(word)[0] as number;
const weighing = (crisis: number, overdose = 0) => Int8Array.from({ length: heads }, (_, head) => [crisis, crisis, overdose][head] ?? 0);

const header = {
  examples: 'abc',
  tags: ['en', 'es'],
  thresholds: { crisis: 0.7, soft: 0.6 },
  bias: Array.from({ length: heads }, () => 0),
  scales: Array.from({ length: heads }, () => 0.1),
  smoothing: 1,
  concepts,
  validated: [],
};
const features: ModelFeature[] = [
  { hash: wordHash('x'), weights: weighing(100, 90), language: 1 },
  { hash: wordHash('o'), weights: weighing(-100), language: 255 },
];
const model = decodeModel(encodeModel(header, features));

describe('the file of a model', () => {
  it('comes back as it was written, whatever order the features came in', () => {
    expect(encodeModel(header, features.toReversed())).toEqual(encodeModel(header, features));
    expect(model.header).toEqual({ version: 1, ...header, features: 2 });
    const row = knownRow(model, wordHash('x'));
    expect([...model.weights.subarray(row * heads, row * heads + 3)]).toEqual([100, 100, 90]);
    expect(model.languages[row]).toBe(1);
    expect(knownRow(model, wordHash('y'))).toBe(-1);
  });

  it('is refused when it is cut short, another file, or of another version', () => {
    const bytes = encodeModel(header, features);
    for (const wrong of [bytes.subarray(0, -1), new Uint8Array(0), new TextEncoder().encode('GIF89a, a picture'), bytes.subarray(0, 6)]) {
      expect(() => decodeModel(wrong)).toThrow(expect.objectContaining({ code: 'crisis-model' }));
    }
  });
});

describe('the score of a message', () => {
  it('grows with what speaks for crisis, and says where, of which kind and in which language', () => {
    const score = scoreCrisis(model, readCrisisWords('a b; x; d'));
    expect(score?.crisis).toBeGreaterThan(0.99);
    expect(score?.span).toEqual([2, 3]);
    expect(score?.about()).toEqual({ kind: 'overdose', language: 'es' });
  });

  it('is one half where nothing is known, and there is none of no words', () => {
    expect(scoreCrisis(model, readCrisisWords('d'))?.crisis).toBe(0.5);
    expect(scoreCrisis(model, readCrisisWords(' .'))).toBeUndefined();
  });

  it('finds what is buried in a long story', () => {
    const story = `${'o dd '.repeat(40)} x dd dd dd dd dd dd dd dd dd dd dd dd ${'o dd '.repeat(40)}`;
    expect(scoreCrisis(model, readCrisisWords(story))?.crisis).toBeGreaterThan(0.9);
  });

  it('makes a message crisis or soft when no rule says more', () => {
    const screen = createScreen({ rules: [], model });
    expect(screen('x x')).toMatchObject({ level: 'crisis', kind: 'overdose', rule: 'model', language: 'es' });
    expect(screen('o o')).toEqual({ level: 'none' });
    expect(screen('x')).toEqual({ level: 'none' });
  });
});

describe('the features of a message', () => {
  it('are the same for what means the same, in every language', () => {
    const [english, spanish, chinese] = ['die', 'moriras', '自杀'].map((word) => new Set(featuresOf(word)));
    const shared = [...(english ?? [])].filter((hash) => spanish?.has(hash) && chinese?.has(hash));
    expect(shared).toHaveLength(1);
  });

  it('know a phrase by its words in a row', () => {
    const [concept] = featuresOf('die').filter((hash) => featuresOf('morir').includes(hash));
    expect(featuresOf('pass away')).toContain(concept);
    expect(featuresOf('pass it away')).not.toContain(concept);
  });

  it('grow with the letters of a text and not faster', () => {
    const most = 24;
    for (const text of ['die morir 自杀 '.repeat(1000), '我想死'.repeat(1000), 'abcdefgh '.repeat(1000), 'die '.repeat(2000)]) {
      expect(featuresOf(text).length).toBeLessThan(most * text.length);
      expect(featuresOf(text + text).length).toBeLessThan(2.1 * featuresOf(text).length);
    }
  });
});
