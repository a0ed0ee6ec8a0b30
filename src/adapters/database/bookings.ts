import type { ReminderKind } from '../../core/reminders/reminder-times.ts';
import type { BookableSession, BookingStore, DueReminder, StoredBooking } from '../../services/stores/bookings.ts';
import type { Db, Sql } from './client.ts';
import { toDate, toInstant, withRows } from './rows.ts';

type Row = {
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
type BookingRow = Row & { booking_id: string; person_id: string; status: string; standing_id: string | null };

const sessionColumns = 's.id as session_id, s.group_id, g.name, g.venue, g.venue_kind, g.time_zone, s.starts_at, s.ends_at, s.cancelled_at, g.closed_at';
const sessions = `from session s join support_group g on g.id = s.group_id`;
const bookingColumns = `b.id as booking_id, b.person_id, b.status, b.standing_id, ${sessionColumns}`;
const bookings = `from booking b join session s on s.id = b.session_id join support_group g on g.id = s.group_id`;

const sessionOf = (row: Row): BookableSession => ({
  sessionId: row.session_id,
  groupId: row.group_id,
  name: row.name,
  venue: row.venue_kind === 'online' ? '' : row.venue,
  online: row.venue_kind === 'online',
  timeZone: row.time_zone,
  startsAt: toInstant(row.starts_at),
  endsAt: toInstant(row.ends_at),
  cancelled: row.cancelled_at !== null,
  closed: row.closed_at !== null,
});

const bookingOf = (row: BookingRow): StoredBooking => ({ ...sessionOf(row), bookingId: row.booking_id, personId: row.person_id, status: row.status, standingId: row.standing_id });

const statements = {
  session: { name: 'bookableSession', text: `select ${sessionColumns} ${sessions} where s.id = $1::uuid` },
  without: {
    name: 'sessionsWithout',
    text: `select ${sessionColumns} ${sessions}
      where s.group_id = $2::uuid and s.starts_at > $3 and s.cancelled_at is null
        and not exists (select 1 from booking b where b.session_id = s.id and b.person_id = $1::uuid)
      order by s.starts_at`,
  },
  book: {
    name: 'bookSeats',
    text: `with wanted as (
        select * from jsonb_to_recordset($1::jsonb) as i(id uuid, person_id uuid, session_id uuid, standing_id uuid, reminders jsonb)
      ), seats as (
        insert into booking (id, person_id, session_id, standing_id, status, created_at)
        select id, person_id, session_id, standing_id, 'booked', $2 from wanted
        on conflict (person_id, session_id) do update
          set status = case when booking.status in ('dropped', 'cannot') then 'booked' else booking.status end,
              standing_id = coalesce(excluded.standing_id, booking.standing_id)
        returning id, person_id, session_id
      )
      insert into reminder (id, booking_id, kind, due_at)
      select gen_random_uuid(), seats.id, r.kind, r.due_at
      from seats join wanted using (person_id, session_id), jsonb_to_recordset(wanted.reminders) as r(kind text, due_at timestamptz)
      on conflict (booking_id, kind) do nothing`,
  },
  find: { name: 'findBooking', text: `select ${bookingColumns} ${bookings} where b.id = $1::uuid` },
  findFor: { name: 'findBookingFor', text: `select ${bookingColumns} ${bookings} where b.person_id = $1::uuid and b.session_id = $2::uuid` },
  upcoming: {
    name: 'upcomingBookings',
    text: `select ${bookingColumns} ${bookings}
      where b.person_id = $1::uuid and b.status in ('booked', 'coming') and s.starts_at > $2 and s.cancelled_at is null
      order by s.starts_at`,
  },
  gaps: {
    name: 'standingGaps',
    text: `select sb.person_id, sb.id as standing_id, ${sessionColumns}
      from standing_booking sb join session s on s.group_id = sb.group_id join support_group g on g.id = s.group_id
      where sb.ended_at is null and s.starts_at > $1 and s.cancelled_at is null
        and not exists (select 1 from booking b where b.session_id = s.id and b.person_id = sb.person_id)
      order by sb.person_id, s.starts_at`,
  },
  due: {
    name: 'takeDueReminders',
    text: `with due as (
        select id from reminder where due_at <= $1 and done_at is null order by due_at limit $2 for update skip locked
      ), taken as (
        update reminder r set done_at = $1 from due where r.id = due.id returning r.id, r.booking_id, r.kind
      )
      select taken.id as reminder_id, taken.kind, ${bookingColumns}
      from taken join booking b on b.id = taken.booking_id join session s on s.id = b.session_id join support_group g on g.id = s.group_id`,
  },
  comes: {
    name: 'whatComes',
    text: `select 'session' as kind, s.starts_at as at ${bookings} where b.person_id = $1::uuid and b.status in ('booked', 'coming') and s.starts_at > $2
      union all
      select 'reminder', r.due_at from reminder r join booking b on b.id = r.booking_id where b.person_id = $1::uuid and r.done_at is null and r.due_at > $2
      order by at limit 6`,
  },
};

const one = async <R, T>(found: Promise<R[]>, read: (row: R) => T): Promise<T | undefined> => {
  const [row] = await found;
  return row && read(row);
};

export const createBookingStore = (db: Db, sql: Sql): BookingStore => ({
  session: (sessionId) => one(sql<Row>(statements.session, [sessionId]), sessionOf),
  sessionsWithout: async (personId, groupId, now) => (await sql<Row>(statements.without, [personId, groupId, toDate(now)])).map(sessionOf),
  book: async (wanted, now) => {
    const rows = wanted.map(({ personId, sessionId, standingId, reminders }) => ({
      id: crypto.randomUUID(),
      person_id: personId,
      session_id: sessionId,
      standing_id: standingId,
      reminders: reminders.map(({ kind, dueAt }) => ({ kind, due_at: dueAt.toString() })),
    }));
    if (rows.length > 0) await withRows(sql, statements.book, rows, toDate(now));
  },
  find: (bookingId) => one(sql<BookingRow>(statements.find, [bookingId]), bookingOf),
  findFor: (personId, sessionId) => one(sql<BookingRow>(statements.findFor, [personId, sessionId]), bookingOf),
  upcoming: async (personId, now) => (await sql<BookingRow>(statements.upcoming, [personId, toDate(now)])).map(bookingOf),
  setStatus: async (bookingIds, status, { wantsRide, dropReminders }) => {
    await db.booking.updateMany({ where: { id: { in: bookingIds } }, data: { status, ...(wantsRide !== undefined && { wantsRide }) } });
    if (dropReminders) await db.reminder.deleteMany({ where: { bookingId: { in: bookingIds }, doneAt: null } });
  },
  openStanding: async (personId, groupId, now) => {
    const open = await db.standingBooking.findFirst({ where: { personId, groupId, endedAt: null } });
    return open?.id ?? (await db.standingBooking.create({ data: { id: crypto.randomUUID(), personId, groupId, createdAt: toDate(now) } })).id;
  },
  endStanding: async (standingId, now) => {
    await db.standingBooking.update({ where: { id: standingId }, data: { endedAt: toDate(now) } });
  },
  linkStanding: async (bookingId, standingId) => {
    await db.booking.update({ where: { id: bookingId }, data: { standingId } });
  },
  standingGaps: async (now) => {
    const rows = await sql<Row & { person_id: string; standing_id: string }>(statements.gaps, [toDate(now)]);
    return rows.map((row) => ({ ...sessionOf(row), personId: row.person_id, standingId: row.standing_id }));
  },
  takeDueReminders: async (now, limit) => {
    const rows = await sql<BookingRow & { reminder_id: string; kind: ReminderKind }>(statements.due, [toDate(now), limit]);
    return rows.map((row): DueReminder => ({ ...bookingOf(row), reminderId: row.reminder_id, kind: row.kind }));
  },
  recordPulse: async (pulse, now) => {
    await db.pulse.create({ data: { id: crypto.randomUUID(), ...pulse, at: toDate(now) } });
  },
  whatComes: async (personId, now) => {
    const rows = await sql<{ kind: 'session' | 'reminder'; at: Date }>(statements.comes, [personId, toDate(now)]);
    return rows.map(({ kind, at }) => ({ kind, at: toInstant(at) }));
  },
});
