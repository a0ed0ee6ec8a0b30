/**
 * npm run safety:train [-- --folds 5]
 *
 * Learns locales/crisis-model.bin from crisis-examples.txt, crisis.json, crisis-concepts.txt and keywords.json of every language: first on four fifths at a
 * time, to choose the thresholds and to show where data is thin, then on everything. The same examples give the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { modelFile } from '../src/adapters/locales/load-crisis.ts';
import type { Validated } from '../src/core/safety/crisis-model.ts';
import { crossValidate, trainModel } from './crisis-model/cross-validate.ts';
import { readTrainingData } from './crisis-model/read-training-data.ts';
import { ruleSamples } from './crisis-model/rule-samples.ts';
import { answerSamples, samplesFrom } from './crisis-model/samples.ts';
import { trainSettings } from './crisis-model/settings.ts';
import { chooseThresholds, validatedAt } from './crisis-model/thresholds.ts';

const folder = join(import.meta.dirname, '../locales');
const say = (line: string) => process.stdout.write(`${line}\n`);

const share = ([paged, of]: [number, number]) => `${String(of).padStart(7)} ${of === 0 ? '      -' : `${((100 * paged) / of).toFixed(1).padStart(5)} %`}`;
const row = ({ tag, crisis, soft, none }: Validated) => `${tag.padEnd(9)}${share(crisis)}  ${share(soft)}  ${share(none)}`;
const sum = (all: Validated[], level: 'crisis' | 'soft' | 'none') => all.reduce(([paged, of], each): [number, number] => [paged + each[level][0], of + each[level][1]], [0, 0] as [number, number]);

const { data, problems } = readTrainingData(folder);
const { languages, rules } = data;
const lines = languages.reduce((sum, { examples }) => sum + examples.length, 0);
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exit(1);

const { values } = parseArgs({ options: { folds: { type: 'string', default: '5' } } });
say(`${languages.length} languages, ${lines} lines`);
const answers = answerSamples(data.answers, lines);
const judged = crossValidate(data, answers, trainSettings, say, Number(values.folds));
const thresholds = chooseThresholds(judged);
say(`\nThe model alone, each line judged by one that never saw it (crisis from ${thresholds.crisis}, soft from ${thresholds.soft}):`);
const validated = validatedAt(judged, thresholds.crisis);
say('language   crisis   found     soft   paged     none   paged');
for (const each of validated) say(row(each));
say(row({ tag: 'all', crisis: sum(validated, 'crisis'), soft: sum(validated, 'soft'), none: sum(validated, 'none') }));

const bytes = trainModel([...samplesFrom(languages), ...answers, ...ruleSamples(rules, lines + answers.length)], data, trainSettings, { thresholds, validated });
writeFileSync(join(folder, modelFile), bytes);
say(`\nlocales/${modelFile}: ${Math.round(bytes.length / 1024)} KiB`);
