/** A small city for the booking tests: groups with weekly sessions in one zone, and people who have texted. */
import type { FlowPorts, PortName } from '../../src/core/flow-kit/index.ts';
import type { Stores } from '../../src/services/database.ts';
import { flowPorts } from '../../src/services/flow-ports/index.ts';
import type { PortContext } from '../../src/services/flow-ports/flow-port.ts';
import type { Program } from '../../src/services/stores/program.ts';
import { startTestDatabase, type TestDatabase } from '../database.ts';

const newYork = 'America/New_York';

export const program: Program = {
  name: 'Porchlight',
  city: 'New York',
  timeZone: newYork,
  country: 'US',
  languages: ['en', 'es'],
  contact: 'porchlight@example.org',
  quietFrom: '20:00',
  quietUntil: '09:00',
  retentionDays: 30,
  clockOffset: 0,
};

/** A moment on New York's wall clock. */
export const at = (wall: string): Temporal.Instant => Temporal.PlainDateTime.from(wall).toZonedDateTime(newYork).toInstant();

export const wallOf = (instant: Temporal.Instant | Date): string => {
  const moment = instant instanceof Date ? instant.toTemporalInstant() : instant;
  return moment.toZonedDateTimeISO(newYork).toPlainDateTime().toString({ smallestUnit: 'minute' });
};

type GroupWishes = { name?: string; starts?: string[]; venueKind?: string; venue?: string; closed?: boolean; zone?: string };
export type CityGroup = { groupId: string; sessions: string[] };

const date = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);
const hour = { hours: 1 };

const addGroup = async ({ prisma }: TestDatabase, { name = 'Tuesday circle', starts = [], venueKind = 'in_person', venue = 'Oak St library', closed = false, zone = newYork }: GroupWishes) => {
  const group = await prisma.group.create({
    data: {
      id: crypto.randomUUID(), source: 'test', sourceId: crypto.randomUUID(), programme: 'test', need: 'grief', name, languages: ['en'], audience: [],
      venueKind, venue, timeZone: zone, timeZoneSource: 'configured', recurrence: 'FREQ=WEEKLY;BYDAY=TU', startsAt: '19:00', minutes: 60,
      updatedAt: date(at('2026-11-01T00:00')), closedAt: closed ? date(at('2026-11-02T00:00')) : null,
    },
  });
  const sessions = starts.map((start) => ({ id: crypto.randomUUID(), groupId: group.id, start: Temporal.PlainDateTime.from(start).toZonedDateTime(zone).toInstant() }));
  await prisma.session.createMany({ data: sessions.map(({ id, groupId, start }) => ({ id, groupId, startsAt: date(start), endsAt: date(start.add(hour)) })) });
  return { groupId: group.id, sessions: sessions.map(({ id }) => id) };
};

const addPerson = async ({ prisma }: TestDatabase) => {
  const [id, addressId] = [crypto.randomUUID(), crypto.randomUUID()];
  const hash = new Uint8Array(Buffer.from(id));
  await prisma.person.create({ data: { id, hash } });
  await prisma.address.create({ data: { id: addressId, personId: id, adapter: 'simulator', channel: 'sms', hash, sealed: hash } });
  await prisma.conversation.create({ data: { personId: id, addressId } });
  return id;
};

/** Asks one port as a person at a moment, in a transaction, as a step does. */
const askAs = async <N extends PortName>(base: TestDatabase, personId: string, now: Temporal.Instant, name: N, input: FlowPorts[N]['input']): Promise<FlowPorts[N]['output']> => {
  const context = (stores: Stores) => ({ stores, personId, now, program, locale: 'en', calendar: () => '/calendar/theirs.ics' }) as PortContext;
  return base.database.transaction((stores) => flowPorts[name](input, context(stores)));
};

const remindersOf = async ({ prisma }: TestDatabase, bookingId: string) => {
  const rows = await prisma.reminder.findMany({ where: { bookingId }, orderBy: { dueAt: 'asc' } });
  return rows.map(({ kind, dueAt, doneAt }) => `${kind} ${wallOf(dueAt)}${doneAt ? ' done' : ''}`);
};

/** Call in `beforeAll` with a minute's patience, and `stop` in `afterAll`. */
export const startCity = async () => {
  const base = await startTestDatabase();
  const { clockOffset: _, ...facts } = program;
  await base.prisma.program.create({ data: { id: 1, ...facts } });
  return {
    ...base,
    group: (wishes: GroupWishes = {}): Promise<CityGroup> => addGroup(base, wishes),
    person: () => addPerson(base),
    ask: <N extends PortName>(personId: string, now: Temporal.Instant, name: N, input: FlowPorts[N]['input']) => askAs(base, personId, now, name, input),
    reminders: (bookingId: string) => remindersOf(base, bookingId),
    statuses: async (personId: string) => {
      const rows = await base.prisma.booking.findMany({ where: { personId }, include: { session: true }, orderBy: { session: { startsAt: 'asc' } } });
      return rows.map(({ status, session }) => `${wallOf(session.startsAt).slice(0, 10)} ${status}`);
    },
  };
};

export type City = Awaited<ReturnType<typeof startCity>>;

/** Tuesdays at seven, three of them. */
export const tuesdays = ['2026-11-24T19:00', '2026-12-01T19:00', '2026-12-08T19:00'];
