import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GroupRecord } from '../../../src/core/directory/group.ts';
import { readTsml, type TsmlOptions } from '../../../src/core/directory/tsml.ts';

const feeds = join(import.meta.dirname, '../../../../shared/data/tsml');
const newYork: TsmlOptions = { programme: 'AA', programmeZone: 'America/New_York' };

const meeting = {
  slug: 'tuesday',
  name: 'Tuesday Night',
  day: 2,
  time: '19:00',
  location: 'Oak Street Hall',
  formatted_address: '12 Oak St, Albany, NY 12207, USA',
  latitude: 42.65,
  longitude: -73.75,
};

const readOne = (change: Record<string, unknown>, options = newYork) => readTsml([{ ...meeting, ...change }], options);
const groupOf = (change: Record<string, unknown>, options = newYork): Partial<GroupRecord> => readOne(change, options).accepted[0] ?? {};

describe('a record as feeds really send it', () => {
  it.each<[string, Record<string, unknown>, Partial<GroupRecord>]>([
    ['day 0 is Sunday', { day: 0 }, { recurrence: 'FREQ=WEEKLY;BYDAY=SU' }],
    ['a day as a string', { day: '6' }, { recurrence: 'FREQ=WEEKLY;BYDAY=SA' }],
    ['a day by its name', { day: 'Thursday' }, { recurrence: 'FREQ=WEEKLY;BYDAY=TH' }],
    ['a time with PM', { time: '7:00 PM' }, { startsAt: '19:00' }],
    ['midnight is 12:00 AM', { time: '12:00 AM' }, { startsAt: '00:00' }],
    ['noon is 12:00 PM', { time: '12:00 PM' }, { startsAt: '12:00' }],
    ['an hour without its zero', { time: '9:30' }, { startsAt: '09:30' }],
    ['no end: one hour', {}, { minutes: 60 }],
    ['an end', { end_time: '20:30' }, { minutes: 90 }],
    ['an end after midnight is the next day', { time: '23:30', end_time: '01:00' }, { minutes: 90 }],
    ['an end at the start: one hour', { end_time: '19:00' }, { minutes: 60 }],
    ['a typing error of twelve hours: one hour', { time: '09:30', end_time: '22:30' }, { minutes: 60 }],
    ['a slug that is a number', { slug: 254 }, { sourceId: '254' }],
    ['a ZIP that is a number', { formatted_address: '', address: '9 Elm', postal_code: 64113, country: 'USA' }, { postalCode: '64113' }],
    ['a New England ZIP that lost its zero', { formatted_address: '', address: '9 Elm', postal_code: 2108, country: 'USA' }, { postalCode: '02108' }],
    ['a ZIP inside the address', {}, { postalCode: '12207' }],
    ['a Canadian code', { formatted_address: '8318 104 St, Edmonton, Alberta, T6E 4E8, Canada' }, { postalCode: 'T6E 4E8' }],
    ['coordinates as strings', { latitude: '42.65', longitude: '-73.75' }, { latitude: 42.65, longitude: -73.75 }],
    ['0, 0 is no place', { latitude: 0, longitude: 0 }, { latitude: null, longitude: null }],
    ['HTML entities, even twice encoded', { name: 'Men&#8217;s &amp;amp; Women' }, { name: 'Men’s & Women' }],
    ['tags are not shown', { notes: 'Use <b>side</b> door<br>' }, { description: 'Use side door' }],
    ['types as one string', { types: '[open]' }, { audience: ['open'] }],
    ['types with commas', { types: 'C, X' }, { audience: ['closed'], wheelchair: 'yes' }],
    ['another language than the feed’s', { types: ['S'] }, { languages: ['es'] }],
    ['UK is Ukrainian', { types: ['UK'] }, { languages: ['uk'] }],
    ['no language code: the feed’s own', {}, { languages: ['en'] }],
  ])('%s', (_, change, expected) => {
    expect(groupOf(change)).toMatchObject(expected);
  });

  it('makes one group for each day of a list, each with an id that another day cannot take', () => {
    const { accepted } = readOne({ day: [6, 0, 6] });
    expect(accepted.map(({ sourceId, recurrence }) => [sourceId, recurrence])).toEqual([
      ['tuesday:6', 'FREQ=WEEKLY;BYDAY=SA'],
      ['tuesday:0', 'FREQ=WEEKLY;BYDAY=SU'],
    ]);
  });

  it('reads records wrapped by Airtable', () => {
    const json = { records: [{ id: 'rec1', fields: { name: 'Evening', day: '3', SOURCE_start_time: '6:30 PM', 'Formatted Address': meeting.formatted_address } }] };
    expect(readTsml(json, newYork).accepted[0]).toMatchObject({ sourceId: 'rec1', startsAt: '18:30', recurrence: 'FREQ=WEEKLY;BYDAY=WE' });
  });

  it('keeps both of two meetings that share a slug, and says so', () => {
    const { accepted, warnings } = readTsml([meeting, { ...meeting, location: 'Elm Street Hall' }], newYork);
    expect(accepted.map(({ sourceId }) => sourceId)).toEqual(['tuesday', 'tuesday:TU-19:00']);
    expect(warnings).toEqual([{ index: 1, reason: 'its slug was used before for another meeting: both are kept' }]);
  });

  it('takes the same meeting once', () => {
    expect(readTsml([meeting, meeting], newYork)).toMatchObject({ accepted: [{ sourceId: 'tuesday' }], rejected: [{ index: 1, reason: 'the same meeting again' }] });
  });

  it.each<[string, unknown, string]>([
    ['by appointment', { ...meeting, day: undefined }, 'no day or no time: by appointment'],
    ['no time', { ...meeting, time: '' }, 'no day or no time: by appointment'],
    ['an eighth day', { ...meeting, day: 7 }, 'the day is not one of 0 (Sunday) to 6'],
    ['a time nobody can read', { ...meeting, time: '25:00' }, 'the time cannot be read'],
    ['no name', { ...meeting, name: '&nbsp;' }, 'no name'],
    ['no slug', { ...meeting, slug: null }, 'no slug to know it by'],
    ['not a record', 'hello', 'not a meeting'],
  ])('rejects %s with its reason', (_, record, reason) => {
    expect(readTsml([record], newYork).rejected).toEqual([{ index: 0, reason }]);
  });

  it('rejects what is no list of meetings', () => {
    expect(() => readTsml({ types: {} }, newYork)).toThrow(expect.objectContaining({ code: 'import-not-a-list' }));
  });
});

