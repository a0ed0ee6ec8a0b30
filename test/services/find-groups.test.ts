/** Finding a group, from the words of a place to the three that are offered, on a real database. */
import fc from 'fast-check';
import { accessNeeds, dayParts, needs, type FlowPorts, type GroupSearch, type PortName } from '../../src/core/flow-kit/index.ts';
import type { GroupRecord } from '../../src/core/directory/group.ts';
import { rankGroups } from '../../src/core/directory/rank.ts';
import type { PortContext } from '../../src/services/flow-ports/flow-port.ts';
import { flowPorts } from '../../src/services/flow-ports/index.ts';
import { planSessions } from '../../src/services/plan-sessions.ts';
import { startTestDatabase, type TestDatabase } from '../database.ts';
import { program } from './bookings-city.ts';

/** A Tuesday, noon in New York. */
const now = Temporal.Instant.from('2026-11-24T17:00:00Z');
const norwood = { label: 'Bronx 10467', latitude: 40.8779, longitude: -73.88, postalCode: '10467' };

const record = (name: string, more: Partial<GroupRecord> = {}): GroupRecord => ({
  sourceId: name, name, need: 'grief', description: '', languages: ['en'], audience: [], wheelchair: 'unknown', signLanguage: 'unknown', childcare: 'unknown',
  venueKind: 'in_person', venue: 'Oak St library', address: '1 Oak St', postalCode: '10467', area: 'Norwood', latitude: 40.88, longitude: -73.88, link: '',
  timeZone: 'America/New_York', timeZoneSource: 'feed', recurrence: 'FREQ=WEEKLY;BYDAY=TU', startsOn: null, startsAt: '19:00', minutes: 60, ...more,
});

let base: TestDatabase;
beforeAll(async () => {
  base = await startTestDatabase();
  await base.database.stores.directory.addPostalAreas([
    { code: '10467', country: 'US', city: 'Bronx', region: 'NY', latitude: 40.8737, longitude: -73.8713 },
    { code: '10027', country: 'US', city: 'New York', region: 'NY', latitude: 40.8116, longitude: -73.9534 },
    { code: '02108', country: 'US', city: 'Boston', region: 'MA', latitude: 42.3576, longitude: -71.0684 },
    { code: '00907', country: 'US', city: 'San Juan', region: 'PR', latitude: 18.4513, longitude: -66.0804 },
    { code: '60601', country: 'US', city: 'Chicago', region: 'IL', latitude: 41.8858, longitude: -87.6181 },
  ]);
  const named = [
    { name: 'Norwood', aliases: ['gun hill'], latitude: 40.8779, longitude: -73.88 },
    { name: 'Kingsbridge', aliases: ['marble hill'], latitude: 40.879, longitude: -73.905 },
    { name: 'Kingsbridge Heights', aliases: ['kingsbridge'], latitude: 40.869, longitude: -73.9 },
  ];
  await base.prisma.neighbourhood.createMany({ data: named.map((each) => ({ id: crypto.randomUUID(), city: 'New York', ...each })) });
}, 60_000);
afterAll(() => base.stop());
beforeEach(async () => {
  await base.prisma.group.deleteMany();
  await base.prisma.unmetNeed.deleteMany();
});

const ask = <N extends PortName>(name: N, input: FlowPorts[N]['input']): Promise<FlowPorts[N]['output']> =>
  base.database.transaction((stores) => flowPorts[name](input, { stores, personId: crypto.randomUUID(), now, program, locale: 'en' } as PortContext));

const city = async (...groups: GroupRecord[]) => {
  await base.database.stores.directory.saveGroups('test', 'test', groups, now);
  await planSessions(base.database.stores, now);
};
const search = (more: Partial<GroupSearch> = {}) => ask('findGroups', { need: 'grief', place: norwood, times: [], access: [], languages: ['en'], without: [] as string[], ...more });
const names = ({ groups }: FlowPorts['findGroups']['output']) => groups.map(({ name }) => name);

