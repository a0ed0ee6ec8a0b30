/** The directory for other machines: Meeting Guide, HSDS, and calendars with the right instants. */
import ical, { ICalEventStatus } from 'ical-generator';
import { toHsds } from '../core/directory/to-hsds.ts';
import { toMeetingGuide } from '../core/directory/to-meeting-guide.ts';
import type { Kit } from './kit.ts';

type Entry = { id: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant; cancelled: boolean; summary: string; location: string; description: string };

const dateOf = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds);

/** Sessions as instants in UTC, which every calendar shows on its own clock and no change of the clocks can move. */
const calendarOf = (name: string, entries: Entry[]): string => {
  const calendar = ical({ name, prodId: { company: 'Porchlight', product: 'Sessions', language: 'EN' } });
  for (const { id, startsAt, endsAt, cancelled, ...words } of entries) {
    calendar.createEvent({ id, start: dateOf(startsAt), end: dateOf(endsAt), status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED, ...words });
  }
  return calendar.toString();
};

const forCalendar = 'calendar:';

/** The path of a person's own calendar: only we can make it, and it is empty once the person asked to be forgotten. */
export const calendarPath = ({ seal }: Pick<Kit, 'seal'>, personId: string): string =>
  `/calendar/${Buffer.from(seal.seal(`${forCalendar}${personId}`)).toString('base64url')}.ics`;

const personOf = ({ seal }: Pick<Kit, 'seal'>, token: string): string | undefined => {
  try {
    const opened = seal.open(Buffer.from(token, 'base64url'));
    return opened.startsWith(forCalendar) ? opened.slice(forCalendar.length) : undefined;
  } catch {
    return undefined;
  }
};

/** What anyone may read of the directory, and what one person may read of their own seats. */
export type Published = {
  meetingGuide(): Promise<unknown[]>;
  hsds(): Promise<unknown>;
  /** Undefined when there is no such group. */
  groupCalendar(groupId: string): Promise<string | undefined>;
  /** Titles say the programme and the place and never what a group is for: a calendar is read over shoulders. Undefined when nobody has this link. */
  personCalendar(token: string): Promise<string | undefined>;
};

export const publishDirectory = (kit: Kit): Published => {
  const { directory, bookings } = kit.database.stores;
  return {
    meetingGuide: async () => toMeetingGuide(await directory.openGroups()),
    hsds: async () => toHsds(await directory.openGroups(), { id: 'porchlight', name: kit.program().name }),
    groupCalendar: async (groupId) => {
      const group = await directory.group(groupId);
      if (!group || group.closed) return undefined;
      const sessions = await directory.sessionsOf(groupId, kit.clock.now());
      const words = { summary: group.name, location: [group.venue, group.address].filter(Boolean).join(', ') || group.link, description: group.description };
      return calendarOf(group.name, sessions.map(({ sessionId, ...times }) => ({ id: sessionId, ...times, ...words })));
    },
    personCalendar: async (token) => {
      const personId = personOf(kit, token);
      if (!personId) return undefined;
      const upcoming = await bookings.upcoming(personId, kit.clock.now());
      const { name } = kit.program();
      return calendarOf(name, upcoming.map(({ bookingId, startsAt, endsAt, cancelled, venue }) => ({ id: bookingId, startsAt, endsAt, cancelled, summary: name, location: venue, description: '' })));
    },
  };
};
