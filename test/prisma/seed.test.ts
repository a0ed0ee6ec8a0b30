/** The sample city: believable, complete, and there only once. */
import { seedCity } from '../../prisma/seed/seed.ts';
import { sampleGroups } from '../../prisma/seed/groups.ts';
import { sampleStaff } from '../../prisma/seed/people.ts';
import { readPostalAreas } from '../../prisma/seed/postal-areas.ts';
import { createSeal } from '../../src/adapters/sealing/seal.ts';
import { kilometresBetween } from '../../src/core/directory/distance.ts';
import { needs } from '../../src/core/flow-kit/index.ts';
import { startTestDatabase, type TestDatabase } from '../database.ts';

const now = Temporal.Instant.from('2026-11-24T17:00:00Z');
const seal = createSeal('a secret that is long enough for a test');

describe('the sample groups', () => {
  const groups = sampleGroups.map(({ group }) => group);

  it('meet every need, in five languages, by door, by link and both', () => {
    expect([...new Set(groups.map(({ need }) => need))].sort()).toEqual([...needs].sort());
    expect([...new Set(groups.flatMap(({ languages }) => languages))].sort()).toEqual(['ar', 'bn', 'en', 'es', 'fr']);
    expect([...new Set(groups.map(({ venueKind }) => venueKind))].sort()).toEqual(['hybrid', 'in_person', 'online', 'suspended']);
  });

  it('leave every fact about access yes, no and unknown somewhere', () => {
    for (const fact of ['wheelchair', 'signLanguage', 'childcare'] as const) expect([...new Set(groups.map((group) => group[fact]))].sort()).toEqual(['no', 'unknown', 'yes']);
  });

  it('are called by names that tell a lock screen nothing', () => {
    for (const { name } of groups) expect(name).not.toMatch(/grief|griev|depress|anxi|alcohol|sober|addict|drug|recover|duelo|adicc/i);
  });

  it('stand where their postal codes are', () => {
    const areas = new Map(readPostalAreas().map((area) => [area.code, area]));
    for (const { sourceId, postalCode, latitude, longitude } of groups) {
      const area = postalCode ? areas.get(postalCode) : undefined;
      if (area && latitude !== null && longitude !== null) expect([sourceId, kilometresBetween(area, { latitude, longitude }) < 2]).toEqual([sourceId, true]);
    }
  });

  it('are led by people of the programme', () => {
    const leaders = sampleStaff.filter(({ role }) => role === 'leader').map(({ key }) => key);
    expect([...new Set(sampleGroups.flatMap(({ leader }) => leader ?? []))].sort()).toEqual(leaders.sort());
  });
});

it('the sample people have numbers kept for fiction, each their own', () => {
  const numbers = sampleStaff.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const number of numbers) expect(number).toMatch(/^\+1\d{3}55501\d\d$/);
});

describe('a first start', () => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await startTestDatabase();
    await seedCity(base.database.stores, base.prisma, seal, now);
  }, 60_000);
  afterAll(() => base.stop());

  const counts = async () => ({
    areas: await base.prisma.postalArea.count(),
    groups: await base.prisma.group.count(),
    sessions: await base.prisma.session.count(),
    people: await base.prisma.person.count(),
    shifts: await base.prisma.shift.count(),
    programmes: await base.prisma.program.count(),
  });

  it('fills the city', async () => {
    expect(await counts()).toEqual({ areas: 41_637, groups: 44, sessions: 338, people: 11, shifts: 28, programmes: 1 });
  });

  it.each([
    ['in the north of the Bronx', '10467'],
    ['in San Juan, which GeoNames files elsewhere', '00907'],
    ['in Guam', '96910'],
    ['in a large ZIP one source leaves out', '75072'],
    ['with two zeros in front', '00501'],
  ])('knows a postal code %s', async (_, code) => {
    expect(await base.database.stores.directory.postalArea(code)).toMatchObject({ code, country: 'US' });
  });

  it('has two people on call, never one twice, at every hour of the week', async () => {
    for (let weekday = 1; weekday <= 7; weekday += 1) {
      for (const hour of ['00:00', '06:59', '07:00', '12:30', '18:59', '19:00', '23:59']) {
        const onCall = await base.database.stores.staff.onCall(weekday, hour);
        expect([weekday, hour, onCall.map(({ rank }) => rank)]).toEqual([weekday, hour, [1, 2]]);
        expect(onCall[0]?.staffId).not.toBe(onCall[1]?.staffId);
      }
    }
  });

  it('keeps numbers sealed', async () => {
    const [address] = await base.prisma.address.findMany({ take: 1 });
    expect(seal.open(Buffer.from(address?.sealed ?? []))).toMatch(/^\+133255501\d\d$/);
  });

  it('happens once: a second start adds and changes nothing', async () => {
    await base.prisma.group.updateMany({ where: { sourceId: 'norwood-tuesday' }, data: { name: 'Renamed by a coordinator' } });
    const before = await counts();
    await seedCity(base.database.stores, base.prisma, seal, now);
    expect(await counts()).toEqual(before);
    expect(await base.prisma.group.count({ where: { name: 'Renamed by a coordinator' } })).toBe(1);
  });

  it('that was cut off is finished by the next', async () => {
    const before = await counts();
    await base.prisma.program.deleteMany();
    await base.prisma.shift.deleteMany({ where: { weekday: 7 } });
    await base.prisma.neighbourhood.deleteMany({ where: { name: 'Norwood' } });
    await seedCity(base.database.stores, base.prisma, seal, now);
    expect(await counts()).toEqual(before);
  });
});