describe('a person says where they are', () => {
  it.each([
    ['10467', ['Bronx 10467'], true],
    ['10467-1234', ['Bronx 10467'], true],
    ['near 10467 please', ['Bronx 10467'], true],
    ['2108', ['Boston 02108'], true],
    ['00907', ['San Juan 00907'], true],
    ['cerca de Gun Hill', ['Norwood'], true],
    ['Norwod', ['Norwood'], false],
    ['Kingsbridge', ['Kingsbridge', 'Kingsbridge Heights'], true],
    ['Chicago', ['Chicago, IL'], true],
    ['99999', [], false],
    ['Atlantis', [], false],
    ['online', [], false],
  ])('"%s" is %j', async (text, labels, exact) => {
    const understood = await ask('understandPlace', { text });
    expect([understood.found.map(({ label }) => label), understood.exact]).toEqual([labels, exact]);
  });

  it('with a pin, which is kept to a kilometre and called by its postal code', async () => {
    const { found } = await ask('understandPlace', { latitude: 40.87391, longitude: -73.87222 });
    expect(found).toEqual([{ label: 'Bronx 10467', latitude: 40.87, longitude: -73.87, postalCode: '10467' }]);
  });

  it('with a pin in the ocean, which is nowhere', async () => {
    expect(await ask('understandPlace', { latitude: 0.1, longitude: -30 })).toEqual({ found: [], exact: false });
  });
});

