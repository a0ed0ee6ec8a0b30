/** A small believable city for a first look: programme, postal codes, neighbourhoods, groups, sessions, people and a rota. */
import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../src/adapters/database/generated/client.ts';
import type { GroupRecord } from '../../src/core/directory/group.ts';
import type { Known, Need } from '../../src/core/flow-kit/index.ts';
import { planSessions } from '../../src/services/plan-sessions.ts';
import type { Stores } from '../../src/services/database.ts';
import type { Seal } from '../../src/services/ports.ts';
import { sampleGroups, type SampleGroup } from './groups.ts';
import { sampleShifts, sampleStaff } from './people.ts';
import { sampleNeighbourhoods } from './places.ts';
import { postalAreas } from './postal-areas.ts';

type Db = Pick<PrismaClient, 'program' | 'neighbourhood' | 'staff' | 'shift' | 'group'>;

const program = {
  id: 1,
  name: 'Porchlight',
  city: 'New York',
  timeZone: 'America/New_York',
  country: 'US',
  languages: ['en', 'es'],
  contact: 'hello@porchlight.example',
};

const source = 'sample';
const areasAtOnce = 5_000;

/** Fixed ids, so that the sample city is the same on every machine. */
const idOf = (text: string) => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** A few hundred metres around the middle of its ZIP area, the same every time. */
const spread = (name: string, part: number) => (Number.parseInt(createHash('sha256').update(name).digest('hex').slice(part, part + 4), 16) / 0xffff - 0.5) / 100;

const groupRecord = (group: SampleGroup, place: { latitude: number; longitude: number } | undefined): GroupRecord => ({
  sourceId: group.name,
  need: group.need as Need,
  name: group.name,
  description: '',
  languages: group.languages,
  audience: ['open'],
  wheelchair: group.access[0] as Known,
  signLanguage: group.access[1] as Known,
  childcare: group.access[2] as Known,
  venueKind: group.kind,
  venue: group.venue,
  address: group.street,
  postalCode: group.postalCode,
  area: null,
  latitude: place ? place.latitude + spread(group.name, 0) : null,
  longitude: place ? place.longitude + spread(group.name, 4) : null,
  link: group.kind === 'online' || group.kind === 'hybrid' ? `https://meet.porchlight.example/${idOf(group.name).slice(0, 8)}` : '',
  timeZone: program.timeZone,
  timeZoneSource: 'programme',
  recurrence: `FREQ=WEEKLY;BYDAY=${group.weekday}`,
  startsAt: group.startsAt,
  minutes: group.minutes,
});

const loadPostalAreas = async ({ directory }: Stores) => {
  const areas = postalAreas();
  for (let at = 0; at < areas.length; at += areasAtOnce) await directory.addPostalAreas(areas.slice(at, at + areasAtOnce));
  return new Map(areas.map((area) => [area.code, area]));
};

const seedStaff = async (stores: Stores, db: Db, seal: Seal) => {
  for (const { key, name, role, number, languages } of sampleStaff) {
    const { personId } = await stores.people.meet({ id: idOf(`address ${key}`), adapter: 'simulator', channel: 'sms', hash: seal.hash(number), sealed: seal.seal(number) });
    await db.staff.create({ data: { id: idOf(key), personId, name, role, languages } });
  }
  await db.shift.createMany({ data: sampleShifts.map(({ staff, ...shift }) => ({ ...shift, id: idOf(JSON.stringify([staff, shift])), staffId: idOf(staff) })) });
};

const giveLeaders = async (db: Db) => {
  const leaders = sampleStaff.filter(({ role }) => role === 'leader').map(({ key }) => idOf(key));
  const groups = await db.group.findMany({ where: { source }, orderBy: { name: 'asc' } });
  for (const [index, { id }] of groups.entries()) await db.group.update({ where: { id }, data: { leaderId: leaders[index % leaders.length] } });
};

/** Fills an empty database; does nothing when there is a programme already. */
export const seedCity = async (stores: Stores, db: Db, seal: Seal, now: Temporal.Instant): Promise<void> => {
  if (await stores.program.read()) return;
  const places = await loadPostalAreas(stores);
  const at = (code: string) => places.get(code) ?? { latitude: 40.86, longitude: -73.88 };
  const neighbourhoods = sampleNeighbourhoods.map(({ postalCode, ...named }) => ({ ...named, id: idOf(named.name), city: program.city, latitude: at(postalCode).latitude, longitude: at(postalCode).longitude }));
  await db.neighbourhood.createMany({ data: neighbourhoods, skipDuplicates: true });
  const { added } = await stores.directory.saveGroups(source, program.name, sampleGroups.map((group) => groupRecord(group, places.get(group.postalCode))), now);
  await planSessions(stores, now, added);
  await seedStaff(stores, db, seal);
  await giveLeaders(db);
  await db.program.create({ data: program });
};
