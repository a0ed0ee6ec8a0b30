/** What a BMLT server answers, read as Meeting Guide records: a week that starts with 1, formats joined by id. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fromBmlt, isBmlt } from '../../../src/core/directory/bmlt.ts';
import { readTsml, tsmlRecords } from '../../../src/core/directory/tsml.ts';

const meeting = {
  id_bigint: '7', weekday_tinyint: '1', venue_type: '', start_time: '23:15:00', duration_time: '01:30:00', time_zone: '', formats: 'Rr,S', format_shared_id_list: '33,17,9',
  meeting_name: 'Sunday night', location_text: 'Holy Cross', location_street: '612 Leland Ave', location_neighborhood: 'Soundview', location_municipality: 'Bronx',
  location_province: 'NY', location_postal_code_1: '10473', location_nation: 'USA', latitude: '40.8179', longitude: '-73.8599', published: '1', contact_name_1: 'Pat',
};
const read = (json: unknown) => readTsml(fromBmlt(tsmlRecords(json), json), { programme: 'NA', programmeZone: 'America/New_York' });
const group = (more: object, formats?: object[]) => read(formats ? { meetings: [{ ...meeting, ...more }], formats } : [{ ...meeting, ...more }]).accepted[0];

describe('a meeting of a BMLT server', () => {
  it('keeps its day, its length across midnight, its place and its language', () => {
    expect(isBmlt([meeting])).toBe(true);
    expect(group({})).toMatchObject({ sourceId: '7', recurrence: 'FREQ=WEEKLY;BYDAY=SU', startsAt: '23:15', minutes: 90, area: 'Soundview', postalCode: '10473', languages: ['es'], wheelchair: 'yes', audience: ['open'], timeZone: 'America/New_York' });
  });

  it('joins formats by the world-wide id that came with them, never by the key', () => {
    expect(group({}, [{ id: '33', key_string: 'WC', world_id: 'CW', lang: 'sv' }])).toMatchObject({ wheelchair: 'unknown' });
    expect(group({ format_shared_id_list: '900' }, [{ shared_id: '900', key: 'RL', world_id: 'WCHR', lang: 'sv' }])).toMatchObject({ wheelchair: 'yes' });
    expect(group({ format_shared_id_list: '24', formats: 'WC' })).toMatchObject({ wheelchair: 'unknown', signLanguage: 'unknown' });
  });

  it.each([
    ['2', 'https://example.org/m', '', 'online'],
    ['3', 'https://example.org/m', '', 'hybrid'],
    ['1', '', 'TC', 'suspended'],
    ['2', '', '', 'suspended'],
  ])('of venue type %s, link "%s" and formats "%s" is %s', (venue_type, virtual_meeting_link, formats, venueKind) => {
    expect(group({ venue_type, virtual_meeting_link, formats })).toMatchObject({ venueKind });
  });

  it('is kept and never offered when unpublished, and refused without a weekday', () => {
    expect(group({ published: '0' })).toMatchObject({ venueKind: 'suspended' });
    expect(read([{ ...meeting, weekday_tinyint: '8' }, meeting])).toMatchObject({ rejected: [{ index: 0, reason: expect.stringContaining('day') as string }], accepted: [{ sourceId: '7' }] });
  });

  it('carries nobody’s name', () => {
    expect(JSON.stringify(group({}))).not.toContain('Pat');
  });
});

const newYork = fileURLToPath(new URL('../../../../shared/data/bmlt/greater-new-york-GetSearchResults.json', import.meta.url));
const isHere = existsSync(newYork);
if (!isHere) it('of New York is skipped: ../shared is not here', () => {});

(isHere ? describe : describe.skip)('New York as its server answered', () => {
  it('is kept in full, with figures counted in the file itself', () => {
    const { accepted, rejected } = read(JSON.parse(readFileSync(newYork, 'utf8')));
    const count = (test: (group: (typeof accepted)[number]) => boolean) => accepted.filter(test).length;
    expect([accepted.length, rejected.length]).toEqual([1513, 0]);
    expect([count(({ recurrence }) => recurrence.endsWith('SU')), count(({ wheelchair }) => wheelchair === 'yes'), count(({ venueKind }) => venueKind === 'suspended')]).toEqual([188, 306, 8]);
  });
});
