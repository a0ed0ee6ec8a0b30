import { bookingFacts, ownBooking } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

/** Coming, not coming (the seat is free again), or coming if there is a ride (the wish is kept with the booking). */
export const answerReminder: FlowPort<'answerReminder'> = async ({ bookingId, answer }, { stores: { bookings }, personId }) => {
  const booking = await ownBooking(bookings, bookingId, personId);
  const cannot = answer === 'cannot';
  await bookings.setStatus([bookingId], cannot ? 'cannot' : 'coming', { dropReminders: cannot, ...(answer === 'ride' && { wantsRide: true }) });
  return bookingFacts(booking);
};
