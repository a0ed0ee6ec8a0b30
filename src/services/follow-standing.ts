import { seatFor } from './booking-rules.ts';
import type { Stores } from './database.ts';

/** Gives everyone with a standing seat their seat in the sessions planned since; one they dropped stays dropped. */
export const followStanding = async ({ bookings, program }: Stores, now: Temporal.Instant): Promise<number> => {
  const facts = await program.read();
  if (!facts) return 0;
  const gaps = await bookings.standingGaps(now);
  await bookings.book(gaps.map((gap) => seatFor(gap.personId, gap, facts, now, gap.standingId)), now);
  return gaps.length;
};
