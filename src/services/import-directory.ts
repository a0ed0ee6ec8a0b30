import { AppError } from '../core/app-error.ts';
import type { Remark } from '../core/directory/collect-groups.ts';
import type { Point } from '../core/directory/distance.ts';
import { readFeed, type FeedFile, type FeedFormat, type ReadFeed } from '../core/directory/feed.ts';
import type { GroupRecord } from '../core/directory/group.ts';
import { planImport, type ImportPlan } from '../core/directory/plan-import.ts';
import type { Database, Stores } from './database.ts';
import { planSessions } from './plan-sessions.ts';
import type { PlannedSessions } from './stores/directory.ts';

/** The largest feed that is read, in bytes: a hundred times a big city's. */
export const largestFeed = 64 * 1024 * 1024;

/** A feed as it was handed over. `name` helps to know the feed again; `programme` and `timeZone` are the importer's word. */
export type Feed = { files: FeedFile[]; name: string; format?: string; programme?: string; timeZone?: string; dryRun?: boolean };

/**
 * What became of a feed. `read`, `accepted` and the remarks count its records; `groups` counts what is kept, one for
 * each weekday of a record. `groups.missing` are groups an earlier import brought that this feed no longer names;
 * `conflicts` name fields that were set by hand and stay, though the feed says something else.
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
  conflicts: ImportPlan['conflicts'];
  sessions: PlannedSessions;
};

/** What was understood of a feed, and where it came from. */
export type FeedToKeep = { source: string; programme: string; groups: GroupRecord[] };

/** Brings what was understood of a feed into the directory and lays out the sessions of what is new or changed. */
export const keepFeed = async (stores: Stores, { source, programme, groups }: FeedToKeep, now: Temporal.Instant): Promise<Pick<ImportReport, 'groups' | 'conflicts' | 'sessions'>> => {
  const plan = planImport(await stores.directory.groupsOf(source), groups);
  const { added, changed } = await stores.directory.saveGroups(source, programme, plan.toKeep, now);
  await stores.directory.noteMissing(source, groups.map(({ sourceId }) => sourceId), now);
  const touched = [...added, ...changed];
  const sessions = touched.length > 0 ? await planSessions(stores, now, touched) : { added: 0, removed: 0, stranded: 0 };
  return { groups: { added: added.length, changed: changed.length, unchanged: groups.length - touched.length, missing: plan.missing.length }, conflicts: plan.conflicts, sessions };
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

/** Reads a feed with what the programme knows; nothing is kept. `source` is the feed's name among all feeds. */
export const understandFeed = async (stores: Stores, { files, name, format, programme, timeZone }: Feed): Promise<ReadFeed & { source: string }> => {
  const program = await stores.program.read();
  const middles = await middlesOf(stores, files);
  const reading = readFeed(files, name, { format, programme, timeZone, programmeZone: program?.timeZone, language: program?.languages[0], middles });
  return { ...reading, source: `${reading.programme.toLowerCase()}:${reading.identity}` };
};

/**
 * Reads a feed of groups and keeps it, all of it or nothing. Importing the same feed again updates what changed and
 * leaves the rest; with `dryRun` everything is tried and nothing is kept. Refuses with an AppError `import-…`.
 */
export const importDirectory = async (database: Database, feed: Feed, now: Temporal.Instant): Promise<ImportReport> => {
  const { dryRun = false } = feed;
  const { accepted, read, rejected, warnings, format, programme, source } = await understandFeed(database.stores, feed);
  const work = (stores: Stores) => keepFeed(stores, { source, programme, groups: accepted }, now);
  const kept = await (dryRun ? tryOut(database, work) : database.transaction(work));
  return { format, programme, source, dryRun, read, accepted: read - rejected.length, rejected, warnings, ...kept };
};
