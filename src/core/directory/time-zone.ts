import zoneAt from '@photostructure/tz-lookup';
import type { TimeZoneSource } from './group.ts';

/** The zone's own spelling, or undefined when there is no such zone. Offsets such as "+05:00" are not zones: they know no summer. */
export const knownZone = (zone: unknown): string | undefined => {
  if (typeof zone !== 'string' || !/^[A-Za-z]/.test(zone.trim())) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone.trim() }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
};

type ZoneFacts = { feed: unknown; latitude: number | null; longitude: number | null; given?: string; programme?: string };

/** The zone of a group's wall times: what the feed says, else where the group is, else what we were told. */
export const zoneOf = ({ feed, latitude, longitude, given, programme }: ZoneFacts): { timeZone: string; source: TimeZoneSource } | undefined => {
  const said = knownZone(feed);
  if (said) return { timeZone: said, source: 'feed' };
  const there = latitude !== null && longitude !== null ? knownZone(zoneAt(latitude, longitude)) : undefined;
  if (there) return { timeZone: there, source: 'location' };
  if (given) return { timeZone: given, source: 'given' };
  return programme ? { timeZone: programme, source: 'programme' } : undefined;
};

const spoken: [RegExp, string][] = [
  [/\d\s?(?:[ap]\.?m\.?)?\s?\(?(?:eastern|E[SD]?T)\b/i, 'America/New_York'],
  [/\d\s?(?:[ap]\.?m\.?)?\s?\(?(?:central|C[SD]?T)\b/i, 'America/Chicago'],
  [/\d\s?(?:[ap]\.?m\.?)?\s?\(?(?:mountain|M[SD]?T)\b/i, 'America/Denver'],
  [/\d\s?(?:[ap]\.?m\.?)?\s?\(?(?:pacific|P[SD]?T)\b/i, 'America/Los_Angeles'],
];

const offsetIn = (zone: string, day = '01-15') => Temporal.ZonedDateTime.from(`2026-${day}T12:00[${zone}]`).offsetNanoseconds;

/** The UTC offsets a zone has in winter and in summer, in hours. */
export const offsetsOf = (zone: string): number[] => [offsetIn(zone), offsetIn(zone, '07-15')].map((nanoseconds) => nanoseconds / 3.6e12);

/** Whether a name such as "2pm Eastern" speaks of another clock than the zone's. */
export const namesOtherZone = (name: string, zone: string): boolean => {
  const other = spoken.find(([words]) => words.test(name))?.[1];
  return other !== undefined && offsetIn(other) !== offsetIn(zone);
};
