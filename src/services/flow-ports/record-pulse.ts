import { ownBooking } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

/** Keeps how a session was, with the group and without the person. */
export const recordPulse: FlowPort<'recordPulse'> = async ({ bookingId, answer }, { stores: { bookings }, personId, now }) => {
  const { groupId, sessionId } = await ownBooking(bookings, bookingId, personId);
  await bookings.recordPulse({ groupId, sessionId, answer }, now);
  return {};
};
