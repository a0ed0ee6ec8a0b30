/** Services of the Human Services Data Specification: when, where, for whom, and what is never promised. */
import { hsdsServices, readHsds } from '../../../src/core/directory/hsds.ts';
import { servicesOfTables } from '../../../src/core/directory/hsds-tables.ts';

const location = { id: 'l1', location_type: 'physical', name: 'Oak St Library', latitude: 40.82, longitude: -73.9, addresses: [{ address_1: '1 Oak St', city: 'Bronx', state_province: 'NY', postal_code: '10451', country: 'US', address_type: 'physical' }] };
const schedule = { id: 'h1', freq: 'WEEKLY', byday: 'TU', opens_at: '19:00', closes_at: '20:30' };
const service = { id: 's1', name: 'Grief circle', status: 'active', description: 'For people who lost someone', schedules: [schedule], service_at_locations: [{ id: 'a1', location }] };
const read = (json: unknown) => readHsds(hsdsServices(json), { programmeZone: 'America/Chicago', programme: '' });
const one = (more: object) => read({ ...service, ...more }).accepted[0];
const at = (more: object) => one({ service_at_locations: [{ id: 'a1', location: { ...location, ...more } }] });
const when = (...schedules: object[]) => one({ schedules: schedules.map((each) => ({ ...schedule, id: undefined, ...each })) });

describe('a service at a place', () => {
  it('is a group with its hours on the wall of its place', () => {
    expect(one({})).toMatchObject({ sourceId: 's1:a1:h1', need: 'grief', name: 'Grief circle', venue: 'Oak St Library', address: '1 Oak St, Bronx, NY 10451', area: 'Bronx', postalCode: '10451', timeZone: 'America/New_York', recurrence: 'FREQ=WEEKLY;BYDAY=TU', startsAt: '19:00', minutes: 90, venueKind: 'in_person', childcare: 'unknown' });
  });

  it.each([
    ['one', service],
    ['a list', [service]],
    ['a page', { total_items: 1, contents: [service] }],
    ['an organization', { id: 'o', name: 'Org', services: [service] }],
    ['a service at a location', { id: 'a1', location, service: { ...service, service_at_locations: undefined } }],
  ])('is found in %s', (_, json) => expect(read(json)).toMatchObject({ read: 1, accepted: [{ name: 'Grief circle' }] }));

  it.each([
    ['in two places is two groups', { service_at_locations: [{ id: 'a1', location }, { id: 'a2', location }] }, 2],
    ['with two schedules is two groups', { schedules: [schedule, { ...schedule, id: 'h2', byday: 'TH' }] }, 2],
  ])('%s', (_, more, count) => expect(read({ ...service, ...more }).accepted).toHaveLength(count));
});

