import { AppError } from '../core/app-error.ts';
import { fromBmlt, isBmlt } from '../core/directory/bmlt.ts';
import { feedIdentity } from '../core/directory/feed-identity.ts';
import { readTsml, tsmlRecords, type Remark } from '../core/directory/tsml.ts';
import type { Database, Stores } from './database.ts';
import { planSessions } from './plan-sessions.ts';
import type { PlannedSessions } from './stores/directory.ts';

/** The largest feed that is read, in bytes: a hundred times a big city's. */
export const largestFeed = 64 * 1024 * 1024;

/** A feed as it was handed over. `fileName` helps to know the feed again; `programme` and `timeZone` are the importer's word. */
export type Feed = { text: string; fileName: string; format?: string; programme?: string; timeZone?: string; dryRun?: boolean };

/**
 * What became of a feed. `read`, `accepted` and the remarks count its records; `groups` counts what is kept, one for
 * each weekday of a record. `groups.missing` are groups an earlier import brought that this feed no longer names.
 */
export type ImportReport = {
  programme: string;
  source: string;
  dryRun: boolean;
  read: number;
  accepted: number;
  rejected: Remark[];
  warnings: Remark[];
  groups: { added: number; changed: number; unchanged: number; missing: number };
  sessions: PlannedSessions;
};

const parse = (text: string): unknown => {
  const plain = text.replace(/^\uFEFF/, '');
  if (plain.trim() === '') throw new AppError('import-empty', { message: 'The file is empty.' });
  try {
    return JSON.parse(plain);
  } catch {
    // The parser's own message quotes the file, and feeds hold people's names.
    throw new AppError('import-not-json', { message: 'The file is not valid JSON: was the download cut off?' });
  }
};

/** The feed's records as Meeting Guide records, and whose they are when the importer does not say. */
const recordsOf = ({ format, programme }: Feed, json: unknown): { records: unknown[]; programme?: string } => {
  const records = tsmlRecords(json);
  if (records.length === 0) throw new AppError('import-empty', { message: 'There is no meeting in this file.' });
  if (format !== undefined && !['tsml', 'bmlt'].includes(format)) throw new AppError('import-format', { message: 'Meeting Guide JSON (--format tsml) and BMLT (--format bmlt) can be read so far.' });
  if (format !== 'bmlt' && !isBmlt(records)) return { records, programme };
  return { records: fromBmlt(records, json), programme: programme ?? 'NA' };
};

const keep = async (stores: Stores, reading: ReturnType<typeof readTsml>, source: string, now: Temporal.Instant) => {
  const { added, changed, unchanged, missing } = await stores.directory.saveGroups(source, reading.programme, reading.accepted, now);
  const touched = [...added, ...changed];
  const sessions = touched.length > 0 ? await planSessions(stores, now, touched) : { added: 0, removed: 0, stranded: 0 };
  return { groups: { added: added.length, changed: changed.length, unchanged, missing }, sessions };
};

/** A transaction whose work is counted and then undone. */
const tryOut = async <T>(database: Database, work: (stores: Stores) => Promise<T>): Promise<T> => {
  let outcome: { value: T } | undefined;
  const undo = new AppError('dry-run');
  await database
    .transaction(async (stores) => {
      outcome = { value: await work(stores) };
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (!outcome) throw undo;
  return outcome.value;
};

/**
 * Reads a feed of groups and keeps it, all of it or nothing. Importing the same feed again updates what changed and
 * leaves the rest; with `dryRun` everything is tried and nothing is kept. Refuses with `import-empty`,
 * `import-not-json`, `import-not-a-list` or `import-format`.
 */
export const importDirectory = async (database: Database, feed: Feed, now: Temporal.Instant): Promise<ImportReport> => {
  const json = parse(feed.text);
  const { records, programme } = recordsOf(feed, json);
  const program = await database.stores.program.read();
  const { timeZone, dryRun = false } = feed;
  const reading = readTsml(records, { programme, timeZone, programmeZone: program?.timeZone, language: program?.languages[0] });
  const source = `${reading.programme.toLowerCase()}:${feedIdentity(records, feed.fileName)}`;
  const work = (stores: Stores) => keep(stores, reading, source, now);
  const kept = await (dryRun ? tryOut(database, work) : database.transaction(work));
  const { read, rejected, warnings } = reading;
  return { programme: reading.programme, source, dryRun, read, accepted: read - rejected.length, rejected, warnings, ...kept };
};
