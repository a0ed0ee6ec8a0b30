import type { ReminderKind } from '../../core/reminders/reminder-times.ts';
import type { BookableSession, BookingStatus, BookingStore, DueReminder, NewBooking, StoredBooking } from '../../services/stores/bookings.ts';
import * as statements from './bookings-sql.ts';
import type { Db, Sql } from './client.ts';
import { toDate, toInstant, withRows } from './rows.ts';

type SessionRow = {
  session_id: string;
  group_id: string;
  name: string;
  venue: string;
  venue_kind: string;
  time_zone: string;
  starts_at: Date;
  ends_at: Date;
  cancelled_at: Date | null;
  closed_at: Date | null;
};
type BookingRow = SessionRow & { booking_id: string; person_id: string; status: BookingStatus; standing_id: string | null };
type ReminderRow = BookingRow & { reminder_id: string; kind: ReminderKind; due_at: Date; overtaken: boolean; opted_out: boolean };
type GapRow = SessionRow & { person_id: string; standing_id: string };

const sessionOf = (row: SessionRow): BookableSession => ({
  sessionId: row.session_id,
  groupId: row.group_id,
  name: row.name,
  venue: row.venue_kind === 'online' ? '' : row.venue,
  online: row.venue_kind === 'online',
  timeZone: row.time_zone,
  startsAt: toInstant(row.starts_at),
  endsAt: toInstant(row.ends_at),
  cancelled: row.cancelled_at !== null,
  closed: row.closed_at !== null || row.venue_kind === 'suspended',
});

const bookingOf = (row: BookingRow): StoredBooking => ({ ...sessionOf(row), bookingId: row.booking_id, personId: row.person_id, status: row.status, standingId: row.standing_id });

const reminderOf = (row: ReminderRow): DueReminder => ({
  ...bookingOf(row),
  reminderId: row.reminder_id,
  kind: row.kind,
  dueAt: toInstant(row.due_at),
  overtaken: row.overtaken,
  optedOut: row.opted_out,
});

const seatRow = ({ personId, sessionId, standingId, reminders }: NewBooking) => ({
  id: crypto.randomUUID(),
  person_id: personId,
  session_id: sessionId,
  standing_id: standingId,
  reminders: reminders.map(({ kind, dueAt }) => ({ kind, due_at: dueAt.toString() })),
});

const one = async <R, T>(found: Promise<R[]>, read: (row: R) => T): Promise<T | undefined> => {
  const [row] = await found;
  return row && read(row);
};

const open = async (sql: Sql, personId: string, groupId: string, now: Temporal.Instant) => {
  const [row] = await sql<{ standing_id: string; is_new: boolean }>(statements.openStanding, [crypto.randomUUID(), personId, groupId, toDate(now)]);
  return { standingId: row!.standing_id, isNew: row!.is_new };
};

export const createBookingStore = (db: Db, sql: Sql): BookingStore => ({
  session: (sessionId) => one(sql<SessionRow>(statements.bookableSession, [sessionId]), sessionOf),
  book: async (wanted, now) => {
    if (wanted.length > 0) await withRows(sql, statements.bookSeats, wanted.map(seatRow), toDate(now));
  },
  find: (bookingId) => one(sql<BookingRow>(statements.findBooking, [bookingId]), bookingOf),
  findFor: (personId, sessionId) => one(sql<BookingRow>(statements.findBookingFor, [personId, sessionId]), bookingOf),
  upcoming: async (personId, now) => (await sql<BookingRow>(statements.upcomingBookings, [personId, toDate(now)])).map(bookingOf),
  confirm: async (bookingId, { wantsRide }) => {
    await sql(statements.confirmBooking, [bookingId, wantsRide]);
  },
  giveUp: async (bookingId, status) => {
    await sql(statements.giveUpBooking, [bookingId, status]);
  },
  openStanding: (personId, groupId, now) => open(sql, personId, groupId, now),
  sessionsOfStanding: async ({ standingId, isNew }, now) => (await sql<SessionRow>(statements.sessionsOfStanding, [standingId, isNew, toDate(now)])).map(sessionOf),
  dropStanding: async (standingId, now) => {
    await sql(statements.dropStanding, [standingId, toDate(now)]);
  },
  standingGaps: async (now) => {
    const rows = await sql<GapRow>(statements.standingGaps, [toDate(now)]);
    return rows.map((row) => ({ ...sessionOf(row), personId: row.person_id, standingId: row.standing_id }));
  },
  dueReminders: async (now, limit) => (await sql<{ id: string }>(statements.dueReminders, [toDate(now), limit])).map(({ id }) => id),
  lockReminder: (reminderId, now) => one(sql<ReminderRow>(statements.lockReminder, [reminderId, toDate(now)]), reminderOf),
  markReminderDone: async (reminderId, now) => {
    await sql(statements.markReminderDone, [reminderId, toDate(now)]);
  },
  postponeReminder: async (reminderId, until) => {
    await sql(statements.postponeReminder, [reminderId, toDate(until)]);
  },
  recordPulse: async ({ at, ...pulse }) => {
    await db.pulse.create({ data: { id: crypto.randomUUID(), ...pulse, at: toDate(at) } });
  },
  whatComes: async (personId, now) => {
    const rows = await sql<{ kind: 'session' | 'reminder'; at: Date }>(statements.whatComes, [personId, toDate(now)]);
    return rows.map(({ kind, at }) => ({ kind, at: toInstant(at) }));
  },
});
