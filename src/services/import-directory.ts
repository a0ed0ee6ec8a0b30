import { AppError } from '../core/app-error.ts';
import { readTsml, type Remark, type TsmlReading } from '../core/directory/tsml.ts';
import type { Database, Stores } from './database.ts';
import { planSessions } from './plan-sessions.ts';

/** `programme` names the fellowship, `timeZone` is for records whose zone nothing else tells; with `dryRun` nothing is kept. */
export type ImportOptions = { programme?: string; timeZone?: string; dryRun?: boolean };

/**
 * What an import did. `accepted` and `rejected` together are all that was `read`; a record that meets on several days
 * becomes several groups. `missing` groups came from this source before and are not in this file: they stay.
 */
export type ImportReport = {
  source: string;
  dryRun: boolean;
  read: number;
  accepted: number;
  rejected: Remark[];
  warnings: Remark[];
  groups: { added: number; changed: number; unchanged: number; missing: number };
  sessions: { added: number; removed: number; stranded: number };
};

const readFeed = async ({ program }: Stores, feed: unknown, { programme, timeZone }: ImportOptions): Promise<TsmlReading> => {
  const city = await program.read();
  const reading = readTsml(feed, { programme, timeZone, programmeZone: city?.timeZone, language: city?.languages[0] });
  if (reading.read === 0) throw new AppError('import-empty', { message: 'There is no meeting in this file.' });
  return reading;
};

const keep = async (stores: Stores, reading: TsmlReading, now: Temporal.Instant): Promise<Omit<ImportReport, 'dryRun'>> => {
  const { programme, read, accepted, rejected, warnings } = reading;
  const source = `tsml:${programme}`;
  const { added, changed, unchanged, missing } = await stores.directory.saveGroups(source, programme, accepted, now);
  const sessions = await planSessions(stores, now, [...added, ...changed]);
  const groups = { added: added.length, changed: changed.length, unchanged, missing };
  return { source, read, accepted: read - rejected.length, rejected, warnings, groups, sessions };
};

/**
 * Takes in a Meeting Guide feed and lays out its sessions, all or nothing. The same feed again changes nothing; a newer
 * one updates its groups. A dry run does the same work and takes it back, so that its counts are true.
 * Throws `import-not-a-list` or `import-empty` when the JSON is no feed.
 */
export const importDirectory = async (database: Database, feed: unknown, options: ImportOptions, now: Temporal.Instant): Promise<ImportReport> => {
  const { dryRun = false } = options;
  const reading = await readFeed(database.stores, feed, options);
  const takeBack = new AppError('import-dry-run', { message: 'A dry run keeps nothing.' });
  let report: ImportReport | undefined;
  try {
    await database.transaction(async (stores) => {
      report = { dryRun, ...(await keep(stores, reading, now)) };
      if (dryRun) throw takeBack;
    });
  } catch (error) {
    if (error !== takeBack) throw error;
  }
  if (!report) throw takeBack;
  return report;
};
