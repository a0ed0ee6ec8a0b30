/** Brings a directory of groups into the database: `npm run import -- FILE`. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fetchFeed } from '../adapters/feeds/fetch-feed.ts';
import { openDatabase } from '../adapters/database/open-database.ts';
import { readConfig } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { knownZone } from '../core/directory/time-zone.ts';
import type { Remark } from '../core/directory/collect-groups.ts';
import { textOf, type FeedFile } from '../core/directory/feed.ts';
import { importDirectory, largestFeed, type Feed, type ImportReport } from '../services/import-directory.ts';

const help = `Brings a feed of groups into the directory. Importing it again updates and never doubles.

  npm run import -- FILE... [--format tsml|bmlt|hsds] [--program NAME] [--timezone ZONE] [--dry-run] [--json]

  FILE...           the https:// address of a feed, one file, the files that belong together (a BMLT answer and its formats), or a folder of tables
  --format FORMAT   tsml (Meeting Guide JSON, or its spreadsheet as CSV), bmlt (GetSearchResults), hsds (JSON, or
                    tables as CSV); seen from the file when absent
  --program NAME    whose type codes these are and what the groups are for: AA, NA, Al-Anon, ACA, EDA, ...
  --timezone ZONE   the zone of meetings that name none and have no place, for example America/Chicago
  --dry-run         say what would happen and keep nothing
  --json            the report as JSON
`;

const options = {
  format: { type: 'string' },
  program: { type: 'string' },
  timezone: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const readArguments = () => {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (cause) {
    throw new AppError('import-usage', { cause, message: `${(cause as Error).message}\n\n${help}` });
  }
};

const pathsOf = (path: string): string[] => {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (!facts) throw new AppError('import-no-file', { message: 'There is no such file.' });
  if (facts.isFile()) return [path];
  if (!facts.isDirectory()) throw new AppError('import-no-file', { message: 'This is not a file.' });
  const tables = readdirSync(path).filter((name) => /\.(csv|tsv|json)$/i.test(name) && name !== 'datapackage.json').sort();
  if (tables.length === 0) throw new AppError('import-no-file', { message: 'There is no table (.csv) in this folder.' });
  return tables.map((name) => join(path, name));
};

const isAddress = (given: string) => /^https?:/i.test(given);

const readFiles = async (given: string[]): Promise<FeedFile[]> => {
  const fetched = await Promise.all(given.filter(isAddress).map((address) => fetchFeed(address, { largest: largestFeed })));
  const paths = given.filter((each) => !isAddress(each)).flatMap(pathsOf);
  const size = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  if (size > largestFeed) throw new AppError('import-too-large', { message: `The file has ${size} bytes; the most that is read is ${largestFeed}.` });
  return [...fetched, ...paths.map((path) => ({ name: basename(path), text: textOf(readFileSync(path)) }))];
};

const checkedZone = (zone: string | undefined) => {
  if (zone !== undefined && !knownZone(zone)) throw new AppError('import-zone', { message: 'There is no such time zone; one would be America/New_York.' });
  return zone && knownZone(zone);
};

/** The same remark once, with how often and where. */
const summed = (remarks: Remark[]): string[] => {
  const places = new Map<string, number[]>();
  for (const { reason, index } of remarks) places.set(reason, [...(places.get(reason) ?? []), ...(index === null ? [] : [index])]);
  return [...places].map(([reason, indexes]) => {
    if (indexes.length === 0) return `  ${reason}`;
    const shown = indexes.slice(0, 5).join(', ');
    return `  ${indexes.length} x ${reason} (record${indexes.length > 1 ? 's' : ''} ${shown}${indexes.length > 5 ? ', ...' : ''})`;
  });
};

const inWords = ({ format, programme, dryRun, read, accepted, rejected, warnings, groups, conflicts, sessions }: ImportReport): string =>
  [
    `Read ${read} records as ${format === 'hsds' ? 'services' : `${programme} meetings`}: ${accepted} accepted, ${rejected.length} rejected.`,
    `Groups: ${groups.added} new, ${groups.changed} changed, ${groups.unchanged} as before. Sessions: ${sessions.added} added, ${sessions.removed} removed.`,
    ...(groups.missing > 0 ? [`${groups.missing} groups of an earlier import are no longer in this feed; they were left as they are.`] : []),
    ...conflicts.map(({ name, ended, fields }) => `Kept as it was set by hand: ${name} (${ended ? 'ended here, still in the feed' : fields.map(({ field }) => field).join(', ')}).`),
    ...(sessions.stranded > 0 ? [`${sessions.stranded} sessions no longer fit but people have seats in them; they were left as they are.`] : []),
    ...(rejected.length > 0 ? ['Rejected:', ...summed(rejected)] : []),
    ...(warnings.length > 0 ? ['To look at:', ...summed(warnings)] : []),
    ...(dryRun ? ['This was a dry run: nothing was kept.'] : []),
  ].join('\n');

const importFeed = async (feed: Feed): Promise<ImportReport> => {
  const config = readConfig(process.env);
  const open = await openDatabase(config, { attach: true });
  try {
    const program = await open.database.stores.program.read();
    const now = Temporal.Now.instant().add({ milliseconds: config.simulator ? (program?.clockOffset ?? 0) : 0 });
    return await importDirectory(open.database, feed, now);
  } finally {
    await open.close();
  }
};

const say = (stream: NodeJS.WriteStream, text: string) => new Promise<void>((done) => stream.write(text, () => done()));

const main = async () => {
  const { values, positionals } = readArguments();
  const [first] = positionals;
  if (values.help) return say(process.stdout, help);
  if (!first) throw new AppError('import-usage', { message: `Which file?\n\n${help}` });
  const timeZone = checkedZone(values.timezone);
  const files = await readFiles(positionals);
  const feed: Feed = { files, name: isAddress(first) ? (files[0]?.name ?? first) : basename(resolve(first)), format: values.format, programme: values.program, timeZone, dryRun: values['dry-run'] };
  const report = await importFeed(feed);
  if (report.accepted === 0) process.exitCode = 1;
  return say(process.stdout, `${values.json ? JSON.stringify(report) : inWords(report)}\n`);
};

const explain = (error: unknown) => (error instanceof AppError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));

// The migration engine keeps its connections for ten seconds; everything is written by then, so nobody has to wait.
main().then(
  () => process.exit(),
  (error: unknown) => say(process.stderr, `Nothing was imported. ${explain(error)}\n`).then(() => process.exit(1)),
);