describe('where a person would be sent', () => {
  const link = 'https://zoom.us/j/123';
  it.each<[string, Record<string, unknown>, string, string]>([
    ['a street and no link', {}, 'in_person', ''],
    ['a street and a link', { types: ['ONL'], conference_url: link }, 'hybrid', link],
    ['a closed building with a link is online only', { types: ['TC'], conference_url: link }, 'online', link],
    ['a closed building without a link is nowhere', { types: ['TC'] }, 'suspended', ''],
    ['lower-case onl with a link names no open building', { types: ['onl'], conference_url: link }, 'online', link],
    ['a number to dial is a link', { types: ['TC'], conference_phone: '+12025550100,,123#' }, 'online', '+12025550100,,123#'],
    ['"link" that is no address', { types: ['TC'], conference_url: 'ask at the door' }, 'suspended', ''],
    ['approximate is where an online group calls home', { approximate: 'yes', conference_url: link }, 'online', link],
    ['a town is no door', { formatted_address: 'Albany, NY, USA', conference_url: link }, 'online', link],
    ['a town and no link', { formatted_address: 'Albany, NY 12207, USA' }, 'suspended', ''],
    ['inactive, whatever else it says', { attendance_option: 'inactive', conference_url: link }, 'suspended', ''],
    ['in person although a link is left over', { attendance_option: 'in_person', conference_url: link }, 'in_person', ''],
  ])('%s', (_, change, venueKind, expectedLink) => {
    expect(groupOf(change)).toMatchObject({ venueKind, link: expectedLink });
  });
});

