/** Our own groups as a Meeting Guide feed (https://github.com/code4recovery/spec), for other directories to read. */
import type { GroupRecord } from './group.ts';
import { codeOfLanguage } from './language-codes.ts';
import { endAfter, weekdaysOf } from './tsml-fields.ts';

/** A group and the id it keeps for as long as it exists. */
export type PublishedGroup = GroupRecord & { groupId: string };

const codeOfAudience: Record<string, string> = {
  open: 'O', closed: 'C', women: 'W', men: 'M', nonbinary: 'NB', lgbtq: 'LGBTQ', 'people-of-color': 'POC', indigenous: 'NDG', seniors: 'SEN', newcomers: 'BE', transgender: 'T', 'young-people': 'YP', teens: 'TEEN', 'children-welcome': 'CF',
};

/** What is not known has no code: the format cannot say "no". */
const typesOf = ({ languages, audience, wheelchair, signLanguage, childcare, venueKind, link }: GroupRecord): string[] => [
  ...audience.flatMap((each) => (each.startsWith('code:') ? each.slice(5) : (codeOfAudience[each] ?? []))),
  ...languages.flatMap((tag) => codeOfLanguage(tag) ?? []),
  ...(wheelchair === 'yes' ? ['X'] : []),
  ...(signLanguage === 'yes' ? ['ASL'] : []),
  ...(childcare === 'yes' ? ['BA'] : []),
  ...(venueKind === 'suspended' ? ['TC'] : []),
  ...(link && (venueKind === 'online' || venueKind === 'hybrid') ? ['ONL'] : []),
];

const attendance = { in_person: 'in_person', online: 'online', hybrid: 'hybrid', suspended: 'inactive' };
const weekly = /^FREQ=WEEKLY;BYDAY=[A-Z,]+$/;

const withoutEmpty = (record: Record<string, unknown>) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== '' && value !== undefined));

const meetingOf = (group: PublishedGroup): Record<string, unknown> => {
  const days = weekdaysOf(group.recurrence);
  const isWeb = /^https?:/i.test(group.link);
  return withoutEmpty({
    slug: group.groupId,
    name: group.name,
    day: days.length === 1 ? days[0] : days,
    time: group.startsAt,
    end_time: endAfter(group.startsAt, group.minutes),
    timezone: group.timeZone,
    location: group.venue,
    formatted_address: group.address,
    approximate: group.venueKind === 'online' || group.address === '' ? 'yes' : 'no',
    postal_code: group.postalCode,
    region: group.area,
    latitude: group.latitude,
    longitude: group.longitude,
    notes: group.description,
    types: typesOf(group),
    attendance_option: attendance[group.venueKind],
    conference_url: isWeb ? group.link : '',
    conference_phone: isWeb ? '' : group.link,
  });
};

/** The groups that meet every week; the format knows no other rhythm and asks not to be bent. */
export const toMeetingGuide = (groups: PublishedGroup[]): Record<string, unknown>[] =>
  groups.filter(({ recurrence, startsOn }) => weekly.test(recurrence) && startsOn === null).map(meetingOf);