describe('a person looks for a group', () => {
  it('and hears when and how far, on the group\'s own clock', async () => {
    await city(record('Tuesday circle'));
    const { groups, widened } = await search();
    expect(groups).toEqual([{ sessionId: expect.any(String), groupId: expect.any(String), name: 'Tuesday circle', start: '2026-11-24T19:00:00-05:00[America/New_York]', kilometres: 0.2, languages: ['en'], online: false, unknownAccess: [] }]);
    expect(widened).toBeNull();
  });

  it('that they can still reach: half an hour is needed to get there', async () => {
    await city(record('too soon', { startsAt: '12:29' }), record('just', { startsAt: '12:30' }));
    expect((await search()).groups.map(({ name, start }) => `${name} ${start.slice(0, 10)}`)).toEqual(['just 2026-11-24', 'too soon 2026-12-01']);
  });

  it('and is sent to no closed building, no closed group, no session that was called off', async () => {
    await city(record('suspended', { venueKind: 'suspended' }), record('gone'), record('called off', { recurrence: 'FREQ=MONTHLY;BYDAY=1TU' }));
    await base.prisma.group.updateMany({ where: { name: 'gone' }, data: { closedAt: new Date(now.epochMilliseconds) } });
    await base.prisma.session.updateMany({ where: { group: { name: 'called off' } }, data: { cancelledAt: new Date(now.epochMilliseconds) } });
    expect(names(await search())).toEqual([]);
  });

  it('when this week is called off, it is next week', async () => {
    await city(record('Tuesday circle'));
    const [first] = (await search()).groups;
    await base.prisma.session.update({ where: { id: first!.sessionId }, data: { cancelledAt: new Date(now.epochMilliseconds) } });
    expect((await search()).groups.map(({ start }) => start.slice(0, 10))).toEqual(['2026-12-01']);
  });

  it('more, and is not shown the same groups again', async () => {
    await city(...['a', 'b', 'c', 'd', 'e'].map((name, index) => record(name, { latitude: 40.88 + index / 100 })));
    const first = await search();
    const more = await search({ without: first.groups.map(({ sessionId }) => sessionId) });
    expect([names(first), names(more)]).toEqual([['a', 'b', 'c'], ['d', 'e']]);
  });

  it('without a place, and gets any in the city or online, and none in another city', async () => {
    const away = record('in Chicago', { latitude: 41.88, longitude: -87.62 });
    await city(away, record('nearby'), record('online', { startsAt: '20:00', venueKind: 'online', latitude: null, longitude: null, link: 'https://meet.example.org/a' }));
    expect(names(await search({ place: undefined }))).toEqual(['nearby', 'online']);
    expect(names(await search({ place: undefined, access: ['online'] }))).toEqual(['online']);
  });

  it('and the details say where exactly', async () => {
    await city(record('Tuesday circle', { description: 'Side door.', wheelchair: 'yes' }));
    const { groups } = await search();
    const details = await ask('groupDetails', { sessionId: groups[0]!.sessionId });
    expect(details).toMatchObject({ name: 'Tuesday circle', venue: 'Oak St library', address: '1 Oak St', description: 'Side door.', wheelchair: 'yes', childcare: 'unknown', minutes: 60, link: '' });
  });

  it('and a session that was taken away is gone, in so many words', async () => {
    await expect(ask('groupDetails', { sessionId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'session-gone' });
  });
});

describe('a search that finds nothing', () => {
  it('is kept without the person, by area and day', async () => {
    expect(await search({ need: 'parenting', access: ['step-free'], languages: ['bn'], times: ['weekend'] })).toEqual({ groups: [], widened: null });
    const [row] = await base.prisma.unmetNeed.findMany({ omit: { id: true } });
    expect(row).toEqual({ need: 'parenting', area: '10467', languages: ['bn'], times: ['weekend'], access: ['step-free'], at: new Date('2026-11-24T05:00:00Z') });
  });

  it('for more of the same is not counted again', async () => {
    await city(record('Tuesday circle'));
    const { groups } = await search();
    await search({ without: groups.map(({ sessionId }) => sessionId) });
    expect(await base.prisma.unmetNeed.count()).toBe(0);
  });
});

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const someRecord = fc.record({
  need: fc.constantFrom(...needs),
  languages: fc.constantFrom(['en'], ['es'], ['en', 'es'], ['bn']),
  wheelchair: fc.constantFrom('yes', 'no', 'unknown'),
  childcare: fc.constantFrom('yes', 'unknown'),
  venueKind: fc.constantFrom('in_person', 'in_person', 'hybrid', 'online', 'suspended'),
  latitude: fc.double({ min: 40.6, max: 41.15, noNaN: true }),
  longitude: fc.double({ min: -74.2, max: -73.6, noNaN: true }),
  recurrence: fc.constantFrom(...weekdays).map((day) => `FREQ=WEEKLY;BYDAY=${day}`),
  startsAt: fc.constantFrom('09:00', '12:30', '16:59', '17:00', '19:30', '23:00'),
}) as fc.Arbitrary<Partial<GroupRecord>>;
const someSearch = fc.record({
  need: fc.constantFrom(...needs),
  place: fc.record({ latitude: fc.double({ min: 40.7, max: 41, noNaN: true }), longitude: fc.double({ min: -74.1, max: -73.7, noNaN: true }) }).map((point) => ({ ...norwood, ...point })),
  times: fc.subarray([...dayParts], { maxLength: 2 }),
  access: fc.subarray([...accessNeeds], { maxLength: 2 }),
  languages: fc.subarray(['en', 'es', 'bn']),
  without: fc.constant<string[]>([]),
});

describe('in a city of three hundred groups', () => {
  it('what the database leaves out would not have been offered', async () => {
    const records = fc.sample(someRecord, { seed: 20261124, numRuns: 300 });
    await city(...records.map((more, index) => record(`g${index}`, { ...more, link: more.venueKind === 'online' || more.venueKind === 'hybrid' ? 'https://meet.example.org/a' : '' })));
    const window = { from: now.add({ minutes: 30 }), until: now.add({ hours: 14 * 24 }) };
    const everything = await base.database.stores.directory.candidates({ ...window, without: [], limit: 10_000 });
    const wideneds = new Set<string | null>();
    for (const wishes of fc.sample(someSearch, { seed: 7, numRuns: 60 })) {
      const { groups, widened } = rankGroups(everything, { ...wishes, now });
      const found = await ask('findGroups', wishes);
      expect([names(found), found.widened]).toEqual([groups.map(({ candidate }) => candidate.name), widened]);
      wideneds.add(widened);
    }
    expect(wideneds.size).toBeGreaterThan(3);
  });
});
