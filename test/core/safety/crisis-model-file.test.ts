import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readTrainingData } from '../../../scripts/crisis-model/read-training-data.ts';
import { modelFile, readCrisis } from '../../../src/adapters/locales/load-crisis.ts';
import { decodeModel } from '../../../src/core/safety/crisis-model.ts';

const folder = join(import.meta.dirname, '../../../locales');

describe('the crisis data of the project', () => {
  it('has nothing malformed in any language', () => {
    expect([...readTrainingData(folder).problems, ...readCrisis(folder).problems]).toEqual([]);
  });

  it('has a model trained on exactly these examples, rules and concepts; if not: npm run safety:train', () => {
    const { header } = decodeModel(readFileSync(join(folder, modelFile)));
    expect(header.examples).toBe(readTrainingData(folder).data.hash);
  });

  it('has a model small enough to be in the repository', () => {
    expect(statSync(join(folder, modelFile)).size).toBeLessThanOrEqual(1.5 * 1024 * 1024);
  });
});
