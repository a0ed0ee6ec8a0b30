/**
 * Reads a Meeting Guide (TSML) feed, https://github.com/code4recovery/spec, as feeds really are: numbers for strings,
 * strings for numbers, lists of days, closed buildings. Whatever is in doubt is said and never turned into a promise.
 */
import { AppError } from '../app-error.ts';
import { collectGroups, pointOrMiddle, type FeedOptions, type FeedReading, type ReadRecord } from './collect-groups.ts';
import { fellowshipNamed, guessFellowship, type Fellowship } from './fellowships.ts';
import type { GroupRecord } from './group.ts';
import { beginning, plainText, withoutContacts } from './plain-text.ts';
import { namesOtherZone, zoneOf } from './time-zone.ts';
import { claimsOf, codesOf } from './tsml-codes.ts';
import { addressOf, daysOf, fieldsOf, linkOf, minutesBetween, pointOf, postalCodeOf, timeOf, weekdayOf, type Fields } from './tsml-fields.ts';
import { suspendedBecause, venueKindOf } from './tsml-venue.ts';

type Meeting = { group: Omit<GroupRecord, 'sourceId' | 'recurrence'>; slug: string; days: number[]; daysAreList: boolean };
type Context = FeedOptions & { fellowship: Fellowship };

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

/** A row of the spreadsheet as a record; it has no slug unless somebody gave it one, so what it says makes one. */
export const fromRow = (row: Record<string, unknown>): Fields => {
  const fields = fieldsOf(row);
  const said = [fields.name, fields.day, fields.time, fields.location ?? fields.address].map(plainText).join(' ').toLowerCase();
  return { ...fields, slug: plainText(fields.slug) || plainText(fields.id) || said.replace(/[^\p{L}\p{N}]+/gu, '-') };
};

/** A Google Sheet's answer: the first row names the columns. */
const fromSheet = (values: unknown[]): unknown[] => {
  const [names, ...rows] = values.filter((row): row is unknown[] => Array.isArray(row));
  return rows.map((row) => fromRow(Object.fromEntries((names ?? []).map((name, at) => [plainText(name), row[at]]))));
};

/** The records of a feed, whether it is a list, wraps one, or lists them by their ids. Throws `import-not-a-list`. */
export const tsmlRecords = (json: unknown): unknown[] => {
  if (isRecord(json) && Array.isArray(json.values)) return fromSheet(json.values as unknown[]);
  const list = isRecord(json) ? (json.records ?? json.meetings ?? json.data) : json;
  if (Array.isArray(list)) return list.map(unwrap);
  const byId = isRecord(json) ? Object.values(json) : [];
  if (byId.length > 0 && byId.every((each) => isRecord(each) && 'name' in each)) return byId;
  throw new AppError('import-not-a-list', { message: 'A Meeting Guide feed is a list of meetings, and this file holds something else.' });
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
const whereOf = (fields: Fields, context: Context) => {
  const { address, approximate } = addressOf(fields);
  const postalCode = postalCodeOf(fields);
  const place = {
    venue: beginning(withoutContacts(plainText(fields.location)), longestLine),
    address: beginning(address, longestLine),
    postalCode,
    area: areaOf(fields),
    ...pointOrMiddle(pointOf(fields), postalCode, plainText(fields.country), context),
  };
  return { place, approximate };
};

/** One group for each day. A record that lists its days keeps the day in its id, so that another day can join later. */
const groupsOf = ({ group, slug, days, daysAreList }: Meeting): GroupRecord[] =>
  days.map((day) => ({ ...group, sourceId: daysAreList ? `${slug}:${day}` : slug, recurrence: `FREQ=WEEKLY;BYDAY=${weekdayOf(day)}` }));

/** Reads one record, or says in one sentence why it cannot be a group. */
const readRecord = (record: unknown, context: Context): ReadRecord | string => {
  if (!isRecord(record)) return 'not a meeting';
  const fields = fieldsOf(record);
  const essence = essenceOf(fields);
  if (typeof essence === 'string') return essence;
  const { slug, name, days, startsAt } = essence;
  const { place, approximate } = whereOf(fields, context);
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
    startsOn: null,
  };
  return { groups: groupsOf({ group, slug, days, daysAreList: Array.isArray(fields.day) }), warnings };
};

/**
 * The groups of a feed. A record is either rejected with its reason or accepted, once per day it meets on; warnings
 * belong to accepted records. Throws `import-not-a-list` when the JSON is no feed at all.
 */
export const readTsml = (json: unknown, options: FeedOptions): FeedReading => {
  const records = tsmlRecords(json);
  const fellowship = options.programme ? fellowshipNamed(options.programme) : (guessFellowship(records.map(identityText)) ?? fellowshipNamed('unknown'));
  const reading = collectGroups(records, (record) => readRecord(record, { ...options, fellowship }));
  const guessed = options.programme ? [] : [{ index: null, reason: `no programme given: taken as ${fellowship.id} (say --program NAME)` }];
  return { programme: fellowship.id, ...reading, warnings: [...guessed, ...reading.warnings] };
};
