/**
 * npm run safety:report: puts every language's table (test/tables) through the crisis screen, prints how it did and writes the
 * same into docs/safety.md, between the marks.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCrisis } from '../adapters/locales/load-crisis.ts';
import type { Validated } from '../core/safety/crisis-model.ts';
import { crisisKinds } from '../core/safety/crisis-rules.ts';
import { measureScreen, wilson, type Measured, type MeasuredLine, type Share } from '../core/safety/measure-screen.ts';
import { createScreen } from '../core/safety/screen.ts';

const root = join(import.meta.dirname, '../..');
const [begin, end] = ['<!-- report -->', '<!-- /report -->'];

const percent = (share: number) => `${(100 * share).toFixed(1)}`;
const shareText = ({ found, of }: Share) => (of === 0 ? '–' : `${percent(found / of)} % (${found}/${of})`);
const withInterval = (share: Share) => (share.of === 0 ? '–' : `${shareText(share)}, ${wilson(share).map(percent).join('–')}`);
const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: string[][]) => [row(head), row(head.map(() => '--')), ...rows.map(row)].join('\n');

const readTable = async (file: string) => ((await import(join(root, 'test/tables', file))) as { crisisTable: MeasuredLine[] }).crisisTable;
const tagsOf = () => readdirSync(join(root, 'test/tables')).flatMap((file) => /^crisis-(?!line)(.+)\.ts$/.exec(file)?.[1] ?? []).sort();

type Report = { tag: string; measured: Measured };

const tablesPart = (reports: Report[]) => {
  const kinds = crisisKinds.map((kind) => `${kind} found`);
  const head = ['language', 'danger found, 95 % interval', 'soft paged', 'trigger words paged', 'ordinary paged'];
  return [
    'Each line of `test/tables` through the whole screen, rules and model. They were written apart from the examples and rules, and what they showed was then mended: see Limits for the first contact.',
    '',
    table(head, reports.map(({ tag, measured: { crisis, soft, traps, ordinary } }) => [tag, withInterval(crisis), shareText(soft), shareText(traps), shareText(ordinary)])),
    '',
    table(['language', ...kinds], reports.map(({ tag, measured }) => [tag, ...crisisKinds.map((kind) => shareText(measured.kinds[kind]))])),
  ].join('\n');
};

const asShare = ([found, of]: [number, number]): Share => ({ found, of });

const validatedPart = (validated: Validated[]) =>
  [
    'Cross-validation: each line of `crisis-examples.txt` judged by the model alone, without rules, trained on the four fifths of the lines that did not hold it. Most of these ordinary lines are written to mislead.',
    '',
    table(['language', 'danger found', 'soft paged', 'ordinary paged'], validated.map(({ tag, crisis, soft, none }) => [tag, ...[crisis, soft, none].map((each) => shareText(asShare(each)))])),
  ].join('\n');

const writeBetween = (file: string, text: string) => {
  const before = readFileSync(file, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no ${begin} and ${end}`);
  writeFileSync(file, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`);
};

const data = loadCrisis(join(root, 'locales'));
const screen = createScreen(data);
const reports = await Promise.all(tagsOf().map(async (tag): Promise<Report> => ({ tag, measured: measureScreen(screen, await readTable(`crisis-${tag}.ts`)) })));
const report = [tablesPart(reports), validatedPart(data.model?.header.validated ?? [])].join('\n\n');
process.stdout.write(`${report}\n`);
writeBetween(join(root, 'docs/safety.md'), report);
