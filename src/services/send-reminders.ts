import { zonedStart } from './booking-rules.ts';
import type { Stores } from './database.ts';
import type { Interrupt } from './interrupt.ts';
import type { Kit } from './kit.ts';
import type { DueReminder } from './stores/bookings.ts';

/** Venue names longer than this are cut for a text that should stay one segment. */
const longestPlace = 40;

const short = (venue: string) => (venue.length > longestPlace ? `${venue.slice(0, longestPlace - 3).trimEnd()}...` : venue);

/** A reminder past its use (the session has begun), or about a seat given back, is not sent. */
const stillUseful = ({ kind, status, cancelled, startsAt, endsAt }: DueReminder, now: Temporal.Instant) => {
  if (cancelled || !['booked', 'coming'].includes(status)) return false;
  if (kind === 'pulse') return Temporal.Instant.compare(now, endsAt.add({ hours: 48 })) < 0;
  return Temporal.Instant.compare(now, startsAt) < 0;
};

const send = async (stores: Stores, interrupt: Interrupt, due: DueReminder) => {
  if (due.kind === 'pulse') return interrupt(stores, due.personId, 'pulse', { bookingId: due.bookingId });
  const input = { bookingId: due.bookingId, kind: due.kind, start: zonedStart(due), place: short(due.venue), online: due.online };
  return interrupt(stores, due.personId, 'reminder', input, { validUntil: due.startsAt });
};

/** Takes the reminders that are due and asks each person, taken and asked in one transaction. Returns how many were sent. */
export const sendReminders = ({ database, clock, interrupt }: Pick<Kit, 'database' | 'clock'> & { interrupt: Interrupt }, limit = 200): Promise<number> =>
  database.transaction(async (stores) => {
    const now = clock.now();
    const due = await stores.bookings.takeDueReminders(now, limit);
    const useful = due.filter((reminder) => stillUseful(reminder, now)).sort((a, b) => a.personId.localeCompare(b.personId));
    for (const reminder of useful) await send(stores, interrupt, reminder);
    return useful.length;
  });
