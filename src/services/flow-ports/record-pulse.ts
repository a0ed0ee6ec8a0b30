import { ownBooking } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

/** Keeps how a session was: with the group and the day, without the person or the minute that would lead to one. */
export const recordPulse: FlowPort<'recordPulse'> = async ({ bookingId, answer }, { stores: { bookings }, personId, program, now }) => {
  const { groupId, sessionId } = await ownBooking(bookings, bookingId, personId);
  const at = now.toZonedDateTimeISO(program.timeZone).startOfDay().toInstant();
  await bookings.recordPulse({ groupId, sessionId, answer, at });
  return {};
};
