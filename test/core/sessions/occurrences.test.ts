/** When a group meets: on its own wall clock, through every change of the clocks, wherever the server stands. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { occurrences } from '../../../src/core/sessions/occurrences.ts';

const instant = (text: string) => Temporal.Instant.from(text);

type Case = { because: string; rule: string; startsAt: string; zone: string; on?: string | null; from: string; until: string; starts: string[] };

const startsOf = ({ rule: recurrence, startsAt, zone: timeZone, on: startsOn = null, from, until }: Case) =>
  occurrences({ recurrence, startsOn, startsAt, timeZone, minutes: 60 }, instant(from), instant(until)).map(({ start }) => start.toZonedDateTimeISO(timeZone).toString({ smallestUnit: 'minute', timeZoneName: 'never' }));

const newYork = 'America/New_York';
const times = (recurrence: string, startsAt: string, minutes = 60) => ({ recurrence, startsOn: null, startsAt, timeZone: newYork, minutes });

const cases: Case[] = [
  {
    because: 'a weekly evening stays at seven when the clocks go back on 2026-11-01',
    rule: 'FREQ=WEEKLY;BYDAY=TU', startsAt: '19:00', zone: newYork, from: '2026-10-26T00:00:00Z', until: '2026-11-12T00:00:00Z',
    starts: ['2026-10-27T19:00-04:00', '2026-11-03T19:00-05:00', '2026-11-10T19:00-05:00'],
  },
  {
    because: 'of an hour that comes twice on 2026-11-01 it is the first',
    rule: 'FREQ=WEEKLY;BYDAY=SU', startsAt: '01:30', zone: newYork, from: '2026-10-31T12:00:00Z', until: '2026-11-02T12:00:00Z',
    starts: ['2026-11-01T01:30-04:00'],
  },
  {
    because: 'an hour that the clocks jump over on 2027-03-14 is moved and the meeting is not lost',
    rule: 'FREQ=WEEKLY;BYDAY=SU', startsAt: '02:30', zone: newYork, from: '2027-03-06T12:00:00Z', until: '2027-03-22T00:00:00Z',
    starts: ['2027-03-07T02:30-05:00', '2027-03-14T03:30-04:00', '2027-03-21T02:30-04:00'],
  },
  {
    because: 'the first Sunday of each month is one day a month',
    rule: 'FREQ=MONTHLY;BYDAY=1SU', startsAt: '17:00', zone: newYork, from: '2026-10-15T00:00:00Z', until: '2027-01-10T00:00:00Z',
    starts: ['2026-11-01T17:00-05:00', '2026-12-06T17:00-05:00', '2027-01-03T17:00-05:00'],
  },
  {
    because: 'every second week keeps its rhythm whenever it is asked',
    rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', startsAt: '10:00', zone: newYork, from: '2026-11-12T00:00:00Z', until: '2026-12-10T00:00:00Z',
    starts: ['2026-11-16T10:00-05:00', '2026-11-30T10:00-05:00'],
  },
  {
    because: 'every second week counts from the day it began',
    rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO', on: '2026-11-09', startsAt: '10:00', zone: newYork, from: '2026-11-12T00:00:00Z', until: '2026-12-10T00:00:00Z',
    starts: ['2026-11-23T10:00-05:00', '2026-12-07T10:00-05:00'],
  },
  {
    because: 'what begins later does not meet before, and what ends does not meet after its last day',
    rule: 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20261130T235959Z', on: '2026-11-20', startsAt: '19:00', zone: newYork, from: '2026-11-10T00:00:00Z', until: '2026-12-20T00:00:00Z',
    starts: ['2026-11-23T19:00-05:00', '2026-11-30T19:00-05:00'],
  },
  {
    because: 'the second Thursday and the last Friday of the month are two days of it',
    rule: 'FREQ=MONTHLY;BYDAY=2TH,-1FR', startsAt: '19:00', zone: newYork, from: '2026-11-01T12:00:00Z', until: '2026-12-12T00:00:00Z',
    starts: ['2026-11-12T19:00-05:00', '2026-11-27T19:00-05:00', '2026-12-10T19:00-05:00'],
  },
  {
    because: 'once is once',
    rule: 'FREQ=DAILY;COUNT=1', on: '2026-12-05', startsAt: '14:00', zone: newYork, from: '2026-11-01T00:00:00Z', until: '2027-02-01T00:00:00Z',
    starts: ['2026-12-05T14:00-05:00'],
  },
  {
    because: 'Arizona knows no summer time',
    rule: 'FREQ=WEEKLY;BYDAY=SA', startsAt: '09:00', zone: 'America/Phoenix', from: '2027-03-08T00:00:00Z', until: '2027-03-22T00:00:00Z',
    starts: ['2027-03-13T09:00-07:00', '2027-03-20T09:00-07:00'],
  },
  {
    because: 'Puerto Rico does not change its clocks in November',
    rule: 'FREQ=WEEKLY;BYDAY=WE', startsAt: '19:00', zone: 'America/Puerto_Rico', from: '2026-10-26T00:00:00Z', until: '2026-11-06T00:00:00Z',
    starts: ['2026-10-28T19:00-04:00', '2026-11-04T19:00-04:00'],
  },
  {
    because: 'late on a Tuesday in Honolulu is Wednesday elsewhere, and still Tuesday there',
    rule: 'FREQ=WEEKLY;BYDAY=TU', startsAt: '22:00', zone: 'Pacific/Honolulu', from: '2026-11-24T00:00:00Z', until: '2026-11-26T00:00:00Z',
    starts: ['2026-11-24T22:00-10:00'],
  },
  {
    because: 'what starts on the very moment is in, what starts at the end is not',
    rule: 'FREQ=DAILY', startsAt: '12:00', zone: 'UTC', from: '2026-11-24T12:00:00Z', until: '2026-11-26T12:00:00Z',
    starts: ['2026-11-24T12:00+00:00', '2026-11-25T12:00+00:00'],
  },
];

describe('a group meets', () => {
  it.each(cases)('$because', (each) => expect(startsOf(each)).toEqual(each.starts));

  it('past midnight, and ends the next day', () => {
    const [only] = occurrences(times('FREQ=WEEKLY;BYDAY=SA', '23:00', 90), instant('2026-11-28T00:00:00Z'), instant('2026-11-30T00:00:00Z'));
    expect(only?.end.toZonedDateTimeISO(newYork).toPlainDateTime().toString()).toBe('2026-11-29T00:30:00');
  });

  it('for as long as it lasts by the clock of the world, also in the night the clocks change', () => {
    const [only] = occurrences(times('FREQ=WEEKLY;BYDAY=SU', '01:30'), instant('2026-11-01T00:00:00Z'), instant('2026-11-01T12:00:00Z'));
    expect(only?.end.since(only.start).total('minutes')).toBe(60);
  });

  it('by a rule that is one, or the reader is told', () => {
    const read = () => occurrences(times('every other tuesday', '19:00'), instant('2026-11-01T00:00:00Z'), instant('2026-12-01T00:00:00Z'));
    expect(read).toThrow(expect.objectContaining({ code: 'bad-recurrence' }));
  });
});

const script = `
  const { occurrences } = await import(process.argv[1]);
  const at = (text) => Temporal.Instant.from(text);
  const found = [['TU', '19:00'], ['SU', '02:30'], ['SU', '00:15']].flatMap(([day, time]) =>
    occurrences({ recurrence: 'FREQ=WEEKLY;BYDAY=' + day, startsOn: null, startsAt: time, timeZone: 'America/New_York', minutes: 60 }, at('2027-03-10T00:00:00Z'), at('2027-03-24T00:00:00Z')));
  process.stdout.write(found.map(({ start }) => start.toString()).join(' '));`;
const moduleUrl = new URL('../../../src/core/sessions/occurrences.ts', import.meta.url);

describe('the server may stand anywhere', () => {
  const expected = '2027-03-10T00:00:00Z 2027-03-16T23:00:00Z 2027-03-23T23:00:00Z 2027-03-14T07:30:00Z 2027-03-21T06:30:00Z 2027-03-14T05:15:00Z 2027-03-21T04:15:00Z';

  it.each(['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'America/St_Johns'])('in %s it finds the same moments', (TZ) => {
    const found = execFileSync(process.execPath, ['--input-type=module', '-e', script, fileURLToPath(moduleUrl)], { env: { ...process.env, TZ }, encoding: 'utf8' });
    expect(found).toBe(expected);
  });
});
