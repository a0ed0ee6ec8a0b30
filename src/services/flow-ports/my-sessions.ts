import { bookingFacts } from '../booking-rules.ts';
import type { FlowPort } from './flow-port.ts';

const mostShown = 5;

/** What the person is coming to, soonest first, a weekly group once with its next session, and where their calendar is. */
export const mySessions: FlowPort<'mySessions'> = async (_, { stores, personId, now, calendar }) => {
  const upcoming = await stores.bookings.upcoming(personId, now);
  const once = upcoming.filter(({ standingId }, index) => standingId === null || upcoming.findIndex((other) => other.standingId === standingId) === index);
  return { bookings: once.slice(0, mostShown).map(bookingFacts), calendar: calendar() };
};
