import { seatFor } from './booking-rules.ts';
import type { Stores } from './database.ts';

/** Seats booked by one statement. */
const seatsAtOnce = 1_000;

/**
 * Gives everyone with a standing seat their seat in the sessions planned since, with reminders; one they dropped stays
 * dropped. Running it again changes nothing. Returns how many seats were missing.
 */
export const followStanding = async ({ bookings, program }: Pick<Stores, 'bookings' | 'program'>, now: Temporal.Instant): Promise<number> => {
  const facts = await program.read();
  if (!facts) return 0;
  const seats = (await bookings.standingGaps(now)).map((gap) => seatFor(gap.personId, gap, facts, now, gap.standingId));
  for (let from = 0; from < seats.length; from += seatsAtOnce) await bookings.book(seats.slice(from, from + seatsAtOnce), now);
  return seats.length;
};
