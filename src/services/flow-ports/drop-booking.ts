import { bookingFacts, ownBooking } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

/** Gives a seat back, or with `everyWeek` the standing seat and all that are still to come. */
export const dropBooking: FlowPort<'dropBooking'> = async ({ bookingId, everyWeek }, { stores: { bookings }, personId, now }) => {
  const booking = await ownBooking(bookings, bookingId, personId);
  if (everyWeek && booking.standingId !== null) await bookings.dropStanding(booking.standingId, now);
  await bookings.giveUp(bookingId, 'dropped');
  return bookingFacts(booking);
};
