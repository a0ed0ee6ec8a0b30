import { AppError } from '../../core/app-error.ts';
import { bookingFacts, ownBooking, seatFor } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

/**
 * Coming, not coming (the seat is free again), or coming if there is a ride (the wish is kept with the booking).
 * Refuses with `session-gone` to expect someone at a session that was called off.
 */
export const answerReminder: FlowPort<'answerReminder'> = async ({ bookingId, answer }, { stores: { bookings }, personId, program, now }) => {
  const booking = await ownBooking(bookings, bookingId, personId);
  if (answer === 'cannot') {
    await bookings.giveUp(bookingId, 'cannot');
    return bookingFacts(booking);
  }
  if (booking.cancelled || booking.closed) throw new AppError('session-gone');
  // A seat given back meanwhile lost its reminders; booking it again plans those still ahead.
  if (['cannot', 'dropped'].includes(booking.status)) await bookings.book([seatFor(personId, booking, program, now)], now);
  await bookings.confirm(bookingId, { wantsRide: answer === 'ride' });
  return bookingFacts(booking);
};
