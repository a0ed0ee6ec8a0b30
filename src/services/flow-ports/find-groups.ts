import type { GroupChoice, GroupSearch, Widened } from '../../core/flow-kit/index.ts';
import { boxAround } from '../../core/directory/distance.ts';
import { farKilometres, nearKilometres, needsMeeting, rankGroups, roughly, suffices, wallTime, wantsOnline, type Ranked } from '../../core/directory/rank.ts';
import type { DirectoryStore } from '../stores/directory.ts';
import type { FlowPort } from './flow-port.ts';

const minutesToGetThere = 30;
const daysAhead = 14;

const choiceOf = ({ candidate, kilometres, online, unknownAccess }: Ranked): GroupChoice => ({
  sessionId: candidate.sessionId,
  groupId: candidate.groupId,
  name: candidate.name,
  start: wallTime(candidate),
  kilometres: roughly(kilometres),
  languages: candidate.languages,
  online,
  unknownAccess,
});

/** Where the unmet need is counted: a postal code, which holds tens of thousands of people. */
const areaOf = async (directory: DirectoryStore, { place }: GroupSearch) => {
  if (!place) return null;
  return place.postalCode ?? (await directory.nearestPostalArea(place))?.code ?? null;
};

const recordUnmet = async (directory: DirectoryStore, search: GroupSearch, now: Temporal.Instant, zone: string) => {
  const { need = null, languages, access } = search;
  const times = [...search.times, ...(search.days ?? [])];
  const at = now.toZonedDateTimeISO(zone).startOfDay().toInstant();
  await directory.recordUnmetNeed({ need, area: await areaOf(directory, search), languages, times, access, at });
};

/**
 * The three best sessions of the next two weeks that can still be reached. Groups near and of the right need are
 * fetched first; only when they are too few, everything within 25 km and online.
 */
export const searchGroups = async (search: GroupSearch, directory: DirectoryStore, now: Temporal.Instant): Promise<{ groups: Ranked[]; widened: Widened }> => {
  const wishes = { ...search, now };
  const window = { from: now.add({ minutes: minutesToGetThere }), until: now.add({ hours: daysAhead * 24 }), without: search.without };
  const within = (kilometres: number) => search.place && boxAround(search.place, kilometres);
  const near = await directory.candidates({
    ...window,
    box: within(nearKilometres),
    needs: search.need && needsMeeting(search.need),
    withLinks: wantsOnline(search),
  });
  const first = rankGroups(near, wishes);
  return suffices(first) ? first : rankGroups(await directory.candidates({ ...window, box: within(farKilometres), withLinks: true }), wishes);
};

/** Searches for a person. A first search that finds nothing is kept as an unmet need: what, where and in which language, never who. */
export const findGroups: FlowPort<'findGroups'> = async (search, { stores: { directory }, now, program }) => {
  const { groups, widened } = await searchGroups(search, directory, now);
  if (groups.length === 0 && search.without.length === 0) await recordUnmet(directory, search, now, program.timeZone);
  return { groups: groups.map(choiceOf), widened };
};
