/** The statements of bookings, standing seats and reminders. Lists of rows travel as one JSON parameter. */
import type { Statement } from './rows.ts';

const statement = (name: string, text: string): Statement => ({ name, text });

const sessionColumns = `
  s.id as session_id, s.group_id, g.name, g.venue, g.venue_kind, g.time_zone, s.starts_at, s.ends_at, s.cancelled_at, g.closed_at`;
const sessions = 'from session s join support_group g on g.id = s.group_id';

/** A standing seat that was ended counts no more, though past bookings still point at it. */
const bookingColumns = `b.id as booking_id, b.person_id, b.status, sb.id as standing_id, ${sessionColumns}`;
const besideBooking = `
  join session s on s.id = b.session_id
  join support_group g on g.id = s.group_id
  left join standing_booking sb on sb.id = b.standing_id and sb.ended_at is null`;
const bookings = `from booking b ${besideBooking}`;

const takesPlace = `s.cancelled_at is null and g.closed_at is null and g.venue_kind <> 'suspended'`;
const meansToCome = `b.status in ('booked', 'coming')`;

export const bookableSession = statement('bookableSession', `select ${sessionColumns} ${sessions} where s.id = $1::uuid`);

/** Sorted by person and session, so that two processes that book the same seats lock them in the same order. */
export const bookSeats = statement('bookSeats', `
  with wanted as (
    select distinct on (person_id, session_id) *
    from jsonb_to_recordset($1::jsonb) as i(id uuid, person_id uuid, session_id uuid, standing_id uuid, reminders jsonb)
    order by person_id, session_id
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
  on conflict (booking_id, kind) do nothing`);

export const findBooking = statement('findBooking', `select ${bookingColumns} ${bookings} where b.id = $1::uuid`);

export const findBookingFor = statement('findBookingFor', `
  select ${bookingColumns} ${bookings} where b.person_id = $1::uuid and b.session_id = $2::uuid`);

export const upcomingBookings = statement('upcomingBookings', `
  select ${bookingColumns} ${bookings}
  where b.person_id = $1::uuid and ${meansToCome} and s.starts_at > $2 and ${takesPlace}
  order by s.starts_at, b.id`);

export const confirmBooking = statement('confirmBooking', `
  update booking set status = 'coming', wants_ride = wants_ride or $2 where id = $1::uuid`);

export const giveUpBooking = statement('giveUpBooking', `
  with freed as (update booking set status = $2, wants_ride = false where id = $1::uuid returning id)
  delete from reminder r using freed where r.booking_id = freed.id and r.done_at is null`);

export const openStanding = statement('openStanding', `
  with open as (
    select id from standing_booking where person_id = $2::uuid and group_id = $3::uuid and ended_at is null order by created_at limit 1
  ), made as (
    insert into standing_booking (id, person_id, group_id, created_at)
    select $1::uuid, $2::uuid, $3::uuid, $4 where not exists (select 1 from open)
    returning id
  )
  select id as standing_id, false as is_new from open union all select id, true from made`);

export const sessionsOfStanding = statement('sessionsOfStanding', `
  select ${sessionColumns} ${sessions}
  join standing_booking sb on sb.group_id = s.group_id
  where sb.id = $1::uuid and s.starts_at > $3 and ${takesPlace}
    and not exists (
      select 1 from booking b
      where b.session_id = s.id and b.person_id = sb.person_id and (b.status = 'cannot' or (b.status = 'dropped' and not $2)))
  order by s.starts_at`);

export const dropStanding = statement('dropStanding', `
  with ended as (
    update standing_booking sb set ended_at = $2
    from standing_booking asked
    where asked.id = $1::uuid and sb.person_id = asked.person_id and sb.group_id = asked.group_id and sb.ended_at is null
    returning sb.person_id, sb.group_id
  ), freed as (
    update booking b set status = 'dropped', wants_ride = false
    from session s join (select distinct person_id, group_id from ended) e on e.group_id = s.group_id
    where b.session_id = s.id and b.person_id = e.person_id and s.starts_at > $2 and ${meansToCome}
    returning b.id
  )
  delete from reminder r using freed where r.booking_id = freed.id and r.done_at is null`);

export const standingGaps = statement('standingGaps', `
  select distinct on (sb.person_id, s.id) sb.person_id, sb.id as standing_id, ${sessionColumns} ${sessions}
  join standing_booking sb on sb.group_id = s.group_id
  where sb.ended_at is null and s.starts_at > $1 and ${takesPlace}
    and not exists (select 1 from booking b where b.session_id = s.id and b.person_id = sb.person_id)
  order by sb.person_id, s.id, sb.created_at`);

/**
 * What became due more than a week ago is of no use to anybody and is left where it lies: looking no further keeps
 * the search short however many reminders were done in a year.
 */
export const dueReminders = statement('dueReminders', `
  select id from reminder
  where done_at is null and due_at <= $1 and due_at > $1::timestamptz - interval '7 days'
  order by due_at
  limit $2`);

export const lockReminder = statement('lockReminder', `
  select r.id as reminder_id, r.kind, r.due_at, ${bookingColumns},
    exists (select 1 from reminder n where r.kind = 'day-before' and n.booking_id = r.booking_id and n.kind = 'two-hours' and n.due_at <= $2) as overtaken,
    not exists (select 1 from address a where a.person_id = b.person_id and a.opted_out_at is null) as opted_out
  from reminder r
  join booking b on b.id = r.booking_id
  join conversation c on c.person_id = b.person_id ${besideBooking}
  where r.id = $1::uuid and r.done_at is null and r.due_at <= $2
  for no key update of c, r skip locked`);

export const markReminderDone = statement('markReminderDone', 'update reminder set done_at = $2 where id = $1::uuid');

export const postponeReminder = statement('postponeReminder', 'update reminder set due_at = $2 where id = $1::uuid and done_at is null');

export const whatComes = statement('whatComes', `
  select 'session' as kind, s.ends_at + interval '1 minute' as at ${bookings} where b.person_id = $1::uuid and ${meansToCome} and s.starts_at > $2 and ${takesPlace}
  union all
  select 'reminder', r.due_at from reminder r join booking b on b.id = r.booking_id where b.person_id = $1::uuid and r.done_at is null and r.due_at > $2
  order by at limit 6`);
