import type { PlannedReminder, ReminderKind } from '../../core/reminders/reminder-times.ts';

/** A session as bookings need it: instants plus the zone its wall time is in. `closed`: its group has ended or lost its building. */
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

/** `cannot` was said to a reminder, `dropped` at any other time; both leave the seat free. */
export type BookingStatus = 'booked' | 'coming' | 'cannot' | 'dropped';

/** `standingId` is null when the seat is not, or no longer, part of "every week". */
export type StoredBooking = BookableSession & { bookingId: string; personId: string; status: BookingStatus; standingId: string | null };

/** `overtaken`: the next reminder of the same booking is due as well. `optedOut`: no address is left that wants messages. */
export type DueReminder = StoredBooking & { reminderId: string; kind: ReminderKind; dueAt: Temporal.Instant; overtaken: boolean; optedOut: boolean };

/** A seat to book, with what is to be said about it when. */
export type NewBooking = { personId: string; sessionId: string; standingId: string | null; reminders: PlannedReminder[] };

/** "Every week" in one group. `isNew` is false when the person came every week already. */
export type Standing = { standingId: string; isNew: boolean };

/** Seats, standing seats, and what is to be said about them when. */
export type BookingStore = {
  session(sessionId: string): Promise<BookableSession | undefined>;
  /** Books seats, one per person and session however often it is asked, with their reminders; a seat given back is taken up again. */
  book(bookings: NewBooking[], now: Temporal.Instant): Promise<void>;
  find(bookingId: string): Promise<StoredBooking | undefined>;
  findFor(personId: string, sessionId: string): Promise<StoredBooking | undefined>;
  /** What the person still means to come to, soonest first. */
  upcoming(personId: string, now: Temporal.Instant): Promise<StoredBooking[]>;
  /** Notes that the person comes; a ride once wished for stays wished for. */
  confirm(bookingId: string, answer: { wantsRide: boolean }): Promise<void>;
  /** Frees the seat and the ride, and removes the reminders still to come. */
  giveUp(bookingId: string, status: 'cannot' | 'dropped'): Promise<void>;
  openStanding(personId: string, groupId: string, now: Temporal.Instant): Promise<Standing>;
  /** The group's sessions to come that "every week" means: all but those said no to, and since a series began also those dropped from it. */
  sessionsOfStanding(standing: Standing, now: Temporal.Instant): Promise<BookableSession[]>;
  /** Ends "every week" and frees all the person's seats in that group still to come. */
  dropStanding(standingId: string, now: Temporal.Instant): Promise<void>;
  /** Standing seats and the new sessions they do not cover yet, each person and session once. */
  standingGaps(now: Temporal.Instant): Promise<(BookableSession & { personId: string; standingId: string })[]>;
  /** The ids of reminders that are due, oldest first. */
  dueReminders(now: Temporal.Instant, limit: number): Promise<string[]>;
  /**
   * Locks a due reminder together with its person's conversation. Undefined when it is settled, or when either is in
   * other hands: it never waits, so never in a circle with a person who is writing just now.
   */
  lockReminder(reminderId: string, now: Temporal.Instant): Promise<DueReminder | undefined>;
  markReminderDone(reminderId: string, now: Temporal.Instant): Promise<void>;
  /** Nothing happens to one that is done. */
  postponeReminder(reminderId: string, until: Temporal.Instant): Promise<void>;
  /** `at` should say the day and no more: a finer time would lead back to the person's messages. */
  recordPulse(pulse: { groupId: string; sessionId: string; answer: string; at: Temporal.Instant }): Promise<void>;
  /** When the person's next sessions and reminders are, for the simulator. */
  whatComes(personId: string, now: Temporal.Instant): Promise<{ kind: 'session' | 'reminder'; at: Temporal.Instant }[]>;
};
