/** Our own groups as services of the Human Services Data Specification 3.0 (https://docs.openreferral.org), a page of them. */
import { endAfter } from './tsml-fields.ts';
import type { PublishedGroup } from './to-meeting-guide.ts';

const partsOf = (recurrence: string): Record<string, string> => Object.fromEntries(recurrence.split(';').map((part) => part.split('=') as [string, string]));

const dateOf = (until: string | undefined) => until && `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;

/** The specification writes a zone as an offset, which is wrong half of the year: it is left out and the place tells. */
const scheduleOf = ({ groupId, recurrence, startsOn, startsAt, minutes }: PublishedGroup) => {
  const { FREQ, BYDAY, BYMONTHDAY, INTERVAL, COUNT, UNTIL } = partsOf(recurrence);
  const once = FREQ === 'DAILY' && COUNT === '1';
  const rule = once ? { until: startsOn } : { freq: FREQ, byday: BYDAY, bymonthday: BYMONTHDAY, interval: INTERVAL && Number(INTERVAL), count: COUNT && Number(COUNT), until: dateOf(UNTIL) };
  return withoutUndefined({ id: `${groupId}-times`, dtstart: startsOn ?? undefined, ...rule, opens_at: startsAt, closes_at: endAfter(startsAt, minutes) });
};

const withoutUndefined = (record: Record<string, unknown>) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== '' && value !== null));

const accessOf = ({ groupId, wheelchair }: PublishedGroup) =>
  wheelchair === 'unknown' ? [] : [{ id: `${groupId}-steps`, description: wheelchair === 'yes' ? 'Step-free: wheelchair accessible' : 'Not wheelchair accessible' }];

const languagesOf = ({ groupId, languages, signLanguage }: PublishedGroup) =>
  [...languages, ...(signLanguage === 'yes' ? ['ase'] : [])].map((code) => ({ id: `${groupId}-${code}`, code, name: new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code }));

/** "612 Leland Ave, Bronx, NY 10473" in its parts; a line of fewer parts is a street in its area. */
const linesOf = (address: string, postalCode: string, area: string) => {
  const parts = address.split(',').map((part) => part.trim());
  if (parts.length < 3) return { address_1: address, city: area };
  return { address_1: parts.slice(0, -2).join(', '), city: parts.at(-2), state_province: parts.at(-1)?.replace(postalCode, '').trim() };
};

const locationOf = (group: PublishedGroup) => {
  const { groupId, venue, venueKind, latitude, longitude, address, area, postalCode, link } = group;
  const virtual = venueKind === 'online';
  const url = virtual && /^https?:/i.test(link) ? link : undefined;
  const door = virtual || address === '' ? [] : [withoutUndefined({ id: `${groupId}-address`, ...linesOf(address, postalCode ?? '', area ?? ''), postal_code: postalCode, address_type: 'physical' })];
  return withoutUndefined({ id: `${groupId}-place`, location_type: virtual ? 'virtual' : 'physical', name: venue, latitude: latitude ?? undefined, longitude: longitude ?? undefined, url, addresses: door, accessibility: accessOf(group) });
};

const serviceOf = (group: PublishedGroup, organization: { id: string; name: string }) =>
  withoutUndefined({
    id: group.groupId,
    name: group.name,
    description: group.description,
    status: group.venueKind === 'suspended' ? 'temporarily closed' : 'active',
    organization: { ...organization, description: organization.name },
    languages: languagesOf(group),
    schedules: [scheduleOf(group)],
    service_at_locations: [{ id: `${group.groupId}-at`, location: locationOf(group) }],
  });

/** One page with every group: a service at its place with its times. */
export const toHsds = (groups: PublishedGroup[], organization: { id: string; name: string }): Record<string, unknown> => ({
  total_items: groups.length,
  total_pages: 1,
  page_number: 1,
  size: groups.length,
  first_page: true,
  last_page: true,
  empty: groups.length === 0,
  contents: groups.map((group) => serviceOf(group, organization)),
});
