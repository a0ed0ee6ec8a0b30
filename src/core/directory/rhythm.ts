/** How often a group meets, as a form asks for it, and the RFC 5545 rule it stands for. */

export const rhythms = ['weekly', 'every-other-week', 'first', 'second', 'third', 'fourth', 'last', 'once'] as const;
export type Rhythm = (typeof rhythms)[number];

/** `days` are RFC 5545 weekdays ("TU"); `startsOn` the day it counts from, which "every-other-week" and "once" cannot do without. */
export type Schedule = { rhythm: Rhythm; days: string[]; startsOn: string | null };

const position: Partial<Record<Rhythm, string>> = { first: '1', second: '2', third: '3', fourth: '4', last: '-1' };

/** The rule of a schedule, or in one sentence what it lacks. */
export const ruleOf = ({ rhythm, days, startsOn }: Schedule): { recurrence: string } | string => {
  if (rhythm === 'once') return startsOn ? { recurrence: 'FREQ=DAILY;COUNT=1' } : 'a single meeting needs its date';
  if (days.length === 0) return 'choose at least one day of the week';
  if (rhythm === 'weekly') return { recurrence: `FREQ=WEEKLY;BYDAY=${days.join(',')}` };
  if (rhythm === 'every-other-week') return startsOn ? { recurrence: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${days.join(',')}` } : 'every other week needs the date it counts from';
  return { recurrence: `FREQ=MONTHLY;BYDAY=${days.map((day) => `${position[rhythm]}${day}`).join(',')}` };
};

/** The schedule of a rule, or undefined for a rule no form can say. */
export const scheduleOf = (recurrence: string, startsOn: string | null): Schedule | undefined => {
  if (recurrence === 'FREQ=DAILY;COUNT=1') return { rhythm: 'once', days: [], startsOn };
  const weekly = /^FREQ=WEEKLY;(INTERVAL=2;)?BYDAY=([A-Z,]+)$/.exec(recurrence);
  if (weekly) return { rhythm: weekly[1] ? 'every-other-week' : 'weekly', days: (weekly[2] ?? '').split(','), startsOn };
  const tokens = /^FREQ=MONTHLY;BYDAY=([-0-9A-Z,]+)$/.exec(recurrence)?.[1]?.split(',') ?? [];
  const [first] = tokens.map((token) => token.slice(0, -2));
  const rhythm = rhythms.find((each) => position[each] === first);
  return first && rhythm && tokens.every((token) => token.slice(0, -2) === first) ? { rhythm, days: tokens.map((token) => token.slice(-2)), startsOn } : undefined;
};
