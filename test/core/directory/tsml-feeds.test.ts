/** Ten feeds as they were published, with figures counted in the files themselves. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readTsml } from '../../../src/core/directory/tsml.ts';

const folder = fileURLToPath(new URL('../../../../shared/data/tsml/', import.meta.url));
const textOf = (file: string) => readFileSync(`${folder}${file}.json`, 'utf8');
const read = (file: string) => readTsml(JSON.parse(textOf(file)), { programmeZone: 'America/New_York' });
type Group = ReturnType<typeof read>['accepted'][number];
const count = (groups: Group[], test: (group: Group) => boolean) => groups.filter(test).length;

type Feed = { file: string; programme: string; read: number; accepted: number; suspended: number; stepFree: number; spanish: number; note: string };
const feeds: Feed[] = [
  { file: 'aasanjose-2021-10', programme: 'AA', read: 693, accepted: 693, suspended: 121, stepFree: 349, spanish: 44, note: '320 closed buildings, 121 of them without a link; one slug twice' },
  { file: 'aasepia-2023-02', programme: 'AA', read: 2038, accepted: 2038, suspended: 137, stepFree: 631, spanish: 48, note: 'points as text; 134 closed without a link, 3 towns without a street' },
  { file: 'al-anon-2023-08', programme: 'Al-Anon', read: 360, accepted: 360, suspended: 31, stepFree: 0, spanish: 2, note: '31 closed without a link' },
  { file: 'appointment-2021-05', programme: 'unknown', read: 2, accepted: 1, suspended: 0, stepFree: 0, spanish: 0, note: 'one has no day' },
  { file: 'eda-2023-07', programme: 'EDA', read: 185, accepted: 185, suspended: 1, stepFree: 0, spanish: 0, note: 'all over the world; one inactive' },
  { file: 'edmonton-2022-09', programme: 'AA', read: 315, accepted: 315, suspended: 21, stepFree: 86, spanish: 11, note: 'lists of days and "8:00 PM"; 21 closed without a link' },
  { file: 'kc-2021-05', programme: 'AA', read: 206, accepted: 206, suspended: 9, stepFree: 31, spanish: 0, note: 'numbers for slugs and ZIPs; 9 closed without a link' },
  { file: 'nwta-2021-05', programme: 'AA', read: 613, accepted: 613, suspended: 1, stepFree: 0, spanish: 0, note: 'types as one text' },
  { file: 'times-2024-10', programme: 'unknown', read: 9, accepted: 8, suspended: 1, stepFree: 0, spanish: 0, note: 'days as text; one by appointment' },
  { file: 'timezones-2021-05', programme: 'unknown', read: 2, accepted: 2, suspended: 2, stepFree: 0, spanish: 0, note: 'no street and no link' },
];

const isHere = existsSync(folder);
if (!isHere) it('is skipped: ../shared is not here', () => {});

(isHere ? describe : describe.skip)('a published feed', () => {
  it.each(feeds)('$file: $note', (feed) => {
    const { accepted, ...reading } = read(feed.file);
    const found = {
      programme: reading.programme,
      read: reading.read,
      accepted: accepted.length,
      suspended: count(accepted, ({ venueKind }) => venueKind === 'suspended'),
      stepFree: count(accepted, ({ wheelchair }) => wheelchair === 'yes'),
      spanish: count(accepted, ({ languages }) => languages.includes('es')),
    };
    expect(found).toEqual({ programme: feed.programme, read: feed.read, accepted: feed.accepted, suspended: feed.suspended, stepFree: feed.stepFree, spanish: feed.spanish });
    expect(reading.rejected).toHaveLength(feed.read - feed.accepted);
  });

  it.each(feeds)('$file: every group can be kept under an id of its own', ({ file }) => {
    const { accepted } = read(file);
    expect(new Set(accepted.map(({ sourceId }) => sourceId)).size).toBe(accepted.length);
  });

  it.each(feeds)('$file: nobody is sent online without a link', ({ file }) => {
    expect(read(file).accepted.filter(({ venueKind, link }) => (venueKind === 'online' || venueKind === 'hybrid') === (link === ''))).toEqual([]);
  });

  it.each(feeds)('$file: a missing code is never read as "no"', ({ file }) => {
    expect(read(file).accepted.filter(({ wheelchair, signLanguage, childcare }) => [wheelchair, signLanguage, childcare].includes('no'))).toEqual([]);
  });

  it('of Texas, with points at longitude 0, is not in Africa', () => {
    const zones = new Set(read('nwta-2021-05').accepted.map(({ timeZone }) => timeZone));
    expect([...zones].sort()).toEqual(['America/Chicago', 'America/Denver', 'America/New_York']);
  });

  it('of Kansas City: the first record, in full', () => {
    expect(read('kc-2021-05').accepted[0]).toEqual({
      sourceId: '254', need: 'alcohol', name: 'Ward Parkway Group', description: '', languages: ['en'], audience: ['open'], wheelchair: 'unknown', signLanguage: 'unknown', childcare: 'unknown',
      venueKind: 'in_person', venue: 'Country Club Christian Church', address: '6101 Ward Pkwy, Kansas City, MO 64113', postalCode: '64113', area: 'Kansas City',
      latitude: 39.0169507, longitude: -94.6012228, link: '', timeZone: 'America/Chicago', timeZoneSource: 'location', recurrence: 'FREQ=WEEKLY;BYDAY=SU', startsOn: null, startsAt: '18:30', minutes: 60,
    });
  });

  it('tells whoever imports of weeks of the month in Kansas City and a mistyped code in Philadelphia', () => {
    const reasons = (file: string, part: string) => read(file).warnings.filter(({ reason }) => reason.includes(part)).length;
    expect([reasons('kc-2021-05', 'one week of the month'), reasons('aasepia-2023-02', 'ASBI')]).toEqual([14, 26]);
  });

  it('that is cut off is no JSON at all', () => expect(() => JSON.parse(textOf('invalid-2022-09'))).toThrow(SyntaxError));
});
