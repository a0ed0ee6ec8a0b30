import type { GroupChoice, GroupSearch, Place, Widened } from '../../core/flow-kit/index.ts';
import { boxAround, kilometresBetween } from '../../core/directory/distance.ts';
import { base, costOfWaiting, farKilometres, nearKilometres, needsMeeting, rankGroups, roughly, stages, suffices, wallTime, weekdays, type Candidate, type Ranked } from '../../core/directory/rank.ts';
import type { CandidateQuery, DirectoryStore } from '../stores/directory.ts';
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

/** Kilometres around a person that are looked at first, and how far when that is not enough. */
const radii = [4, nearKilometres];
/** Where any need will do there are eight times as many groups. */
const radiiForAny = [1.5, ...radii];
/** How many sessions are fetched at once: more are hardly ever needed, and seldom are there so many. */
const [nearAtOnce, soonAtOnce] = [400, 60];

type Query = Omit<CandidateQuery, 'limit' | 'box'>;

/** The wishes a query can ask the database for, but for the one given up. Days such as "tomorrow" are left to the ranking. */
const queryOf = (search: GroupSearch, givenUp: Widened, now: Temporal.Instant): Query => {
  const days = givenUp === 'time' ? [] : (search.days ?? []);
  const numbers = days.map((day) => weekdays.indexOf(day) + 1);
  return {
    from: now.add({ minutes: minutesToGetThere }),
    until: now.add({ hours: daysAhead * 24 }),
    without: search.without,
    needs: givenUp === 'need' || !search.need ? undefined : needsMeeting(search.need),
    languages: givenUp === 'language' || search.languages.length === 0 ? undefined : search.languages.map((tag) => base(tag) ?? tag),
    times: givenUp === 'time' ? [] : search.times,
    weekdays: numbers.includes(0) ? [] : numbers,
    access: search.access,
  };
};

/** Where to look, nearest first; undefined for everywhere, which is all there is for a link or a person without a place. */
const placesToLook = (search: GroupSearch, givenUp: Widened): (number | undefined)[] => {
  const { place, access } = search;
  if (!place || access.includes('online')) return [undefined, undefined];
  if (givenUp === 'distance') return [farKilometres];
  return givenUp === 'need' || !search.need ? radiiForAny : radii;
};

const kilometresTo = (place: Place, { latitude, longitude }: Candidate) => (latitude === null || longitude === null ? 0 : kilometresBetween(place, { latitude, longitude }));

/** The least that anything outside what was fetched can cost: it is farther than the radius, or than the last of a full page; or it is later. */
const leastLeftOut = (fetched: Candidate[], { place }: GroupSearch, radius: number | undefined, limit: number, now: Temporal.Instant) => {
  const last = fetched.length < limit ? undefined : fetched.at(-1);
  if (!place || radius === undefined) return last ? costOfWaiting(last.startsAt, now) : Infinity;
  return Math.min(radius, last ? kilometresTo(place, last) : Infinity);
};

/** Whether any group at all speaks one of these languages; when none does there is no use in looking for it. */
const someoneSpeaks = async (wanted: string[], directory: DirectoryStore) => {
  if (wanted.length === 0) return true;
  const spoken = await directory.spokenLanguages();
  return wanted.some((tag) => spoken.has(base(tag) ?? tag));
};

/**
 * The three best sessions of the next two weeks that can still be reached, as good as if every group had been looked at:
 * one wish is given up after the other, each time nearest first, and it ends as soon as nothing left out could be better.
 */
export const searchGroups = async (search: GroupSearch, directory: DirectoryStore, now: Temporal.Instant): Promise<{ groups: Ranked[]; widened: Widened }> => {
  const wishes = { ...search, now };
  const pool = new Map<string, Candidate>();
  const fetch = async (query: Query, radius: number | undefined, limit: number) => {
    const box = search.place && radius !== undefined ? boxAround(search.place, radius) : undefined;
    const fetched = await directory.candidates({ ...query, box, limit });
    for (const candidate of fetched) pool.set(candidate.sessionId, candidate);
    return fetched;
  };
  const isSpoken = await someoneSpeaks(search.languages, directory);
  for (const givenUp of stages.filter((stage) => isSpoken || stage === 'language')) {
    for (const [turn, radius] of placesToLook(search, givenUp).entries()) {
      const limit = radius === undefined && turn === 0 ? soonAtOnce : nearAtOnce;
      const fetched = await fetch(queryOf(search, givenUp, now), radius, limit);
      const ranked = rankGroups([...pool.values()], wishes);
      const isAll = fetched.length < limit && (radius === undefined || radius === radii.at(-1) || radius === farKilometres);
      if (ranked.widened === givenUp && suffices(ranked.groups, isAll ? Infinity : leastLeftOut(fetched, search, radius, limit, now))) return ranked;
      if (radius === undefined && isAll) break;
    }
  }
  const found = rankGroups([...pool.values()], wishes);
  if (found.groups.length > 0) return found;
  await fetch({ ...queryOf(search, 'language', now), times: [], weekdays: [] }, undefined, nearAtOnce);
  return rankGroups([...pool.values()], wishes);
};

/** Searches for a person. A first search that finds nothing is kept as an unmet need: what, where and in which language, never who. */
export const findGroups: FlowPort<'findGroups'> = async (search, { stores: { directory }, now, program }) => {
  const { groups, widened } = await searchGroups(search, directory, now);
  if (groups.length === 0 && search.without.length === 0) await recordUnmet(directory, search, now, program.timeZone);
  return { groups: groups.map(choiceOf), widened };
};
