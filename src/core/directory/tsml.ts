/**
 * Reads a Meeting Guide (TSML) feed, https://github.com/code4recovery/spec, as feeds really are: numbers for strings,
 * strings for numbers, lists of days, closed buildings. Whatever is in doubt is said and never turned into a promise.
 */
import { AppError } from '../app-error.ts';
import { fellowshipNamed, guessFellowship, type Fellowship } from './fellowships.ts';
import type { GroupRecord } from './group.ts';
import { beginning, plainText, withoutContacts } from './plain-text.ts';
import { namesOtherZone, zoneOf } from './time-zone.ts';
import { claimsOf } from './tsml-codes.ts';
import { addressOf, codesOf, daysOf, fieldsOf, linkOf, minutesBetween, pointOf, postalCodeOf, timeOf, weekdayOf, type Fields } from './tsml-fields.ts';
import { suspendedBecause, venueKindOf } from './tsml-venue.ts';

/** Something to tell whoever imports: `index` counts the feed's records from 0 and is null when it is about the whole feed. */
export type Remark = { index: number | null; reason: string };

export type TsmlReading = { programme: string; read: number; accepted: GroupRecord[]; rejected: Remark[]; warnings: Remark[] };

/**
 * `programme` says which fellowship's codes these are (guessed from the feed when absent); `timeZone` is the zone to use
 * where neither the record nor its place tells, `programmeZone` the city's; `language` is what groups speak that name none.
 */
export type TsmlOptions = { programme?: string; timeZone?: string; programmeZone?: string; language?: string };

type Read = { group: Omit<GroupRecord, 'sourceId' | 'recurrence'>; slug: string; days: number[]; daysAreList: boolean; warnings: string[] };
type Context = TsmlOptions & { fellowship: Fellowship };

const usualMinutes = 60;
const mostMinutes = 8 * 60;
const longestName = 120;
const longestDescription = 500;
const longestLine = 300;
const longestSlug = 200;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Airtable puts each record's own fields one level down. */
const unwrap = (record: unknown): unknown =>
  isRecord(record) && isRecord(record.fields) ? { slug: record.id, ...record.fields } : record;

/** The records of a feed, whether it is a list or wraps one. Throws `import-not-a-list`. */
export const tsmlRecords = (json: unknown): unknown[] => {
  const list = isRecord(json) ? (json.records ?? json.meetings) : json;
  if (!Array.isArray(list)) throw new AppError('import-not-a-list', { message: 'A Meeting Guide feed is a list of meetings, and this file holds something else.' });
  return list.map(unwrap);
};

/** Only fields that may name a fellowship; type codes and addresses would mislead ("NA", "AA"). */
const identityText = (record: unknown) =>
  isRecord(record) ? ['name', 'group', 'url', 'website', 'entity', 'entity_url', 'notes'].map((key) => plainText(record[key])).join('\n') : '';

const ordinal = '(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last|every other)';
const weekOfMonth = new RegExp(`\\b${ordinal}\\s+(?:(?:and|&|or|\\+)\\s+${ordinal}\\s+)?(?:sun|mon|tue|wed|thu|fri|sat|week\\b)`, 'i');

/** How long it lasts, in minutes, and what is doubtful about that. */
const lengthOf = (fields: Fields, startsAt: string): { minutes: number; doubt?: string } => {
  const end = timeOf(fields.end_time);
  if (!end) return { minutes: usualMinutes, doubt: plainText(fields.end_time) ? 'the end time cannot be read: taken as one hour' : undefined };
  const minutes = minutesBetween(startsAt, end);
  if (minutes > 0 && minutes <= mostMinutes) return { minutes };
  return { minutes: usualMinutes, doubt: minutes === 0 ? 'it ends when it starts: taken as one hour' : 'it would last more than eight hours: taken as one hour' };
};

const areaOf = ({ regions, sub_region, region, city }: Fields): string | null => {
  const list = Array.isArray(regions) ? regions : [];
  return beginning(plainText(list.at(-1)) || plainText(sub_region) || plainText(region) || plainText(city), longestName) || null;
};

type Essence = { slug: string; name: string; days: number[]; startsAt: string };

/** What a record cannot do without, or in one sentence what is missing. */
const essenceOf = (fields: Fields): Essence | string => {
  const [slug, name, days, startsAt] = [beginning(plainText(fields.slug) || plainText(fields.id), longestSlug), plainText(fields.name), daysOf(fields.day), timeOf(fields.time)];
  if (!name) return 'no name';
  if (!slug) return 'no slug to know it by';
  if (!days) return 'the day is not one of 0 (Sunday) to 6';
  if (days.length === 0 || !plainText(fields.time)) return 'no day or no time: by appointment';
  return startsAt ? { slug, name, days, startsAt } : 'the time cannot be read';
};

const notesOf = ({ notes, group_notes, location_notes }: Fields) => [notes, group_notes, location_notes].map(plainText).filter(Boolean).join(' ');

type Doubts = { name: string; notes: string; codes: string[]; link: string; unknown: string[]; zone: string; badZone: boolean };

/** What an importer should look at, though the record was taken. */
const doubtsOf = ({ name, notes, codes, link, unknown, zone, badZone }: Doubts): string[] =>
  [
    badZone && 'its time zone is not one: ignored',
    codes.some((code) => code.toUpperCase() === 'ONL') && !link && 'called online but there is no link',
    unknown.length > 0 && `type code not known: ${unknown.join(', ')}`,
    weekOfMonth.test(`${name} ${notes}`) && 'the notes speak of one week of the month: kept as every week, please check',
    namesOtherZone(name, zone) && 'its name speaks of another time zone than its place: please check the time',
  ].filter((doubt) => typeof doubt === 'string');

