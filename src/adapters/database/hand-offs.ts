/** Hand-offs, their timelines and notes. */
import type { HandOff, HandOffEvent, HandOffStore, WaitingHandOff, WayToReach, ExchangedMessage } from '../../services/stores/hand-offs.ts';
import type { Db, Sql } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { conversationOf, duePages, dueCheckIns, handOffColumns, pagedStaff, waysToReach, type HandOffRow } from './hand-offs-sql.ts';
import { toDate, toInstant } from './rows.ts';

const iso = (date: Date | null) => date && toInstant(date).toString();

const handOffOf = (row: HandOffRow): HandOff => ({
  ...row,
  nextPageAt: iso(row.nextPageAt),
  takenAt: iso(row.takenAt),
  checkInAt: iso(row.checkInAt),
  createdAt: toInstant(row.createdAt).toString(),
  closedAt: iso(row.closedAt),
});

type Listed = Prisma.HandOffGetPayload<{ include: { takenBy: true; events: true } }>;

const waitingOf = ({ takenBy, events, ...row }: Listed): WaitingHandOff => ({
  ...handOffOf(row as unknown as HandOffRow),
  takenByName: takenBy?.name ?? null,
  lastEventAt: toInstant(events[0]?.at ?? row.createdAt).toString(),
  unread: events[0]?.kind === 'words-from-person' || events[0]?.kind === 'danger-again',
});

const listed = { takenBy: true, events: { orderBy: { id: 'desc' as const }, take: 1 } };

const instants = new Set(['nextPageAt', 'takenAt', 'checkInAt']);

const dataOf = (change: Parameters<HandOffStore['change']>[1]): Prisma.HandOffUncheckedUpdateInput =>
  Object.fromEntries(Object.entries(change).map(([name, value]) => [name, instants.has(name) && value ? toDate(String(value)) : value]));

/** Opening, taking, changing and closing. */
const writes = (db: Db, sql: Sql) => ({
  open: async (opening: Parameters<HandOffStore['open']>[0], now: Temporal.Instant) => {
    const data = { ...opening, nextPageAt: opening.nextPageAt && toDate(opening.nextPageAt), createdAt: toDate(now) };
    return (await db.handOff.create({ data, select: { number: true } })).number;
  },
  take: async (id: string, staffId: string, on: 'phone' | 'console', now: Temporal.Instant) => {
    const { count } = await db.handOff.updateMany({
      where: { id, takenById: null, closedAt: null },
      data: { takenById: staffId, takenAt: toDate(now), takenOn: on, nextPageAt: null, offeredToId: null },
    });
    return count === 1;
  },
  change: async (id: string, change: Parameters<HandOffStore['change']>[1]) => {
    await db.handOff.update({ where: { id }, data: dataOf(change) });
  },
  close: async (id: string, staffId: string | null, outcome: string, now: Temporal.Instant) => {
    await db.handOff.update({ where: { id }, data: { closedAt: toDate(now), closedById: staffId, outcome, nextPageAt: null, offeredToId: null } });
  },
  happened: async (handOffId: string, kind: string, facts: Record<string, unknown>, now: Temporal.Instant, staffId: string | null = null) => {
    await db.handOffEvent.create({ data: { handOffId, kind, facts: facts as Prisma.InputJsonObject, at: toDate(now), staffId } });
  },
  addNote: async (handOffId: string, staffId: string, text: string, now: Temporal.Instant) => {
    await db.handOffNote.create({ data: { id: crypto.randomUUID(), handOffId, staffId, text, at: toDate(now) } });
  },
  pagedStaff: (id: string) => sql<{ staffId: string; personId: string }>(pagedStaff, [id]),
  duePages: async (now: Temporal.Instant, limit: number) => (await sql<{ id: string }>(duePages, [toDate(now), limit])).map(({ id }) => id),
  dueCheckIns: async (now: Temporal.Instant, limit: number) => (await sql<{ id: string }>(dueCheckIns, [toDate(now), limit])).map(({ id }) => id),
});

const eventsOf = async (db: Db, handOffId: string): Promise<HandOffEvent[]> => {
  const rows = await db.handOffEvent.findMany({ where: { handOffId }, orderBy: { id: 'asc' } });
  const staff = await db.staff.findMany({ where: { id: { in: rows.flatMap(({ staffId }) => staffId ?? []) } } });
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  return rows.map(({ id, at, kind, staffId, facts }) => ({
    id: Number(id),
    at: toInstant(at).toString(),
    kind: kind as HandOffEvent['kind'],
    staffId,
    staffName: (staffId && names.get(staffId)) || null,
    facts: facts as Record<string, unknown>,
  }));
};

/** What the console reads. */
const reads = (db: Db, sql: Sql) => ({
  waiting: async () => (await db.handOff.findMany({ where: { closedAt: null }, include: listed, orderBy: { createdAt: 'asc' } })).map(waitingOf),
  recentlyClosed: async (since: Temporal.Instant) =>
    (await db.handOff.findMany({ where: { closedAt: { gte: toDate(since) } }, include: listed, orderBy: { closedAt: 'desc' } })).map(waitingOf),
  events: (id: string) => eventsOf(db, id),
  notes: async (handOffId: string) => {
    const rows = await db.handOffNote.findMany({ where: { handOffId }, include: { staff: true }, orderBy: { at: 'asc' } });
    return rows.map(({ id, at, text, staff }) => ({ id, at: toInstant(at).toString(), text, staffName: staff.name }));
  },
  conversation: async (personId: string, since: Temporal.Instant) => {
    const rows = await sql<Omit<ExchangedMessage, 'at'> & { at: Date }>(conversationOf, [personId, toDate(since)]);
    return rows.map(({ at, ...row }) => ({ ...row, at: toInstant(at).toString() }));
  },
  waysToReach: async (personId: string) => {
    const rows = await sql<Omit<WayToReach, 'lastHeardAt'> & { lastHeardAt: Date | null }>(waysToReach, [personId]);
    return rows.map(({ lastHeardAt, ...row }) => ({ ...row, lastHeardAt: iso(lastHeardAt) }));
  },
  revision: async () => {
    const newest = await db.handOffEvent.findFirst({ orderBy: { id: 'desc' }, select: { id: true } });
    return String(newest?.id ?? 0);
  },
});

export const createHandOffStore = (db: Db, sql: Sql): HandOffStore => {
  const one = async (where: string, value: string, locked: boolean) => {
    const text = `select ${handOffColumns} from hand_off where ${where}${locked ? ' for no key update' : ''}`;
    const [row] = await sql<HandOffRow>({ name: 'handOff', text }, [value]);
    return row && handOffOf(row);
  };
  return {
    ...writes(db, sql),
    ...reads(db, sql),
    lock: (id) => one('id = $1::uuid', id, true),
    find: (id) => one('id = $1::uuid', id, false),
    openCrisisOf: (personId) => one(`person_id = $1::uuid and reason = 'crisis' and closed_at is null`, personId, true),
  };
};
