import { AppError } from '../../core/app-error.ts';
import { bookingFacts, openSession, seatFor } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

/** Books a seat and plans its reminders; asking twice books once. Refuses with `session-gone` what can no longer be joined. */
export const bookSeat: FlowPort<'bookSeat'> = async ({ sessionId }, { stores: { bookings }, personId, program, now }) => {
  const session = await openSession(bookings, sessionId, now);
  await bookings.book([seatFor(personId, session, program, now)], now);
  const booking = await bookings.findFor(personId, sessionId);
  if (!booking) throw new AppError('session-gone');
  return bookingFacts(booking);
};
