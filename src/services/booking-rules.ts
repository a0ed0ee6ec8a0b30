/** What the booking ports share: who may have which seat, and how a booking is told to a flow. */
import { AppError } from '../core/app-error.ts';
import type { Booking } from '../core/flow-kit/index.ts';
import { reminderTimes, type PlannedReminder } from '../core/reminders/reminder-times.ts';
import type { Program } from './stores/program.ts';
import type { BookableSession, BookingStore, NewBooking, StoredBooking } from './stores/bookings.ts';

/** The session's start as the flows name it: wall time with offset and zone. */
export const zonedStart = ({ startsAt, timeZone }: BookableSession): string => startsAt.toZonedDateTimeISO(timeZone).toString();

/** A booking as flows hear of it. */
export const bookingFacts = (booking: StoredBooking): Booking => ({
  bookingId: booking.bookingId,
  groupId: booking.groupId,
  name: booking.name,
  start: zonedStart(booking),
  weekly: booking.standingId !== null,
  venue: booking.venue,
  online: booking.online,
});

/** Reminders still to come; one whose time has passed at booking is never made. */
const remindersFor = (session: BookableSession, { quietFrom, quietUntil }: Program, now: Temporal.Instant): PlannedReminder[] => {
  const [start, end] = [session.startsAt, session.endsAt].map((at) => at.toZonedDateTimeISO(session.timeZone)) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  return reminderTimes(start, end, { from: quietFrom, until: quietUntil }).filter(({ dueAt }) => Temporal.Instant.compare(dueAt, now) > 0);
};

/** A seat to be booked, with the reminders still ahead of it. */
export const seatFor = (personId: string, session: BookableSession, program: Program, now: Temporal.Instant, standingId: string | null = null): NewBooking => ({
  personId,
  sessionId: session.sessionId,
  standingId,
  reminders: remindersFor(session, program, now),
});

/** The session, if a seat in it can still be had; otherwise `session-gone`. */
export const openSession = async (store: BookingStore, sessionId: string, now: Temporal.Instant): Promise<BookableSession> => {
  const session = await store.session(sessionId);
  if (!session || session.cancelled || session.closed || Temporal.Instant.compare(session.startsAt, now) <= 0) throw new AppError('session-gone');
  return session;
};

/** The person's own booking; anyone else's is as unknown as one that never was. */
export const ownBooking = async (store: BookingStore, bookingId: string, personId: string): Promise<StoredBooking> => {
  const booking = await store.find(bookingId);
  if (!booking || booking.personId !== personId) throw new AppError('booking-unknown');
  return booking;
};
