/** A small believable city, so that the first start has somewhere to send people. */
import { createHash } from 'node:crypto';
import type { Db } from '../../src/adapters/database/client.ts';
import type { Stores } from '../../src/services/database.ts';
import { planSessions } from '../../src/services/plan-sessions.ts';
import type { Seal } from '../../src/services/ports.ts';
import { sampleGroups } from './groups.ts';
import neighbourhoods from './neighbourhoods.json' with { type: 'json' };
import { sampleRota, sampleStaff, type SampleStaff } from './people.ts';
import { loadPostalAreas } from './postal-areas.ts';

const source = 'sample';

/** The same id for the same thing at every start: a UUID of version 8, made from its name. */
const idFor = (...names: string[]) => {
  const hash = createHash('sha256').update(['porchlight', ...names].join('/')).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

const seedNeighbourhoods = (db: Db) =>
  db.neighbourhood.createMany({
    data: (neighbourhoods as [string, number, number, string[]][]).map(([name, latitude, longitude, aliases]) => ({ id: idFor('neighbourhood', name), city: 'New York', name, aliases, latitude, longitude })),
    skipDuplicates: true,
  });

const seedPerson = async ({ people }: Stores, db: Db, seal: Pick<Seal, 'hash' | 'seal'>, { key, name, role, number, languages }: SampleStaff, now: Temporal.Instant) => {
  const { personId } = await people.meet({ id: idFor('address', key), adapter: 'simulator', channel: 'sms', hash: seal.hash(number), sealed: seal.seal(number) });
  const staff = { personId, name, role, languages, verifiedAt: new Date(now.epochMilliseconds) };
  await db.person.update({ where: { id: personId }, data: { locale: languages.includes('es') ? 'es' : 'en' } });
  await db.staff.upsert({ where: { personId }, create: { id: idFor('staff', key), ...staff }, update: staff });
};

const seedStaff = async (stores: Stores, db: Db, seal: Pick<Seal, 'hash' | 'seal'>, now: Temporal.Instant) => {
  for (const person of sampleStaff) await seedPerson(stores, db, seal, person, now);
  const shifts = sampleRota.map(({ key, ...shift }) => ({ id: idFor('shift', String(shift.weekday), shift.from, String(shift.rank)), staffId: idFor('staff', key), ...shift }));
  await db.shift.createMany({ data: shifts, skipDuplicates: true });
};

const seedGroups = async ({ directory }: Stores, db: Db, now: Temporal.Instant) => {
  await directory.saveGroups(source, 'Porchlight', sampleGroups.map(({ group }) => group), now);
  for (const { key } of sampleStaff) {
    const led = sampleGroups.filter(({ leader }) => leader === key).map(({ group }) => group.sourceId);
    await db.group.updateMany({ where: { source, sourceId: { in: led } }, data: { leaderId: idFor('staff', key) } });
  }
  const groups = await db.group.findMany({ where: { source }, select: { id: true } });
  await planSessions({ directory }, now, groups.map(({ id }) => id));
};

const program = {
  name: 'Porchlight',
  city: 'New York',
  timeZone: 'America/New_York',
  country: 'US',
  languages: ['en', 'es'],
  contact: 'hello@porchlight.example.org',
  quietFrom: '20:00',
  quietUntil: '09:00',
};

/**
 * Fills an empty database: postal areas, then the sample city; with a real provider and no simulator neither its groups
 * nor its people, whom no text would reach. The programme's own row is written last, so that a first
 * start that was cut off is finished by the next; once it is there nothing here runs again.
 */
export const seedCity = async (stores: Stores, db: Db, seal: Pick<Seal, 'hash' | 'seal'>, now: Temporal.Instant, { sample }: { sample: boolean } = { sample: true }): Promise<void> => {
  await loadPostalAreas(stores.directory);
  if (await stores.program.read()) return;
  await seedNeighbourhoods(db);
  if (sample) await seedStaff(stores, db, seal, now);
  if (sample) await seedGroups(stores, db, now);
  await db.program.upsert({ where: { id: 1 }, create: { id: 1, ...program }, update: {} });
};
