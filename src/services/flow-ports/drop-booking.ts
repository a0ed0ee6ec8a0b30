import { bookingFacts, ownBooking } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

/** Gives a seat back, or with `everyWeek` the standing seat and all that are still to come. */
export const dropBooking: FlowPort<'dropBooking'> = async ({ bookingId, everyWeek }, { stores: { bookings }, personId, now }) => {
  const booking = await ownBooking(bookings, bookingId, personId);
  const { standingId } = booking;
  const series = everyWeek && standingId !== null ? (await bookings.upcoming(personId, now)).filter((other) => other.standingId === standingId) : [];
  if (everyWeek && standingId !== null) await bookings.endStanding(standingId, now);
  await bookings.setStatus([bookingId, ...series.map((other) => other.bookingId)], 'dropped', { dropReminders: true });
  return bookingFacts(booking);
};
