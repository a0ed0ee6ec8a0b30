import { bookingFacts, ownBooking, seatFor } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

/**
 * Turns one seat into a seat at every session planned so far; later sessions follow by themselves until it is dropped.
 * Asked again, a date dropped since stays dropped; asked anew after dropping every week, all are taken up again.
 */
export const bookEveryWeek: FlowPort<'bookEveryWeek'> = async ({ bookingId }, { stores: { bookings }, personId, program, now }) => {
  const booking = await ownBooking(bookings, bookingId, personId);
  const standing = await bookings.openStanding(personId, booking.groupId, now);
  const sessions = await bookings.sessionsOfStanding(standing, now);
  await bookings.book(sessions.map((session) => seatFor(personId, session, program, now, standing.standingId)), now);
  return bookingFacts({ ...booking, standingId: standing.standingId });
};
