import { AppError } from '../core/app-error.ts';
import { nextAllowed, type QuietHours } from '../core/reminders/quiet-hours.ts';
import { zonedStart } from './booking-rules.ts';
import type { Stores } from './database.ts';
import type { Interrupt } from './interrupt.ts';
import type { Kit } from './kit.ts';
import type { DueReminder } from './stores/bookings.ts';

/** Venue names longer than this are cut for a text that should stay one segment. */
const longestPlace = 40;

/** Reminders are planned outside quiet hours; only one held up for longer than this can have slipped into them. */
const heldUp = { minutes: 30 };

/** How long after a session its question is still worth asking. */
const pulseFor = { hours: 48 };

/** When someone whose reminder could not be asked is tried again. */
const tryAgainIn = { minutes: 10 };

type ReminderKit = Pick<Kit, 'database' | 'clock' | 'log'> & { interrupt: Interrupt };

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0;

const short = (venue: string) => (venue.length > longestPlace ? `${venue.slice(0, longestPlace - 3).trimEnd()}...` : venue);

/** Not sent: to someone opted out, about a seat given back or a session that is off, once it has begun, or when the next reminder is due too. */
const stillUseful = ({ kind, status, cancelled, closed, overtaken, optedOut, startsAt, endsAt }: DueReminder, now: Temporal.Instant) => {
  if (optedOut || cancelled || closed || overtaken || !['booked', 'coming'].includes(status)) return false;
  return isBefore(now, kind === 'pulse' ? endsAt.add(pulseFor) : startsAt);
};

/** Now, or after the night when it was held up into it. */
const sendableAt = ({ dueAt, timeZone }: DueReminder, now: Temporal.Instant, quiet: QuietHours | undefined) =>
  quiet && isBefore(dueAt.add(heldUp), now) ? nextAllowed(now, timeZone, quiet) : now;

const ask = (stores: Stores, interrupt: Interrupt, due: DueReminder) => {
  if (due.kind === 'pulse') return interrupt(stores, due.personId, 'pulse', { bookingId: due.bookingId });
  const input = { bookingId: due.bookingId, kind: due.kind, start: zonedStart(due), place: short(due.venue), online: due.online };
  return interrupt(stores, due.personId, 'reminder', input, { validUntil: due.startsAt });
};

type Settled = 'sent' | 'let-go' | 'postponed';

const settle = async (stores: Stores, interrupt: Interrupt, due: DueReminder, now: Temporal.Instant, quiet: QuietHours | undefined): Promise<Settled> => {
  const useful = stillUseful(due, now);
  const at = sendableAt(due, now, quiet);
  if (useful && isBefore(now, at)) {
    await stores.bookings.postponeReminder(due.reminderId, at);
    return 'postponed';
  }
  await stores.bookings.markReminderDone(due.reminderId, now);
  if (useful) await ask(stores, interrupt, due);
  return useful ? 'sent' : 'let-go';
};

/** One reminder in one transaction: taken and asked, or neither. One person's failure is noted, put off, and nobody else's. */
const settleOne = async ({ database, clock, interrupt, log }: ReminderKit, reminderId: string, quiet: QuietHours | undefined): Promise<Settled | 'taken' | 'failed'> => {
  let due: DueReminder | undefined;
  try {
    return await database.transaction(async (stores) => {
      const now = clock.now();
      due = await stores.bookings.lockReminder(reminderId, now);
      return due ? settle(stores, interrupt, due, now, quiet) : 'taken';
    });
  } catch (error) {
    // Without a reminder in hand it is the database that fails, and would for everyone.
    if (!due) throw error;
    log.error({ reminderId, code: error instanceof AppError ? error.code : 'unexpected' }, 'a reminder could not be asked');
    await database.stores.bookings.postponeReminder(reminderId, clock.now().add(tryAgainIn));
    return 'failed';
  }
};

/**
 * Settles up to `limit` due reminders one by one: asks each person, or lets go what is of no more use. Several
 * processes never ask one twice; someone who is writing just now is asked at the next sweep. Returns how many were asked.
 */
export const sendReminders = async (kit: ReminderKit, limit = 200): Promise<number> => {
  const { bookings, program } = kit.database.stores;
  const due = await bookings.dueReminders(kit.clock.now(), limit);
  const facts = due.length > 0 ? await program.read() : undefined;
  const quiet = facts && { from: facts.quietFrom, until: facts.quietUntil };
  let sent = 0;
  for (const reminderId of due) if ((await settleOne(kit, reminderId, quiet)) === 'sent') sent += 1;
  return sent;
};