describe('a schedule', () => {
  it.each([
    ['monthly by position', { freq: 'MONTHLY', byday: '2MO,-1FR' }, 'FREQ=MONTHLY;BYDAY=2MO,-1FR', null],
    ['called weekly with a position', { byday: '2TH' }, 'FREQ=MONTHLY;BYDAY=2TH', null],
    ['by day of the month', { freq: 'MONTHLY', byday: '', bymonthday: '1,15' }, 'FREQ=MONTHLY;BYMONTHDAY=1,15', null],
    ['every other week', { interval: 2, dtstart: '2026-11-10' }, 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2026-11-10'],
    ['weekly from a day on', { byday: '', dtstart: '2026-11-12' }, 'FREQ=WEEKLY;BYDAY=TH', '2026-11-12'],
    ['until a day', { until: '2027-01-31' }, 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270131T235959Z', null],
    ['once', { freq: '', byday: '', dtstart: '2026-12-05' }, 'FREQ=DAILY;COUNT=1', '2026-12-05'],
  ])('%s', (_, more, recurrence, startsOn) => expect(when(more)).toMatchObject({ recurrence, startsOn }));

  it('of version 1 has a row for each day; days with the same hours are one', () => {
    const day = (weekday: unknown, opens_at = '9:00', closes_at = '17:00') => ({ weekday, opens_at, closes_at });
    const { accepted } = read({ ...service, schedules: undefined, regular_schedules: [day('Monday'), day('Wednesday'), day(6, '10:00', '12:00'), day('Sunday', '', '')] });
    expect(accepted).toMatchObject([{ recurrence: 'FREQ=WEEKLY;BYDAY=MO,WE', startsAt: '09:00', minutes: 480, audience: ['drop-in'] }, { recurrence: 'FREQ=WEEKLY;BYDAY=SA', minutes: 120, audience: [] }]);
  });

  it('keeps its wall time whatever offset is written beside it, and says when they disagree', () => {
    const doubts = (more: object) => read({ ...service, schedules: [{ ...schedule, ...more }] }).warnings.filter(({ index }) => index !== null);
    expect(when({ opens_at: '19:00:00Z', timezone: 3 })).toMatchObject({ startsAt: '19:00', timeZone: 'America/New_York' });
    expect([doubts({ timezone: 3 }), doubts({ timezone: -4 })]).toEqual([[{ index: 0, reason: expect.stringContaining('offset') as string }], []]);
  });

  it.each([
    ['in words only', { freq: '', byday: '', notes: 'most evenings' }, 'words only'],
    ['without an opening time', { opens_at: '' }, 'opening time'],
    ['on days nobody knows', { byday: 'XX' }, 'weekdays'],
    ['yearly', { freq: 'YEARLY' }, 'YEARLY'],
  ])('%s is refused with its reason', (_, more, reason) => {
    expect(read([{ ...service, schedules: [{ ...schedule, ...more }] }, service])).toMatchObject({ rejected: [{ index: 0, reason: expect.stringContaining(reason) as string }], accepted: [{}] });
  });
});

describe('what people can count on', () => {
  it.each([
    ['Wheelchair access is possible on all levels.', 'yes'],
    ['Step-free entrance', 'yes'],
    ['wheelchair', 'yes'],
    ['Not wheelchair accessible', 'no'],
    ['There is no ramp', 'no'],
    ['Up the stairs', 'no'],
    ['Hearing loop', 'unknown'],
    ['', 'unknown'],
  ])('"%s" means step-free: %s', (description, expected) => expect(at({ accessibility: [{ description }] })?.wheelchair).toBe(expected));

  it('is a link when there is no door, and nothing when there is neither', () => {
    expect(at({ location_type: 'virtual', addresses: [], url: 'https://example.org/join' })).toMatchObject({ venueKind: 'online', link: 'https://example.org/join' });
    expect(at({ location_type: 'virtual', addresses: [] })).toMatchObject({ venueKind: 'suspended', link: '' });
    expect(one({ status: 'temporarily closed' })).toMatchObject({ venueKind: 'suspended' });
  });

  it.each([
    ['two letters', [{ code: 'es' }], ['es']],
    ['three letters', [{ code: 'spa' }], ['es']],
    ['a name', [{ name: 'Haitian Creole' }], ['ht']],
    ['a signed one', [{ code: 'ase', name: 'American Sign Language' }], ['en']],
  ])('is a language by %s', (_, languages, expected) => expect(one({ languages })?.languages).toEqual(expected));

  it.each([
    ['Sobriety group', 'alcohol'],
    ['New mothers', 'parenting'],
    ['Family caregivers', 'family'],
    ['Anxiety and depression', 'low-mood'],
    ['Bread class', 'grief'],
  ])('is what "%s" is for', (name, need) => expect(one({ name, description: 'after the loss of a loved one' })?.need).toBe(need));

  it('carries nobody’s name or number', () => {
    expect(JSON.stringify(one({ contacts: [{ name: 'Pat' }], phones: [{ number: '+1 718 555 0100' }], description: 'Call 718-555-0100 or pat@example.org' }))).not.toMatch(/Pat|555|pat@/);
  });
});

describe('tables', () => {
  const services = { name: 'services.csv', rows: [{ id: 's1', organization_id: 'o1', name: 'Legal clinic', status: 'active' }, { id: 's2', organization_id: 'o1', name: 'Grief circle', status: 'active' }] };
  const locations = { name: 'locations.csv', rows: [{ id: 'l1', organization_id: 'o1', name: 'Grief Circle', latitude: '40.8', longitude: '-73.9' }, { id: 'l2', organization_id: 'o1', name: 'Main office', latitude: '40.8', longitude: '-73.9' }] };
  const schedules = { name: 'regular_schedules.csv', rows: [{ id: '', location_id: 'l1', weekday: 'Monday', opens_at: '9:00', closes_at: '10:00' }, { id: '', location_id: 'l2', weekday: 'Friday', opens_at: '9:00', closes_at: '10:00' }] };

  it('without services at locations are joined by name; places nobody claims stand for themselves', () => {
    const { services: joined } = servicesOfTables([services, locations, schedules]);
    const reading = readHsds(joined, { programmeZone: 'America/New_York' });
    expect(reading.accepted.map(({ name, recurrence }) => [name, recurrence])).toEqual([['Grief circle', 'FREQ=WEEKLY;BYDAY=MO'], ['Main office', 'FREQ=WEEKLY;BYDAY=FR']]);
    expect(reading.rejected).toEqual([{ index: 0, reason: 'no schedule: nothing says when' }]);
  });

  it('that are not needed are named', () => {
    expect(servicesOfTables([services, { name: 'phones.csv', rows: [{ id: '1' }] }]).ignored).toEqual(['phones.csv']);
  });
});
