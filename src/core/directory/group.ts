import type { Known, Need } from '../flow-kit/index.ts';

/** Where a group meets. `suspended`: the building is closed and there is no link, so nobody is ever sent there. */
export type VenueKind = 'in_person' | 'online' | 'hybrid' | 'suspended';

/** Who said which zone the wall times are in. */
export type TimeZoneSource = 'feed' | 'location' | 'given' | 'programme';

/**
 * One group with one recurring time, as a directory tells it. `recurrence` is an RFC 5545 rule in wall time
 * ("FREQ=WEEKLY;BYDAY=TU"), `startsOn` the day it counts from ("2026-11-24"; null when every day will do), `startsAt`
 * "HH:MM", `languages` BCP 47 tags. `audience` holds our own words ("women",
 * "open") and, as "code:XYZ", every type code nobody could explain. Personal contacts are never part of it.
 */
export type GroupRecord = {
  sourceId: string;
  need: Need;
  name: string;
  description: string;
  languages: string[];
  audience: string[];
  wheelchair: Known;
  signLanguage: Known;
  childcare: Known;
  venueKind: VenueKind;
  venue: string;
  address: string;
  postalCode: string | null;
  area: string | null;
  latitude: number | null;
  longitude: number | null;
  link: string;
  timeZone: string;
  timeZoneSource: TimeZoneSource;
  recurrence: string;
  startsOn: string | null;
  startsAt: string;
  minutes: number;
};
