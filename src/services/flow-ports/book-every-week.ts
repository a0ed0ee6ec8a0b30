import { bookingFacts, ownBooking, seatFor } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

/** Turns one seat into a seat at every session planned so far; later sessions follow by themselves until it is dropped. */
export const bookEveryWeek: FlowPort<'bookEveryWeek'> = async ({ bookingId }, { stores: { bookings }, personId, program, now }) => {
  const booking = await ownBooking(bookings, bookingId, personId);
  const standingId = await bookings.openStanding(personId, booking.groupId, now);
  await bookings.linkStanding(bookingId, standingId);
  const others = await bookings.sessionsWithout(personId, booking.groupId, now);
  await bookings.book(others.map((session) => seatFor(personId, session, program, now, standingId)), now);
  return bookingFacts({ ...booking, standingId });
};
