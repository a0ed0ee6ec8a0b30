/**
 * npm run safety:train [-- --folds 5]
 *
 * Learns locales/crisis-model.bin from crisis-examples.txt, crisis.json and crisis-concepts.txt of every language: first on four fifths at a
 * time, to choose the thresholds and to show where data is thin, then on everything. The same examples give the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { modelFile } from '../src/adapters/locales/load-crisis.ts';
import { crossValidate, trainModel, type Judged } from './crisis-model/cross-validate.ts';
import { readTrainingData } from './crisis-model/read-training-data.ts';
import { ruleSamples } from './crisis-model/rule-samples.ts';
import { samplesFrom } from './crisis-model/samples.ts';
import { trainSettings } from './crisis-model/settings.ts';
import { chooseThresholds } from './crisis-model/thresholds.ts';

const folder = join(import.meta.dirname, '../locales');
const say = (line: string) => process.stdout.write(`${line}\n`);

const share = (of: Judged[], threshold: number) => {
  const found = of.filter(({ crisis }) => crisis >= threshold).length;
  return of.length === 0 ? '      -' : `${((100 * found) / of.length).toFixed(1).padStart(5)} %`;
};

const table = (judged: Judged[], threshold: number): string[] => {
  const row = (tag: string, of: Judged[]) => {
    const at = (level: string) => of.filter((each) => each.level === level);
    return `${tag.padEnd(9)} ${String(at('crisis').length).padStart(6)} ${share(at('crisis'), threshold)}   ${String(at('soft').length).padStart(6)} ${share(at('soft'), threshold)}   ${String(at('none').length).padStart(6)} ${share(at('none'), threshold)}`;
  };
  const tags = [...new Set(judged.map(({ tag }) => tag))];
  return ['language  crisis   found     soft   paged     none   paged', ...tags.map((tag) => row(tag, judged.filter((each) => each.tag === tag))), row('all', judged)];
};

const { data, problems } = readTrainingData(folder);
const { languages, rules } = data;
const lines = languages.reduce((sum, { examples }) => sum + examples.length, 0);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exit(1);

const { values } = parseArgs({ options: { folds: { type: 'string', default: '5' } } });
say(`${languages.length} languages, ${lines} lines`);
const judged = crossValidate(data, trainSettings, say, Number(values.folds));
const thresholds = chooseThresholds(judged);
say(`\nThe model alone, each line judged by one that never saw it (crisis from ${thresholds.crisis}, soft from ${thresholds.soft}):`);
for (const line of table(judged, thresholds.crisis)) say(line);

const bytes = trainModel([...samplesFrom(languages), ...ruleSamples(rules, lines)], data, { ...trainSettings, thresholds });
writeFileSync(join(folder, modelFile), bytes);
say(`\nlocales/${modelFile}: ${Math.round(bytes.length / 1024)} KiB`);
