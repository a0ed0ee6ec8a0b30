import { AppError } from '../core/app-error.ts';
import type { Remark } from '../core/directory/collect-groups.ts';
import type { Point } from '../core/directory/distance.ts';
import { readFeed, type FeedFile, type FeedFormat, type ReadFeed } from '../core/directory/feed.ts';
import type { Database, Stores } from './database.ts';
import { planSessions } from './plan-sessions.ts';
import type { PlannedSessions } from './stores/directory.ts';

/** The largest feed that is read, in bytes: a hundred times a big city's. */
export const largestFeed = 64 * 1024 * 1024;

/** A feed as it was handed over. `name` helps to know the feed again; `programme` and `timeZone` are the importer's word. */
export type Feed = { files: FeedFile[]; name: string; format?: string; programme?: string; timeZone?: string; dryRun?: boolean };

/**
 * What became of a feed. `read`, `accepted` and the remarks count its records; `groups` counts what is kept, one for
 * each weekday of a record. `groups.missing` are groups an earlier import brought that this feed no longer names.
 */
export type ImportReport = {
  format: FeedFormat;
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

const keep = async (stores: Stores, reading: ReadFeed, source: string, now: Temporal.Instant) => {
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

/** Where the ZIP codes are that a feed speaks of: every five digits in it might be one. */
const middlesOf = async ({ directory }: Stores, files: FeedFile[]): Promise<Map<string, Point>> => {
  const codes = new Set(files.flatMap(({ text }) => text.match(/(?<!\d)\d{5}(?!\d)/g) ?? []));
  return new Map((await directory.postalAreas([...codes])).map(({ code, latitude, longitude }) => [code, { latitude, longitude }]));
};

/**
 * Reads a feed of groups and keeps it, all of it or nothing. Importing the same feed again updates what changed and
 * leaves the rest; with `dryRun` everything is tried and nothing is kept. Refuses with an AppError `import-…`.
 */
export const importDirectory = async (database: Database, feed: Feed, now: Temporal.Instant): Promise<ImportReport> => {
  const program = await database.stores.program.read();
  const { files, name, format, programme, timeZone, dryRun = false } = feed;
  const middles = await middlesOf(database.stores, files);
  const reading = readFeed(files, name, { format, programme, timeZone, programmeZone: program?.timeZone, language: program?.languages[0], middles });
  const source = `${reading.programme.toLowerCase()}:${reading.identity}`;
  const work = (stores: Stores) => keep(stores, reading, source, now);
  const kept = await (dryRun ? tryOut(database, work) : database.transaction(work));
  const { read, rejected, warnings } = reading;
  return { format: reading.format, programme: reading.programme, source, dryRun, read, accepted: read - rejected.length, rejected, warnings, ...kept };
};
