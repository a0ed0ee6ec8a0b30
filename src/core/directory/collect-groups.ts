/** What reading a feed comes to: groups taken, records refused, and what somebody should look at. */
import type { Point } from './distance.ts';
import type { GroupRecord } from './group.ts';
import { isUnitedStates } from './tsml-fields.ts';

/** Something to tell whoever imports: `index` counts the feed's records from 0 and is null when it is about the whole feed. */
export type Remark = { index: number | null; reason: string };

/** A feed as it was understood. `programme` is whose codes were read; `read` counts records, not groups. */
export type FeedReading = { programme: string; read: number; accepted: GroupRecord[]; rejected: Remark[]; warnings: Remark[] };

/**
 * `programme` says which fellowship's codes these are (guessed from the feed when absent); `timeZone` is the zone to use
 * where neither the record nor its place tells, `programmeZone` the city's; `language` is what groups speak that name none;
 * `middles` are the middles of ZIP codes, for places that have no point of their own.
 */
export type FeedOptions = { programme?: string; timeZone?: string; programmeZone?: string; language?: string; middles?: Map<string, Point> };

type MaybePoint = { latitude: number | null; longitude: number | null };

/** The point of a place, or the middle of its ZIP code, which is good enough for "near you" (1.3 km off in a city). */
export const pointOrMiddle = (point: MaybePoint, code: string | null, country: string, { middles }: FeedOptions): MaybePoint =>
  point.latitude === null && code && isUnitedStates(country) ? (middles?.get(code.slice(0, 5)) ?? point) : point;

/** The groups one record stands for, one for each of its recurring times. */
export type ReadRecord = { groups: GroupRecord[]; warnings: string[] };

const withOwnId = (group: GroupRecord, taken: Map<string, string>): GroupRecord => {
  const base = `${group.sourceId}:${group.recurrence.slice(-2)}-${group.startsAt}`;
  let sourceId = base;
  for (let n = 2; taken.has(sourceId); n += 1) sourceId = `${base}#${n}`;
  return { ...group, sourceId };
};

const zoneDoubt = (groups: GroupRecord[]): Remark[] => {
  const guessed = groups.filter(({ timeZoneSource }) => timeZoneSource === 'programme');
  return guessed[0] ? [{ index: null, reason: `${guessed.length} of ${groups.length} groups say neither zone nor place: taken as ${guessed[0].timeZone} (say --timezone ZONE)` }] : [];
};

/**
 * Reads records in order, keeping every id to one group. `readRecord` answers with the record's groups or says in one
 * sentence why it cannot be a group.
 */
export const collectGroups = (records: unknown[], readRecord: (record: unknown) => ReadRecord | string): Omit<FeedReading, 'programme'> => {
  const [accepted, rejected, warnings]: [GroupRecord[], Remark[], Remark[]] = [[], [], []];
  const taken = new Map<string, string>();
  const keep = (group: GroupRecord, index: number) => {
    const clash = taken.has(group.sourceId);
    if (clash) warnings.push({ index, reason: 'its slug was used before for another meeting: both are kept' });
    const own = clash ? withOwnId(group, taken) : group;
    taken.set(own.sourceId, JSON.stringify(own));
    accepted.push(own);
  };
  const add = (read: ReadRecord | string, index: number) => {
    if (typeof read === 'string') return void rejected.push({ index, reason: read });
    const fresh = read.groups.filter((group) => taken.get(group.sourceId) !== JSON.stringify(group));
    if (fresh.length === 0) return void rejected.push({ index, reason: 'the same meeting again' });
    warnings.push(...read.warnings.map((reason) => ({ index, reason })));
    for (const group of fresh) keep(group, index);
  };
  records.forEach((record, index) => add(readRecord(record), index));
  return { read: records.length, accepted, rejected, warnings: [...warnings, ...zoneDoubt(accepted)] };
};
