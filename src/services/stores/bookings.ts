import type { PlannedReminder, ReminderKind } from '../../core/reminders/reminder-times.ts';

/** A session as bookings need it: instants plus the zone its wall time is in. */
export type BookableSession = {
  sessionId: string;
  groupId: string;
  name: string;
  venue: string;
  online: boolean;
  timeZone: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  cancelled: boolean;
  closed: boolean;
};

/** `status` is booked, coming, cannot or dropped. */
export type StoredBooking = BookableSession & { bookingId: string; personId: string; status: string; standingId: string | null };

export type DueReminder = StoredBooking & { reminderId: string; kind: ReminderKind };

export type NewBooking = { personId: string; sessionId: string; standingId: string | null; reminders: PlannedReminder[] };

/** Seats, standing seats, and what is to be said about them when. */
export type BookingStore = {
  session(sessionId: string): Promise<BookableSession | undefined>;
  /** A group's sessions still to come that this person holds no booking for, dropped ones included. */
  sessionsWithout(personId: string, groupId: string, now: Temporal.Instant): Promise<BookableSession[]>;
  /** Books seats, one per person and session however often it is asked, with their reminders; a dropped seat is taken up again. */
  book(bookings: NewBooking[], now: Temporal.Instant): Promise<void>;
  find(bookingId: string): Promise<StoredBooking | undefined>;
  findFor(personId: string, sessionId: string): Promise<StoredBooking | undefined>;
  /** What the person still means to come to, soonest first. */
  upcoming(personId: string, now: Temporal.Instant): Promise<StoredBooking[]>;
  setStatus(bookingIds: string[], status: 'coming' | 'cannot' | 'dropped', options: { wantsRide?: boolean; dropReminders: boolean }): Promise<void>;
  openStanding(personId: string, groupId: string, now: Temporal.Instant): Promise<string>;
  endStanding(standingId: string, now: Temporal.Instant): Promise<void>;
  linkStanding(bookingId: string, standingId: string): Promise<void>;
  /** Standing seats and the new sessions they do not cover yet. */
  standingGaps(now: Temporal.Instant): Promise<(BookableSession & { personId: string; standingId: string })[]>;
  /** Takes due reminders for good, skipping those another process is taking. */
  takeDueReminders(now: Temporal.Instant, limit: number): Promise<DueReminder[]>;
  recordPulse(pulse: { groupId: string; sessionId: string; answer: string }, now: Temporal.Instant): Promise<void>;
  /** When the person's next sessions and reminders are, for the simulator. */
  whatComes(personId: string, now: Temporal.Instant): Promise<{ kind: 'session' | 'reminder'; at: Temporal.Instant }[]>;
};
