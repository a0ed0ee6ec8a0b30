/** Schedules of the Human Services Data Specification, version 1 (a row for each weekday) and 3 (recurrence rules in columns). */
import { plainText } from './plain-text.ts';
import { minutesBetween, timeOf, weekdayNumber, weekdayOf } from './tsml-fields.ts';

type Schedule = Record<string, unknown>;

/** One recurring time. `key` tells it from the others of its place; `offset` is the UTC offset the feed gives, in hours, which no clock change survives. */
export type HsdsTimes = { key: string; recurrence: string; startsOn: string | null; startsAt: string; minutes: number; offset?: number; doubts: string[] };

/** "10:00" of "10:00:00Z" and of "2000-01-01T10:00:00.000Z": the wall clock, whatever zone is written behind it. */
const clockOf = (value: unknown) => timeOf(plainText(value).replace(/^\d{4}-\d{2}-\d{2}[T ]/, '').replace(/(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/i, ''));

const dateOf = (...values: unknown[]): string | null => values.map((value) => /^\d{4}-\d{2}-\d{2}/.exec(plainText(value))?.[0]).find((date) => date !== undefined) ?? null;

const positive = (value: unknown) => {
  const number = Number(plainText(value));
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

type Rule = { recurrence: string; startsOn: string | null; doubts: string[] };

const weekdayToken = /^[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)$/;

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(plainText) : plainText(value).split(/[\s,;]+/)).map((part) => part.toUpperCase()).filter(Boolean);

const weekdayOn = (date: string) => weekdayOf(Temporal.PlainDate.from(date).dayOfWeek % 7);

const knownDate = (date: string | null) => {
  try {
    return date && Temporal.PlainDate.from(date, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
};

const untilOf = (until: string | null) => (until ? `;UNTIL=${until.replaceAll('-', '')}T235959Z` : '');

/** One day and no rule: the service happens once. */
const once = (from: string | null, until: string | null): Rule | string =>
  from && (!until || until === from) ? { recurrence: 'FREQ=DAILY;COUNT=1', startsOn: from, doubts: [] } : 'a schedule in words only: nothing says on which days';

/** A rule from its columns. A position in the month ("2TH") makes it monthly whatever else is said. */
const ruleOf = (schedule: Schedule): Rule | string => {
  const days = listOf(schedule.byday);
  const monthDays = listOf(schedule.bymonthday).filter((day) => /^-?\d{1,2}$/.test(day) && Math.abs(Number(day)) <= 31 && Number(day) !== 0);
  const startsOn = knownDate(dateOf(schedule.dtstart, schedule.valid_from));
  const until = knownDate(dateOf(schedule.until, schedule.valid_to));
  const said = plainText(schedule.freq).toUpperCase();
  if (days.some((day) => !weekdayToken.test(day))) return 'its weekdays cannot be read';
  if (!said && days.length === 0 && monthDays.length === 0) return once(startsOn, until);
  if (!['', 'WEEKLY', 'MONTHLY', 'DAILY'].includes(said)) return `it repeats by ${said.slice(0, 20)}, which cannot be read`;
  const positions = days.some((day) => day.length > 2);
  const monthly = said === 'MONTHLY' || positions || (!said && days.length === 0);
  const freq = monthly ? 'MONTHLY' : said || 'WEEKLY';
  const interval = positive(schedule.interval) ?? 1;
  const count = startsOn ? positive(schedule.count) : undefined;
  if (freq === 'WEEKLY' && days.length === 0 && !startsOn) return 'weekly, and nothing says on which day';
  if (monthly && days.length === 0 && monthDays.length === 0) return 'monthly, and nothing says on which day';
  const byDay = days.length > 0 ? days.join(',') : freq === 'WEEKLY' && startsOn ? weekdayOn(startsOn) : '';
  const recurrence = [
    `FREQ=${freq}`,
    interval > 1 && `INTERVAL=${interval}`,
    byDay && `BYDAY=${byDay}`,
    monthly && !byDay && `BYMONTHDAY=${monthDays.join(',')}`,
    count && !until && `COUNT=${count}`,
  ].filter(Boolean).join(';');
  const doubts = [
    positions && said === 'WEEKLY' && 'called weekly, yet on one week of the month: taken as monthly',
    interval > 1 && !startsOn && 'every other time, and nothing says from when: please check the weeks',
    until && startsOn && until < startsOn && 'it ends before it begins: never offered',
  ].filter((doubt) => typeof doubt === 'string');
  return { recurrence: `${recurrence}${untilOf(until)}`, startsOn, doubts };
};

const lastsFrom = (startsAt: string, closes: unknown): { minutes: number; doubt: string[] } => {
  const end = clockOf(closes);
  if (!end) return { minutes: 60, doubt: ['no closing time: taken as one hour'] };
  const minutes = minutesBetween(startsAt, end);
  return minutes > 0 ? { minutes, doubt: [] } : { minutes: 1440, doubt: ['it opens when it closes: taken as all day'] };
};

const keyOf = (value: unknown) => plainText(value).slice(0, 60);

const ruled = (schedule: Schedule): HsdsTimes | string => {
  const startsAt = clockOf(schedule.opens_at);
  if (!startsAt) return 'no opening time';
  const rule = ruleOf(schedule);
  if (typeof rule === 'string') return rule;
  const { minutes, doubt } = lastsFrom(startsAt, schedule.closes_at);
  const offset = /^[+-]?\d{1,2}(\.\d+)?$/.test(plainText(schedule.timezone)) ? Number(plainText(schedule.timezone)) : undefined;
  return { key: keyOf(schedule.id) || `${rule.recurrence}-${startsAt}`, ...rule, startsAt, minutes, offset, doubts: [...rule.doubts, ...doubt] };
};

/** Rows of one weekday each; the days with the same hours are one recurring time. */
const byWeekday = (rows: Schedule[]): { times: HsdsTimes[]; problems: string[] } => {
  const hours = new Map<string, { startsAt: string; closes: unknown; days: Set<number> }>();
  const problems = new Set<string>();
  for (const { weekday, opens_at, closes_at } of rows) {
    if (plainText(opens_at) === '') continue;
    const [day, startsAt] = [weekdayNumber(weekday), clockOf(opens_at)];
    if (day === undefined || !startsAt) {
      problems.add(day === undefined ? 'its weekday cannot be read' : 'its opening time cannot be read');
      continue;
    }
    const key = `${startsAt}-${plainText(closes_at)}`;
    const kept = hours.get(key) ?? { startsAt, closes: closes_at, days: new Set() };
    kept.days.add(day);
    hours.set(key, kept);
  }
  const times = [...hours].map(([key, { startsAt, closes, days }]) => {
    const { minutes, doubt } = lastsFrom(startsAt, closes);
    const recurrence = `FREQ=WEEKLY;BYDAY=${[...days].sort((some, others) => some - others).map(weekdayOf).join(',')}`;
    return { key, recurrence, startsOn: null, startsAt, minutes, doubts: doubt };
  });
  return { times, problems: [...problems] };
};

/** Every recurring time of a place, and what of its schedule cannot be read. A weekday without hours is a day it is closed. */
export const timesOf = (schedules: Schedule[]): { times: HsdsTimes[]; problems: string[] } => {
  const rows = schedules.filter(({ weekday }) => plainText(weekday) !== '');
  const rules = schedules.filter(({ weekday }) => plainText(weekday) === '').map(ruled);
  const weekly = byWeekday(rows);
  return {
    times: [...rules.filter((rule) => typeof rule !== 'string'), ...weekly.times],
    problems: [...new Set([...rules.filter((rule) => typeof rule === 'string'), ...weekly.problems])],
  };
};
