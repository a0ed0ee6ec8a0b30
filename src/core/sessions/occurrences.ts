import { RRuleTemporal } from 'rrule-temporal';
import { AppError } from '../app-error.ts';

/** One meeting in absolute time. */
export type Occurrence = { start: Temporal.Instant; end: Temporal.Instant };

/**
 * Where counting begins for rules that say "every second week" or "four times": a Monday long before any session, so
 * that the same rule gives the same weeks whenever it is asked.
 */
const anchor = '20240101';

const isSimple = (recurrence: string) => !/(INTERVAL|COUNT|BYSETPOS|BYWEEKNO)=/i.test(recurrence);

/**
 * The dates of a rule, found on a calendar without clocks: rrule-temporal drops a meeting whose hour does not exist on
 * the night the clocks change, and its results are of another Temporal than ours, so only text crosses back.
 */
const datesOf = (recurrence: string, from: Temporal.PlainDate, until: Temporal.PlainDate): Temporal.PlainDate[] => {
  const first = isSimple(recurrence) ? from.toString().replaceAll('-', '') : anchor;
  const noon = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' });
  try {
    const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:${first}T120000\nRRULE:${recurrence}`, cache: false });
    return rule.between(noon(from), noon(until), true).map((found) => Temporal.PlainDate.from(found.toString().slice(0, 10)));
  } catch (cause) {
    throw new AppError('bad-recurrence', { message: 'a recurrence rule cannot be read', cause, tell: 'coordinator' });
  }
};

/**
 * The meetings of a rule that start in `from` <= start < `until`. `startsAt` is "HH:MM" on the wall in `zone`; an hour
 * the clocks jump over is moved to the next that exists, an hour that comes twice is the first of the two. The
 * server's own zone plays no part. Throws `bad-recurrence` for a rule that is none.
 */
export const occurrences = (
  recurrence: string,
  startsAt: string,
  zone: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
  minutes: number,
): Occurrence[] => {
  const time = Temporal.PlainTime.from(startsAt);
  const first = from.toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  const last = until.toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 });
  return datesOf(recurrence, first, last)
    .map((date) => date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant())
    .filter((start) => Temporal.Instant.compare(start, from) >= 0 && Temporal.Instant.compare(start, until) < 0)
    .map((start) => ({ start, end: start.add({ minutes }) }));
};
