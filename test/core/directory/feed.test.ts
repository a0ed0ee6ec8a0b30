/** Feeds as they are handed over: seen for what they are, joined when they belong together, refused when they are nothing. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readFeed, type FeedFile } from '../../../src/core/directory/feed.ts';

const options = { programmeZone: 'America/Chicago' };
const file = (text: string, name = 'feed.csv'): FeedFile => ({ name, text });
const json = (value: unknown, name = 'feed.json'): FeedFile => file(JSON.stringify(value), name);
const read = (...files: FeedFile[]) => readFeed(files, files[0]?.name ?? '', options);

const sheet = `Name,Day,Time,End Time,Location,Address,City,State,Postal Code,Types,Notes
"Friends, Sunday",Sunday,7:00 PM,8:00 PM,Holy Cross,612 Leland Ave,Bronx,NY,10473,"Closed, Wheelchair Access, Spanish",ring twice
Lunch,Monday,noon,,Library,1 Main St,Bronx,NY,10473,"Open, Women",
Nowhere,Someday,7 PM,,Library,1 Main St,Bronx,NY,10473,,`;

describe('a spreadsheet of meetings', () => {
  it('is read with its plain words', () => {
    const { format, accepted, rejected } = read(file(sheet));
    expect(format).toBe('tsml');
    expect(accepted.map(({ name, startsAt, recurrence, wheelchair, languages, audience }) => ({ name, startsAt, recurrence, wheelchair, languages, audience }))).toEqual([
      { name: 'Friends, Sunday', startsAt: '19:00', recurrence: 'FREQ=WEEKLY;BYDAY=SU', wheelchair: 'yes', languages: ['es'], audience: ['closed'] },
      { name: 'Lunch', startsAt: '12:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO', wheelchair: 'unknown', languages: ['en'], audience: ['open', 'women'] },
    ]);
    expect(rejected).toEqual([{ index: 2, reason: 'the day is not one of 0 (Sunday) to 6' }]);
  });

  it.each([
    ['with semicolons, as Europe saves it', sheet.replaceAll(', ', '@').replaceAll(',', ';').replaceAll('@', ', ')],
    ['with tabs', sheet.replaceAll(', ', '@').replaceAll(',', '\t').replaceAll('@', ', ')],
    ['with a byte order mark and Windows lines', `\uFEFF${sheet.replaceAll('\n', '\r\n')}`],
  ])('%s', (_, text) => expect(read(file(text)).accepted).toHaveLength(2));

  it('from Google Sheets is a list of lists', () => {
    const values = [['Name', 'Day', 'Time', 'Location', 'Address', 'City'], ['Lunch', 'Monday', '12:00 PM', 'Library', '1 Main St', 'Bronx']];
    expect(read(json({ range: 'Meetings!A1:AG', majorDimension: 'ROWS', values })).accepted).toMatchObject([{ name: 'Lunch', startsAt: '12:00' }]);
  });

  it('keeps the ids of its meetings when it is sorted otherwise', () => {
    const [head, ...rows] = sheet.split('\n');
    const ids = (text: string) => read(file(text)).accepted.map(({ sourceId }) => sourceId).sort();
    expect(ids([head, ...rows.reverse()].join('\n'))).toEqual(ids(sheet));
  });

  it('has a closed building named in words', () => {
    expect(read(file(`Name,Day,Time,Address,City,Types\nLunch,Monday,12:00,1 Main St,Bronx,Location Temporarily Closed`)).accepted).toMatchObject([{ venueKind: 'suspended' }]);
  });
});

describe('a BMLT answer', () => {
  const meeting = { id_bigint: '7', weekday_tinyint: '3', start_time: '19:00:00', formats: 'RL', format_shared_id_list: '901', meeting_name: 'Step by step', location_street: '1 Main St', location_municipality: 'Bronx', latitude: '40.8', longitude: '-73.8' };
  const formats = [{ id: '901', key_string: 'RL', world_id: 'WCHR', lang: 'sv' }];

  it('is joined with the formats handed over beside it, in any order', () => {
    expect(read(json(formats), json([meeting]))).toMatchObject({ format: 'bmlt', programme: 'NA', accepted: [{ wheelchair: 'yes', recurrence: 'FREQ=WEEKLY;BYDAY=TU' }] });
    expect(read(json([meeting]))).toMatchObject({ accepted: [{ wheelchair: 'unknown' }] });
  });
});

describe('places without a point', () => {
  const middles = new Map([['10473', { latitude: 40.8189, longitude: -73.8576 }]]);
  const at = (more: string) => readFeed([file(`Name,Day,Time,Address,City,Postal Code,Country\nLunch,Monday,12:00,1 Main St,Bronx,10473,${more}`)], 'feed.csv', { ...options, middles }).accepted[0];

  it('lie in the middle of their ZIP code, which also tells the zone', () => {
    expect(at('USA')).toMatchObject({ latitude: 40.8189, timeZone: 'America/New_York', timeZoneSource: 'location' });
    expect(at('Germany')).toMatchObject({ latitude: null, timeZone: 'America/Chicago' });
  });
});

describe('what is no feed', () => {
  it.each([
    ['nothing', [file(' ')], 'import-empty'],
    ['a heading and no row', [file('name,day,time\n')], 'import-empty'],
    ['a table of something else', [file('a,b\n1,2')], 'import-no-table'],
    ['a quotation mark that never ends', [file('name,day,time\n"Pat,1,2\n')], 'import-not-csv'],
    ['a web page', [file('<html>,</html>\n')], 'import-not-json'],
    ['two feeds at once', [json([{ name: 'a', slug: 'a', day: 1, time: '10:00' }]), json([{ name: 'b', slug: 'b', day: 1, time: '10:00' }])], 'import-several'],
    ['a page of services without one', [json({ contents: [] })], 'import-not-a-list'],
  ])('%s is refused', (_, files, code) => {
    expect(() => read(...files)).toThrow(expect.objectContaining({ code }));
  });

  it('quotes nobody', () => expect(() => read(file('name,day,time\n"Pat Secret,1,2\n'))).toThrow(expect.objectContaining({ message: expect.not.stringContaining('Pat') })));
});

const folder = fileURLToPath(new URL('../../../../shared/data/hsds/', import.meta.url));
const isHere = existsSync(folder);
if (!isHere) it('of real service directories is skipped: ../shared is not here', () => {});

(isHere ? describe : describe.skip)('a service directory as it was published', () => {
  const filesOf = (path: string) => (path.endsWith('.json') ? [path] : readdirSync(`${folder}${path}`).map((name) => `${path}/${name}`)).map((name) => file(readFileSync(`${folder}${name}`, 'utf8'), name.split('/').at(-1)));

  it.each([
    ['hsds-3.0-organization_full.json', 1, 1],
    ['hsds-3.0-service_full.json', 1, 1],
    ['hsds-3.0-service_at_location_full.json', 1, 1],
    ['hsds-3.0-service_list.json', 1, 0],
    ['csv3.0', 1, 1],
    ['ilao', 674, 369],
  ])('%s: %i read, %i accepted', (path, count, accepted) => {
    const reading = read(...filesOf(path));
    expect([reading.format, reading.read, reading.read - reading.rejected.length]).toEqual(['hsds', count, accepted]);
    expect(new Set(reading.accepted.map(({ sourceId }) => sourceId)).size).toBe(reading.accepted.length);
  });

  it('of the specification: twice a week until a day long gone, in Urdu, without steps', () => {
    expect(read(...filesOf('hsds-3.0-service_full.json')).accepted).toMatchObject([
      { need: 'low-mood', recurrence: 'FREQ=WEEKLY;BYDAY=TH,FR;UNTIL=20050101T235959Z', startsOn: '2005-01-01', startsAt: '10:00', minutes: 480, languages: ['ur'], wheelchair: 'yes', address: '1-30 Main Street MyVillage, MyCity, MyState ABC 1234' },
    ]);
  });
});
