import { isQuiet, nextAllowed, type QuietHours } from './quiet-hours.ts';

/** What is said about a booking: a question the day before, one two hours before, and how it went. */
export type ReminderKind = 'day-before' | 'two-hours' | 'pulse';
/** A reminder and the moment it is for. */
export type PlannedReminder = { kind: ReminderKind; dueAt: Temporal.Instant };

/** Late enough to be home, early enough to arrange a ride. */
const dayBeforeAt = '18:00';

/** The calendar day before at six; where that is quiet, an hour before quiet hours begin, or else when they end. */
const dayBefore = (start: Temporal.ZonedDateTime, quiet: QuietHours): Temporal.ZonedDateTime => {
  const yesterday = start.subtract({ days: 1 });
  const hourBeforeQuiet = Temporal.PlainTime.from(quiet.from).subtract({ hours: 1 });
  const [six, earlier, later] = [dayBeforeAt, hourBeforeQuiet, quiet.until].map((time) => yesterday.withPlainTime(time)) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime, Temporal.ZonedDateTime];
  return [six, earlier].find((moment) => !isQuiet(moment, quiet)) ?? later;
};

/**
 * When to write about a session, in the session's own zone. The day before is the calendar day before at 18:00 (an
 * hour before quiet hours where those begin sooner), whatever the clocks do that night. Two hours before
 * is elapsed time, and left out when it would fall into quiet hours: the evening before was enough. The question
 * afterwards comes an hour after the end, or when quiet hours are over.
 */
export const reminderTimes = (start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime, quiet: QuietHours): PlannedReminder[] => {
  const soon = start.subtract({ hours: 2 });
  const after = nextAllowed(end.add({ hours: 1 }).toInstant(), start.timeZoneId, quiet);
  return [
    { kind: 'day-before', dueAt: dayBefore(start, quiet).toInstant() },
    ...(isQuiet(soon, quiet) ? [] : [{ kind: 'two-hours' as const, dueAt: soon.toInstant() }]),
    { kind: 'pulse', dueAt: after },
  ];
};