describe('what a code says depends on whose it is', () => {
  const unknown = { wheelchair: 'unknown', signLanguage: 'unknown', childcare: 'unknown' };
  it.each<[string, string, string[], Partial<GroupRecord>]>([
    ['a missing code is unknown, never no', 'AA', [], { ...unknown, audience: [] }],
    ['X is step-free', 'AA', ['X'], { ...unknown, wheelchair: 'yes' }],
    ['an accessible toilet is not a way in', 'AA', ['XB'], unknown],
    ['BA is child care', 'AA', ['BA'], { ...unknown, childcare: 'yes' }],
    ['children welcome is not child care', 'AA', ['CF'], { ...unknown, audience: ['children-welcome'] }],
    ['CC in ACA is child care', 'ACA', ['CC'], { ...unknown, childcare: 'yes' }],
    ['CC in EDA is the chair’s choice', 'EDA', ['CC'], { ...unknown, audience: [] }],
    ['CC in AA is nothing we know', 'AA', ['CC'], { ...unknown, audience: ['code:CC'] }],
    ['T in AA is transgender', 'AA', ['T'], { audience: ['transgender'] }],
    ['T and S in ACA are a text and a speaker', 'ACA', ['T', 'S'], { audience: [], languages: ['en'] }],
    ['Y in Al-Anon is for teens', 'Al-Anon', ['Y'], { audience: ['teens'] }],
    ['Y in AA is for young people', 'AA', ['Y'], { audience: ['young-people'] }],
    ['a typing error is kept and claims nothing', 'AA', ['ASBI'], { ...unknown, audience: ['code:ASBI'] }],
    ['a programme nobody knows: CC claims nothing', 'Our own circle', ['CC', 'X'], { ...unknown, wheelchair: 'yes', audience: ['code:CC'] }],
  ])('%s', (_, programme, types, expected) => {
    expect(groupOf({ types }, { ...newYork, programme })).toMatchObject(expected);
  });

  it.each([
    ['AA', 'alcohol'],
    ['Alcoholics Anonymous', 'alcohol'],
    ['NA', 'drugs'],
    ['narcotics anonymous', 'drugs'],
    ['Al-Anon', 'family'],
    ['ACA', 'family'],
    ['EDA', 'other'],
    ['Our own circle', 'other'],
  ])('%s is there for %s', (programme, need) => {
    expect(groupOf({}, { ...newYork, programme })).toMatchObject({ need });
  });

  it('guesses the fellowship from the feed and says so', () => {
    const reading = readTsml([{ ...meeting, name: 'Monday AFG' }], { programmeZone: 'America/New_York' });
    expect(reading).toMatchObject({ programme: 'Al-Anon', warnings: [{ index: null, reason: 'no programme given: taken as Al-Anon (say --program NAME)' }] });
  });
});

describe('the zone of a wall time', () => {
  const nowhere = { latitude: undefined, longitude: undefined };
  it.each<[string, Record<string, unknown>, TsmlOptions, [string, string]]>([
    ['the feed says it', { timezone: 'America/Chicago' }, newYork, ['America/Chicago', 'feed']],
    ['the place says it', { latitude: 41.88, longitude: -87.63 }, newYork, ['America/Chicago', 'location']],
    ['Arizona has no summer time', { latitude: 33.45, longitude: -112.07 }, newYork, ['America/Phoenix', 'location']],
    ['Puerto Rico', { latitude: 18.4, longitude: -66.06 }, newYork, ['America/Puerto_Rico', 'location']],
    ['whoever imports says it', nowhere, { ...newYork, timeZone: 'America/Denver' }, ['America/Denver', 'given']],
    ['the place knows better than whoever imports', {}, { ...newYork, timeZone: 'America/Denver' }, ['America/New_York', 'location']],
    ['the programme’s own', nowhere, newYork, ['America/New_York', 'programme']],
    ['an offset is no zone', { timezone: '-05:00' }, newYork, ['America/New_York', 'location']],
  ])('%s', (_, change, options, [timeZone, timeZoneSource]) => {
    expect(groupOf(change, options)).toMatchObject({ timeZone, timeZoneSource });
  });

  it('rejects a meeting whose zone nobody knows', () => {
    expect(readOne(nowhere, { programme: 'AA' }).rejected[0]?.reason).toMatch(/no time zone/);
  });

  it('warns when the name speaks of another clock than the place', () => {
    const reasons = readOne({ name: 'Leigh on Sea - 2pm Eastern - Hybrid', latitude: 51.54, longitude: 0.65 }).warnings.map(({ reason }) => reason);
    expect(reasons).toEqual(['its name speaks of another time zone than its place: please check the time']);
  });
});

