/** What the console lists: staff, rota, crisis-line checks, and messages that need an operator. */
import type { ConsoleStore, FailedMessage, StaffMember, UnhandledMessage } from '../../services/stores/console.ts';
import type { StaffRole } from '../../services/stores/staff.ts';
import type { Db, Sql } from './client.ts';
import { toDate, toInstant } from './rows.ts';

type Staffing = Pick<ConsoleStore, 'staff' | 'personOf' | 'addStaff' | 'changeStaff' | 'rota' | 'addShift' | 'removeShift' | 'handOverNotes' | 'addHandOverNote'>;
type Checking = Pick<ConsoleStore, 'helplineChecks' | 'addHelplineCheck'>;
type Mending = Pick<ConsoleStore, 'failedMessages' | 'sendAgain' | 'stuckConversations' | 'freeConversation' | 'unhandledMessages'>;

const iso = (date: Date) => toInstant(date).toString();

const staffing = (db: Db, sql: Sql): Staffing => ({
  staff: async () => {
    const rows = await sql<Omit<StaffMember, 'sealed'> & { sealed: Uint8Array }>(
      {
        name: 'consoleStaff',
        text: `select s.id::text as "staffId", s.name, s.role, s.languages, s.verified_at is not null as verified, s.left_at is not null as left, a.channel, a.sealed
          from staff s join conversation c on c.person_id = s.person_id join address a on a.id = c.address_id order by s.left_at is not null, s.name`,
      },
      [],
    );
    return rows.map(({ sealed, role, ...row }) => ({ ...row, role: role as StaffRole, sealed: Buffer.from(sealed) }));
  },
  personOf: async (id) => (await db.staff.findUnique({ where: { id } }))?.personId,
  addStaff: async ({ personId, ...member }) => (await db.staff.upsert({ where: { personId }, create: { id: crypto.randomUUID(), personId, ...member }, update: { ...member, leftAt: null } })).id,
  changeStaff: async (id, { verifiedAt, leftAt, ...change }) => {
    const left = leftAt === undefined ? {} : { leftAt: leftAt && toDate(leftAt) };
    await db.staff.update({ where: { id }, data: { ...change, ...left, ...(verifiedAt && { verifiedAt: toDate(verifiedAt) }) } });
    if (leftAt) await db.shift.deleteMany({ where: { staffId: id } });
  },
  rota: async () => {
    const rows = await db.shift.findMany({ include: { staff: true }, orderBy: [{ weekday: 'asc' }, { from: 'asc' }, { rank: 'asc' }] });
    return rows.map(({ staff, ...shift }) => ({ ...shift, staffName: staff.name }));
  },
  addShift: async (shift) => {
    await db.shift.create({ data: { id: crypto.randomUUID(), ...shift } });
  },
  removeShift: async (id) => {
    await db.shift.deleteMany({ where: { id } });
  },
  handOverNotes: async (limit) => {
    const rows = await db.handOverNote.findMany({ include: { staff: true }, orderBy: { at: 'desc' }, take: limit });
    return rows.map(({ at, text, staff }) => ({ at: iso(at), text, staffName: staff.name }));
  },
  addHandOverNote: async (staffId, text, now) => {
    await db.handOverNote.create({ data: { id: crypto.randomUUID(), staffId, text, at: toDate(now) } });
  },
});

const checking = (db: Db, sql: Sql): Checking => ({
  helplineChecks: async () => {
    const rows = await sql<{ lineId: string; staffName: string; at: Date; reviewBy: string; good: boolean; note: string }>(
      {
        name: 'helplineChecks',
        text: `select distinct on (c.line_id) c.line_id as "lineId", coalesce(s.name, '') as "staffName", c.at, c.review_by::text as "reviewBy", c.good, c.note
          from helpline_check c left join staff s on s.id = c.staff_id order by c.line_id, c.at desc`,
      },
      [],
    );
    return rows.map(({ at, ...row }) => ({ ...row, at: iso(at) }));
  },
  addHelplineCheck: async ({ reviewBy, ...check }, now) => {
    await db.helplineCheck.create({ data: { id: crypto.randomUUID(), ...check, reviewBy: new Date(`${reviewBy}T00:00:00Z`), at: toDate(now) } });
  },
});

const mending = (db: Db, sql: Sql): Mending => ({
  failedMessages: async (limit) => {
    const rows = await sql<Omit<FailedMessage, 'createdAt'> & { createdAt: Date }>(
      {
        name: 'failedMessages',
        text: `select o.id::text, o.flow, o.key, a.channel, o.status, o.error_code as "errorCode", o.attempts, o.created_at as "createdAt"
          from outbound_message o join address a on a.id = o.address_id where o.status = 'failed' order by o.position desc limit $1`,
      },
      [limit],
    );
    return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: iso(createdAt) }));
  },
  sendAgain: async (id, validUntil, now) => {
    const { count } = await db.outboundMessage.updateMany({
      where: { id, status: 'failed', text: { not: null } },
      data: { status: 'queued', dueAt: toDate(now), validUntil: toDate(validUntil), sendingAt: null, attempts: 0, errorCode: null },
    });
    return count === 1 ? (await db.outboundMessage.findUnique({ where: { id } }))?.personId : undefined;
  },
  stuckConversations: async (limit) => {
    const rows = await db.conversation.findMany({ where: { stuckAt: { not: null } }, include: { person: true }, orderBy: { stuckAt: 'desc' }, take: limit });
    return rows.map(({ personId, stuckAt, stuckReason, person }) => ({ personId, since: iso(stuckAt ?? new Date(0)), reason: stuckReason, locale: person.locale }));
  },
  freeConversation: async (personId) => {
    await db.conversation.updateMany({ where: { personId, stuckAt: { not: null } }, data: { frames: [], stuckAt: null, stuckReason: null, wakeAt: null, misheard: 0, revision: { increment: 1 } } });
  },
  unhandledMessages: async (limit) => {
    const rows = await sql<Omit<UnhandledMessage, 'receivedAt'> & { receivedAt: Date }>(
      {
        name: 'unhandledMessages',
        text: `select i.id::text, a.channel, i.kind, i.error, i.attempts, i.received_at as "receivedAt"
          from inbound_message i join address a on a.id = i.address_id where i.handled_at is null order by i.received_at desc limit $1`,
      },
      [limit],
    );
    return rows.map(({ receivedAt, ...row }) => ({ ...row, receivedAt: iso(receivedAt) }));
  },
});

export const createConsoleLists = (db: Db, sql: Sql): Staffing & Checking & Mending => ({ ...staffing(db, sql), ...checking(db, sql), ...mending(db, sql) });
