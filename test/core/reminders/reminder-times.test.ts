import { isQuiet, nextAllowed } from '../../../src/core/reminders/quiet-hours.ts';
import { reminderTimes } from '../../../src/core/reminders/reminder-times.ts';

const quiet = { from: '20:00', until: '09:00' };

const times = (start: string, minutes = 60) => {
  const begins = Temporal.ZonedDateTime.from(start);
  return reminderTimes(begins, begins.add({ minutes }), quiet).map(({ kind, dueAt }) => `${kind} ${dueAt.toZonedDateTimeISO(begins.timeZoneId).toPlainDateTime().toString({ smallestUnit: 'minute' })}`);
};

describe('the reminders of a session', () => {
  it.each([
    ['an ordinary evening', '2026-11-24T19:00[America/New_York]', ['day-before 2026-11-23T18:00', 'two-hours 2026-11-24T17:00', 'pulse 2026-11-25T09:00']],
    ['the evening clocks fall back: the day before is a calendar day, not 24 hours', '2026-11-01T19:00[America/New_York]', ['day-before 2026-10-31T18:00', 'two-hours 2026-11-01T17:00', 'pulse 2026-11-02T09:00']],
    ['the day clocks spring forward', '2027-03-14T12:00[America/New_York]', ['day-before 2027-03-13T18:00', 'two-hours 2027-03-14T10:00', 'pulse 2027-03-14T14:00']],
    ['Arizona, where clocks never change', '2026-11-01T12:00[America/Phoenix]', ['day-before 2026-10-31T18:00', 'two-hours 2026-11-01T10:00', 'pulse 2026-11-01T14:00']],
    ['Puerto Rico, likewise', '2027-03-14T18:00[America/Puerto_Rico]', ['day-before 2027-03-13T18:00', 'two-hours 2027-03-14T16:00', 'pulse 2027-03-15T09:00']],
    ['a morning session, whose two-hours text would wake people', '2026-11-25T08:00[America/New_York]', ['day-before 2026-11-24T18:00', 'pulse 2026-11-25T10:00']],
    ['the night of the repeated hour', '2026-11-01T02:30[America/New_York]', ['day-before 2026-10-31T18:00', 'pulse 2026-11-01T09:00']],
    ['Hopi land, where clocks stay though the Navajo Nation around it moves its own', '2027-03-14T18:00[America/Phoenix]', ['day-before 2027-03-13T18:00', 'two-hours 2027-03-14T16:00', 'pulse 2027-03-15T09:00']],
    ['just past midnight, when the day before is the same evening', '2026-11-25T00:30[America/New_York]', ['day-before 2026-11-24T18:00', 'pulse 2026-11-25T09:00']],
    ['a session over midnight', '2026-11-24T23:30[America/New_York]', ['day-before 2026-11-23T18:00', 'pulse 2026-11-25T09:00']],
  ])('come when a person can use them: %s', (_, start, expected) => expect(times(start)).toEqual(expected));

  it('come an hour before quiet hours where those begin before the evening', () => {
    const start = Temporal.ZonedDateTime.from('2026-11-24T19:00[America/New_York]');
    const [first] = reminderTimes(start, start.add({ hours: 1 }), { from: '17:30', until: '09:00' });
    expect(first?.dueAt.toZonedDateTimeISO('America/New_York').toPlainDateTime().toString()).toBe('2026-11-23T16:30:00');
  });

  it('count two hours as they pass, not as the clock shows them', () => {
    const start = Temporal.ZonedDateTime.from('2026-11-01T02:30[America/New_York]');
    const soon = reminderTimes(start, start.add({ hours: 1 }), { from: '20:00', until: '01:00' }).find(({ kind }) => kind === 'two-hours');
    expect(soon?.dueAt.toString()).toBe('2026-11-01T05:30:00Z');
  });

  it.each([
    ['begin at noon', { from: '12:00', until: '09:00' }],
    ['end only in the evening', { from: '23:00', until: '19:00' }],
    ['run from midnight', { from: '00:00', until: '19:00' }],
    ['leave but half an hour', { from: '09:30', until: '09:00' }],
    ['are none', { from: '00:00', until: '00:00' }],
  ])('never fall into quiet hours, and the first is on the day before, even when these %s', (_, odd) => {
    for (let hour = 0; hour < 24; hour += 1) {
      const start = Temporal.ZonedDateTime.from('2026-11-25T00:15[America/New_York]').with({ hour });
      const planned = reminderTimes(start, start.add({ hours: 1 }), odd).map(({ dueAt }) => dueAt.toZonedDateTimeISO('America/New_York'));
      expect(planned.filter((moment) => isQuiet(moment, odd))).toEqual([]);
      expect(planned[0]?.toPlainDate().toString()).toBe('2026-11-24');
    }
  });
});

describe('quiet hours', () => {
  it.each([
    ['in the evening', '2026-11-24T21:00', '2026-11-25T09:00'],
    ['before dawn', '2026-11-25T03:00', '2026-11-25T09:00'],
    ['at noon, nothing waits', '2026-11-25T12:00', '2026-11-25T12:00'],
    ['at nine sharp, nothing waits', '2026-11-25T09:00', '2026-11-25T09:00'],
    ['at eight sharp they begin', '2026-11-24T20:00', '2026-11-25T09:00'],
    ['over the night the clocks change', '2026-10-31T23:00', '2026-11-01T09:00'],
  ])('end at nine on the wall clock: %s', (_, from, until) => {
    const at = Temporal.PlainDateTime.from(from).toZonedDateTime('America/New_York').toInstant();
    expect(nextAllowed(at, 'America/New_York', quiet).toZonedDateTimeISO('America/New_York').toPlainDateTime().toString({ smallestUnit: 'minute' })).toBe(until);
  });
});