describe('what is said and what is left out', () => {
  it.each(['1st Thursday is a birthday night', 'Meets last Tuesday of the month', 'every other week', 'Speaker 2nd and 4th Fri'])('warns that "%s" is kept as every week', (notes) => {
    const { warnings, accepted } = readOne({ notes });
    expect(warnings.map(({ reason }) => reason)).toEqual(['the notes speak of one week of the month: kept as every week, please check']);
    expect(accepted[0]?.recurrence).toBe('FREQ=WEEKLY;BYDAY=TU');
  });

  it('does not take the first step for a first week', () => {
    expect(readOne({ notes: 'First Step study, second floor' }).warnings).toEqual([]);
  });

  it('keeps nobody’s contact, payment handle, e-mail or number', () => {
    const kept = JSON.stringify(
      groupOf({
        contact_1_name: 'Marguerite', contact_1_phone: '212-555-0150', contact_1_email: 'm@example.org', venmo: '@marguerite', paypal: 'marguerite', square: '$marguerite',
        email: 'm@example.org', phone: '2125550150', feedback_emails: ['m@example.org'], entity_email: 'm@example.org', author: 'marguerite',
        notes: 'Call (212) 555-0150 or write m@example.org, pay @marguerite. Ring twice.', location_notes: 'Back door', name: 'Tuesday 212-555-0150',
      }),
    );
    expect(kept).not.toMatch(/marguerite|555|m@example/i);
    expect(kept).toContain('Ring twice. Back door');
  });

  it('never keeps half a character', () => {
    expect(groupOf({ name: `${'a'.repeat(119)}😀` }).name).toBe('a'.repeat(119));
  });
});

const tally = (values: string[]) => Object.fromEntries([...new Set(values)].sort().map((value) => [value, values.filter((each) => each === value).length]));

if (!existsSync(feeds)) {
  it('is skipped for real feeds: ../shared is not here', () => expect(existsSync(feeds)).toBe(false));
} else {
  describe('real feeds', () => {
    // Read, accepted, rejected, warnings; then the venues. TC without a link: 121, 134, 31, 21 and 9 of these are the suspended ones.
    it.each<[string, string, number[], Record<string, number>]>([
      ['aasanjose-2021-10', 'AA', [693, 693, 0, 422], { hybrid: 122, in_person: 157, online: 293, suspended: 121 }],
      ['aasepia-2023-02', 'AA', [2038, 2038, 0, 209], { hybrid: 305, in_person: 1291, online: 305, suspended: 137 }],
      ['al-anon-2023-08', 'Al-Anon', [360, 360, 0, 36], { hybrid: 60, in_person: 156, online: 113, suspended: 31 }],
      ['eda-2023-07', 'EDA', [185, 185, 0, 43], { hybrid: 14, in_person: 70, online: 100, suspended: 1 }],
      ['edmonton-2022-09', 'AA', [315, 315, 0, 89], { hybrid: 52, in_person: 220, online: 22, suspended: 21 }],
      ['kc-2021-05', 'AA', [206, 206, 0, 24], { hybrid: 10, in_person: 116, online: 71, suspended: 9 }],
      ['nwta-2021-05', 'AA', [613, 613, 0, 199], { in_person: 612, suspended: 1 }],
      ['times-2024-10', 'unknown', [9, 8, 1, 3], { hybrid: 7, suspended: 1 }],
      ['timezones-2021-05', 'unknown', [2, 2, 0, 3], { suspended: 2 }],
      ['appointment-2021-05', 'unknown', [2, 1, 1, 1], { online: 1 }],
    ])('%s is read as %s', (file, programme, counts, venues) => {
      const reading = readTsml(JSON.parse(readFileSync(join(feeds, `${file}.json`), 'utf8')), { programmeZone: 'America/New_York' });
      expect(reading.programme).toBe(programme);
      expect([reading.read, reading.accepted.length, reading.rejected.length, reading.warnings.length]).toEqual(counts);
      expect(tally(reading.accepted.map(({ venueKind }) => venueKind))).toEqual(venues);
    });

    it('agrees with a feed that says itself how people attend', () => {
      const records = JSON.parse(readFileSync(join(feeds, 'al-anon-2023-08.json'), 'utf8')) as Record<string, unknown>[];
      const untold = records.map(({ attendance_option: _, ...record }) => record);
      const said = records.map(({ attendance_option }) => (attendance_option === 'inactive' ? 'suspended' : attendance_option));
      expect(readTsml(untold, newYork).accepted.map(({ venueKind }) => venueKind)).toEqual(said);
    });

    it('gives every meeting of a feed an id of its own', () => {
      const { accepted } = readTsml(JSON.parse(readFileSync(join(feeds, 'aasanjose-2021-10.json'), 'utf8')), newYork);
      expect(new Set(accepted.map(({ sourceId }) => sourceId)).size).toBe(693);
    });
  });
}
