/** `npm run import -- FILE`: takes a directory of groups into the database and says what came of every record. */
import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openDatabase } from '../adapters/database/open-database.ts';
import { readConfig } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { knownZone } from '../core/directory/time-zone.ts';
import { importDirectory } from '../services/import-directory.ts';
import { describeImport } from './import-report.ts';

const help = `Takes a directory of groups into Porchlight.

  npm run import -- FILE [--format tsml] [--program NAME] [--timezone ZONE] [--dry-run] [--json]

  FILE              a Meeting Guide feed (JSON, up to 64 MB)
  --format tsml     the format of the file; tsml is the one there is
  --program NAME    whose groups these are: AA, NA, Al-Anon, ... Their type codes differ.
  --timezone ZONE   for records whose zone nothing else tells, such as America/New_York
  --dry-run         say what would change and keep nothing
  --json            the whole report as JSON
`;

const mostMegabytes = 64;
const refuse = (code: string, message: string, cause?: unknown) => new AppError(code, { message, cause });

const options = {
  format: { type: 'string', default: 'tsml' },
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
    throw refuse('import-usage', `${(cause as Error).message}\n\n${help}`, cause);
  }
};

const checkedArguments = () => {
  const { values, positionals } = readArguments();
  const [file, ...more] = positionals;
  if (values.help) return { ...values, file: undefined };
  if (!file || more.length > 0) throw refuse('import-usage', `Name one file to import.\n\n${help}`);
  if (values.format !== 'tsml') throw refuse('import-format', 'The only format there is for now is tsml.');
  if (values.program !== undefined && values.program.trim() === '') throw refuse('import-usage', '--program is empty. Name a fellowship, such as AA.');
  if (values.timezone !== undefined && !knownZone(values.timezone)) throw refuse('import-timezone', 'There is no such time zone. Name one such as America/New_York.');
  return { ...values, timezone: knownZone(values.timezone), file };
};

const sizeOf = (file: string): number => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw refuse('import-no-file', `There is no file ${file}.`);
  return found.size;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own complaint quotes the file, which holds people's names and numbers.
    throw refuse('import-not-json', 'This file is not JSON. Nothing was imported.');
  }
};

const readFeed = (file: string): unknown => {
  if (sizeOf(file) > mostMegabytes * 1024 * 1024) throw refuse('import-too-large', `This file is larger than ${mostMegabytes} MB. Nothing was imported.`);
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') throw refuse('import-empty', 'This file is empty. Nothing was imported.');
  return parse(text);
};

const run = async (): Promise<number> => {
  const { file, program, timezone, json, 'dry-run': dryRun } = checkedArguments();
  if (file === undefined) {
    process.stdout.write(help);
    return 0;
  }
  const feed = readFeed(file);
  const { database, close } = await openDatabase(readConfig(process.env), { attach: true });
  try {
    const offset = (await database.stores.program.read())?.clockOffset ?? 0;
    const now = Temporal.Now.instant().add({ milliseconds: offset });
    const report = await importDirectory(database, feed, { programme: program, timeZone: timezone, dryRun }, now);
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : describeImport(report));
    return report.accepted > 0 ? 0 : 1;
  } finally {
    await close();
  }
};

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.code === 'import-usage' ? 2 : 1;
}
