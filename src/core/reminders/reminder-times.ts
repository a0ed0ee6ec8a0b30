import { isQuiet, nextAllowed, type QuietHours } from './quiet-hours.ts';

export type ReminderKind = 'day-before' | 'two-hours' | 'pulse';
export type PlannedReminder = { kind: ReminderKind; dueAt: Temporal.Instant };

/** Late enough to be home, early enough to arrange a ride. */
const dayBeforeAt = '18:00';

/**
 * When to write about a session, in the session's own zone. The day before is the calendar day before at 18:00 (the
 * start of quiet hours minus one hour where those begin sooner), whatever the clocks do that night. Two hours before
 * is elapsed time, and left out when it would fall into quiet hours: the evening before was enough. The question
 * afterwards comes an hour after the end, or when quiet hours are over.
 */
export const reminderTimes = (start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime, quiet: QuietHours): PlannedReminder[] => {
  const evening = start.subtract({ days: 1 }).withPlainTime(dayBeforeAt);
  const dayBefore = isQuiet(evening, quiet) ? evening.withPlainTime(quiet.from).subtract({ hours: 1 }) : evening;
  const soon = start.subtract({ hours: 2 });
  const after = nextAllowed(end.add({ hours: 1 }).toInstant(), start.timeZoneId, quiet);
  return [
    { kind: 'day-before', dueAt: dayBefore.toInstant() },
    ...(isQuiet(soon, quiet) ? [] : [{ kind: 'two-hours' as const, dueAt: soon.toInstant() }]),
    { kind: 'pulse', dueAt: after },
  ];
};
