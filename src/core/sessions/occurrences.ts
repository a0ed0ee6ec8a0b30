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

const digits = (date: Temporal.PlainDate) => date.toString().replaceAll('-', '');

/**
 * The dates of a rule, found on a calendar without clocks: rrule-temporal drops a meeting whose hour does not exist on
 * the night the clocks change, and its results are of another Temporal than ours, so only text crosses back.
 */
const datesOf = (recurrence: string, startsOn: string | null, from: Temporal.PlainDate, until: Temporal.PlainDate): Temporal.PlainDate[] => {
  const begins = startsOn === null ? undefined : Temporal.PlainDate.from(startsOn);
  const begun = begins && Temporal.PlainDate.compare(begins, from) > 0 ? begins : from;
  const first = isSimple(recurrence) ? digits(begun) : begins ? digits(begins) : anchor;
  const noon = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' });
  try {
    const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:${first}T120000\nRRULE:${recurrence}`, cache: false });
    return rule.between(noon(begun), noon(until), true).map((found) => Temporal.PlainDate.from(found.toString().slice(0, 10)));
  } catch (cause) {
    throw new AppError('bad-recurrence', { message: 'a recurrence rule cannot be read', cause, tell: 'coordinator' });
  }
};

/** A rule in wall time: `startsOn` is the day it counts from ("2026-11-24"), `startsAt` "HH:MM" in `timeZone`, `minutes` how long it lasts. */
export type Times = { recurrence: string; startsOn: string | null; startsAt: string; timeZone: string; minutes: number };

/**
 * The meetings of a rule that start in `from` <= start < `until`. An hour the clocks jump over is moved to the next that
 * exists, an hour that comes twice is the first of the two. The server's own zone plays no part. Throws
 * `bad-recurrence` for a rule that is none.
 */
export const occurrences = ({ recurrence, startsOn, startsAt, timeZone, minutes }: Times, from: Temporal.Instant, until: Temporal.Instant): Occurrence[] => {
  const time = Temporal.PlainTime.from(startsAt);
  const first = from.toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: 1 });
  const last = until.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 1 });
  return datesOf(recurrence, startsOn, first, last)
    .map((date) => date.toZonedDateTime({ timeZone, plainTime: time }).toInstant())
    .filter((start) => Temporal.Instant.compare(start, from) >= 0 && Temporal.Instant.compare(start, until) < 0)
    .map((start) => ({ start, end: start.add({ minutes }) }));
};