/** The place of a record: a point, an address, and whether there is a door at all. */
const whereOf = (fields: Fields) => {
  const { address, approximate } = addressOf(fields);
  const place = {
    venue: beginning(withoutContacts(plainText(fields.location)), longestLine),
    address: beginning(address, longestLine),
    postalCode: postalCodeOf(fields),
    area: areaOf(fields),
    ...pointOf(fields),
  };
  return { place, approximate };
};

/** Reads one record, or says in one sentence why it cannot be a group. */
const readRecord = (record: unknown, context: Context): Read | string => {
  if (!isRecord(record)) return 'not a meeting';
  const fields = fieldsOf(record);
  const essence = essenceOf(fields);
  if (typeof essence === 'string') return essence;
  const { slug, name, days, startsAt } = essence;
  const { place, approximate } = whereOf(fields);
  const zone = zoneOf({ feed: fields.timezone, ...place, given: context.timeZone, programme: context.programmeZone });
  if (!zone) return 'no time zone: neither the record nor its place says one (try --timezone)';
  const [codes, link, notes] = [codesOf(fields), linkOf(fields), notesOf(fields)];
  const { unknown, ...claims } = claimsOf(codes, context.fellowship, context.language ?? 'en');
  const facts = { fields, codes, link, approximate };
  const venueKind = venueKindOf(facts);
  const { minutes, doubt } = lengthOf(fields, startsAt);
  const doubts = doubtsOf({ name, notes, codes, link, unknown, zone: zone.timeZone, badZone: Boolean(fields.timezone) && zone.source !== 'feed' });
  const warnings = [...(doubt ? [doubt] : []), ...(venueKind === 'suspended' ? [suspendedBecause(facts)] : []), ...doubts];
  const group = {
    need: context.fellowship.need,
    name: beginning(withoutContacts(name), longestName),
    description: beginning(withoutContacts(notes), longestDescription),
    ...claims,
    ...place,
    venueKind,
    link: venueKind === 'online' || venueKind === 'hybrid' ? link : '',
    timeZone: zone.timeZone,
    timeZoneSource: zone.source,
    startsAt,
    minutes,
  };
  return { group, slug, days, daysAreList: Array.isArray(fields.day), warnings };
};

/** One group for each day. A record that lists its days keeps the day in its id, so that another day can join later. */
const groupsOf = ({ group, slug, days, daysAreList }: Read): GroupRecord[] =>
  days.map((day) => ({ ...group, sourceId: daysAreList ? `${slug}:${day}` : slug, recurrence: `FREQ=WEEKLY;BYDAY=${weekdayOf(day)}` }));

const withOwnId = (group: GroupRecord, taken: Map<string, string>): GroupRecord => {
  const base = `${group.sourceId}:${group.recurrence.slice(-2)}-${group.startsAt}`;
  let sourceId = base;
  for (let n = 2; taken.has(sourceId); n += 1) sourceId = `${base}#${n}`;
  return { ...group, sourceId };
};

/** Collects readings in order, keeping every id to one meeting. */
const collector = () => {
  const reading: Pick<TsmlReading, 'accepted' | 'rejected' | 'warnings'> = { accepted: [], rejected: [], warnings: [] };
  const taken = new Map<string, string>();
  const keep = (group: GroupRecord, index: number) => {
    const clash = taken.has(group.sourceId);
    if (clash) reading.warnings.push({ index, reason: 'its slug was used before for another meeting: both are kept' });
    const own = clash ? withOwnId(group, taken) : group;
    taken.set(own.sourceId, JSON.stringify(own));
    reading.accepted.push(own);
  };
  const add = (read: Read | string, index: number) => {
    if (typeof read === 'string') return void reading.rejected.push({ index, reason: read });
    const fresh = groupsOf(read).filter((group) => taken.get(group.sourceId) !== JSON.stringify(group));
    if (fresh.length === 0) return void reading.rejected.push({ index, reason: 'the same meeting again' });
    reading.warnings.push(...read.warnings.map((reason) => ({ index, reason })));
    for (const group of fresh) keep(group, index);
  };
  return { reading, add };
};

const zoneDoubt = (groups: GroupRecord[]): Remark[] => {
  const guessed = groups.filter(({ timeZoneSource }) => timeZoneSource === 'programme');
  return guessed[0] ? [{ index: null, reason: `${guessed.length} of ${groups.length} groups say neither zone nor place: taken as ${guessed[0].timeZone} (say --timezone ZONE)` }] : [];
};

/**
 * The groups of a feed. A record is either rejected with its reason or accepted, once per day it meets on; warnings
 * belong to accepted records. Throws `import-not-a-list` when the JSON is no feed at all.
 */
export const readTsml = (json: unknown, options: TsmlOptions): TsmlReading => {
  const records = tsmlRecords(json);
  const fellowship = options.programme ? fellowshipNamed(options.programme) : (guessFellowship(records.map(identityText)) ?? fellowshipNamed('unknown'));
  const { reading, add } = collector();
  if (!options.programme) reading.warnings.push({ index: null, reason: `no programme given: taken as ${fellowship.id} (say --program NAME)` });
  records.forEach((record, index) => add(readRecord(record, { ...options, fellowship }), index));
  reading.warnings.push(...zoneDoubt(reading.accepted));
  return { programme: fellowship.id, read: records.length, ...reading };
};
