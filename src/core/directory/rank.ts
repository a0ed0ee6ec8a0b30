/**
 * Which groups to offer, and in which order. Everything a person asked for is first taken at its word; when fewer than
 * three groups are left, one wish at a time is given up, and which one is said.
 */
import type { AccessNeed, DayPart, DayWord, GroupSearch, Known, Need, Widened } from '../flow-kit/index.ts';
import { kilometresBetween } from './distance.ts';
import type { VenueKind } from './group.ts';

/** The next session of a group, with all that decides whether it fits. Its wall clock is the one in `timeZone`. */
export type Candidate = {
  sessionId: string;
  groupId: string;
  name: string;
  need: Need;
  startsAt: Temporal.Instant;
  timeZone: string;
  languages: string[];
  audience: string[];
  wheelchair: Known;
  signLanguage: Known;
  childcare: Known;
  venueKind: VenueKind;
  link: string;
  latitude: number | null;
  longitude: number | null;
};

/** What is looked for, at a moment. */
export type Wishes = Pick<GroupSearch, 'need' | 'place' | 'times' | 'days' | 'access' | 'languages'> & { now: Temporal.Instant };

/** A candidate as one person meets it. `fits` tells wish by wish what they asked for and get; what they need and nobody knows is `unknownAccess`. */
export type Ranked = {
  candidate: Candidate;
  kilometres: number | null;
  online: boolean;
  unknownAccess: AccessNeed[];
  fits: { time: boolean; language: boolean; need: boolean; near: boolean; far: boolean };
  cost: number;
};

/** How far people go on foot or by bus, and how far when there is little: kilometres. */
export const nearKilometres = 8;
export const farKilometres = 25;
/** How many groups one answer offers. */
export const offered = 3;

const eveningBegins = 17;
const nightEnds = 5;

/** The parts of the week a session falls in, by its own wall clock: a Saturday evening is evening and weekend. */
export const dayPartsOf = ({ hour, dayOfWeek }: { hour: number; dayOfWeek: number }): DayPart[] => {
  const part = hour >= eveningBegins || hour < nightEnds ? 'evening' : 'daytime';
  return dayOfWeek >= 6 ? [part, 'weekend'] : [part];
};

/** The groups a need can be met by: "something else" is also met by company. */
export const needsMeeting = (need: Need): Need[] => (need === 'other' ? ['other', 'company'] : [need]);

/** A language without its region: "pt" of "pt-BR". */
export const base = (tag: string): string | undefined => tag.toLowerCase().split('-')[0];

const speaksOneOf = (languages: string[], wanted: string[]) => wanted.length === 0 || languages.some((tag) => wanted.some((want) => base(want) === base(tag)));

const factFor = ({ wheelchair, signLanguage, childcare }: Candidate, need: AccessNeed, online: boolean): Known => {
  if (need === 'online') return online ? 'yes' : 'no';
  if (need === 'step-free') return online ? 'yes' : wheelchair;
  return need === 'sign-language' ? signLanguage : childcare;
};

/** Whether a person would take part by link: only when they asked for that, or when there is no door to go to. */
const byLink = ({ venueKind }: Candidate, { access }: Wishes) => venueKind === 'online' || (venueKind === 'hybrid' && access.includes('online'));

/** Never offered, whatever else is given up: nowhere to go, known not to have what is needed, or online unasked. */
const isPossible = (candidate: Candidate, wishes: Wishes, allowOnline: boolean) => {
  const online = byLink(candidate, wishes);
  if (candidate.venueKind === 'suspended' || (online && !candidate.link)) return false;
  if (online && !allowOnline) return false;
  return wishes.access.every((need) => factFor(candidate, need, online) !== 'no');
};

const distanceOf = (candidate: Candidate, { place }: Wishes, online: boolean): number | null => {
  const { latitude, longitude } = candidate;
  if (online || !place || latitude === null || longitude === null) return null;
  return kilometresBetween(place, { latitude, longitude });
};

const dayInMilliseconds = 86_400_000;

/** Groups kept for some people; we do not ask who is asking, so they come a little later for everyone. */
const forSome = new Set(['women', 'men', 'teens', 'young-people', 'seniors', 'lgbtq', 'transgender', 'nonbinary', 'people-of-color', 'indigenous']);

/** What waiting alone costs, for a session at `start`. */
export const costOfWaiting = (start: Temporal.Instant, now: Temporal.Instant): number => (Math.max(0, start.epochMilliseconds - now.epochMilliseconds) / dayInMilliseconds) * 0.5;

/**
 * What it takes to go there, in kilometres or what is as bad: a day of waiting half, a fact about access that nobody
 * knows two, a group for some people only one and a half, a group whose first language is not one asked for one.
 * Lower is better; nearer, sooner and better known never cost more.
 */
export const costOf = (candidate: Candidate, wishes: Wishes, kilometres: number | null, unknownAccess: AccessNeed[]): number => {
  return (
    (kilometres ?? 0) +
    costOfWaiting(candidate.startsAt, wishes.now) +
    unknownAccess.length * 2 +
    (candidate.audience.some((audience) => forSome.has(audience)) ? 1.5 : 0) +
    (speaksOneOf(candidate.languages.slice(0, 1), wishes.languages) ? 0 : 1)
  );
};

const wallClock = ({ startsAt, timeZone }: Candidate) => startsAt.toZonedDateTimeISO(timeZone);

/** When it starts, as flows and messages take it: `2026-11-24T19:00:00-05:00[America/New_York]`. */
export const wallTime = (candidate: Candidate): string => wallClock(candidate).toString({ smallestUnit: 'second' });

/** A distance as it is told: to a tenth of a kilometre. */
export const roughly = (kilometres: number | null): number | null => (kilometres === null ? null : Math.round(kilometres * 10) / 10);

export const weekdays: DayWord[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const daysFromToday: Partial<Record<DayWord, number>> = { today: 0, tomorrow: 1, overmorrow: 2 };

/** Whether a start is on one of the days named; "tomorrow" is the day after today where the group is. */
const isOnOneOf = (days: DayWord[], start: Temporal.ZonedDateTime, now: Temporal.Instant) => {
  const today = now.toZonedDateTimeISO(start.timeZoneId).toPlainDate();
  return days.some((day) => {
    const ahead = daysFromToday[day];
    return ahead === undefined ? weekdays[start.dayOfWeek - 1] === day : start.toPlainDate().equals(today.add({ days: ahead }));
  });
};

const fitsTime = (candidate: Candidate, { times, days = [], now }: Wishes) => {
  const start = wallClock(candidate);
  return (times.length === 0 || dayPartsOf(start).some((part) => times.includes(part))) && (days.length === 0 || isOnOneOf(days, start, now));
};
const fitsNeed = ({ need: met }: Candidate, { need }: Wishes) => need === undefined || needsMeeting(need).includes(met);

/** A candidate as this person meets it: how far, by door or by link, and which wishes it meets. */
export const rankOne = (candidate: Candidate, wishes: Wishes): Ranked => {
  const online = byLink(candidate, wishes);
  const kilometres = distanceOf(candidate, wishes, online);
  const unknownAccess = wishes.access.filter((need) => factFor(candidate, need, online) === 'unknown');
  const within = (most: number) => online || !wishes.place || (kilometres !== null && kilometres <= most);
  const fits = {
    time: fitsTime(candidate, wishes),
    language: speaksOneOf(candidate.languages, wishes.languages),
    need: fitsNeed(candidate, wishes),
    near: within(nearKilometres),
    far: within(farKilometres),
  };
  return { candidate, kilometres, online, unknownAccess, fits, cost: costOf(candidate, wishes, kilometres, unknownAccess) };
};

/** The wishes that may be given up, in this order. */
export const stages: Widened[] = [null, 'time', 'distance', 'language', 'need'];

const fitsWithout = ({ fits }: Ranked, givenUp: Widened) =>
  (fits.time || givenUp === 'time') &&
  (fits.language || givenUp === 'language') &&
  (fits.need || givenUp === 'need') &&
  (givenUp === 'distance' ? fits.far : fits.near);

/** Whatever fits in every way comes first; then what takes least. Ties go to the sooner, so that the same search gives the same answer. */
const better = (some: Ranked, others: Ranked) =>
  Number(fitsWithout(others, null)) - Number(fitsWithout(some, null)) ||
  some.cost - others.cost ||
  some.candidate.startsAt.epochMilliseconds - others.candidate.startsAt.epochMilliseconds ||
  (some.candidate.groupId < others.candidate.groupId ? -1 : 1);

const choose = (ranked: Ranked[]): { groups: Ranked[]; widened: Widened } => {
  const tries = stages.map((widened) => ({ widened, groups: ranked.filter((each) => fitsWithout(each, widened)) }));
  const most = Math.max(...tries.map(({ groups }) => groups.length));
  const { groups, widened } = tries.find((each) => each.groups.length >= Math.min(offered, most)) ?? { groups: [], widened: null };
  return { groups: groups.sort(better).slice(0, offered), widened: groups.length > 0 ? widened : null };
};

/** Whether the wishes leave no doubt that a better group lies outside what was looked at: the third costs no more than anything left out could. */
export const suffices = (groups: Ranked[], leastCostLeftOut: number): boolean => groups.length >= offered && (groups.at(-1)?.cost ?? Infinity) <= leastCostLeftOut;

/** Whether groups online are offered beside those with a door: asked for, or when nobody knows which door is near. */
export const wantsOnline = ({ access, place }: Pick<Wishes, 'access' | 'place'>): boolean => access.includes('online') || !place;

/**
 * The three best of the candidates. `widened` names the one wish that was given up to find them; when nothing is left
 * in any way, groups online are the last resort, as groups farther away. Pure, and the order of candidates is no matter.
 */
export const rankGroups = (candidates: Candidate[], wishes: Wishes): { groups: Ranked[]; widened: Widened } => {
  const possible = (allowOnline: boolean) => candidates.filter((candidate) => isPossible(candidate, wishes, allowOnline)).map((candidate) => rankOne(candidate, wishes));
  const found = choose(possible(wantsOnline(wishes)));
  if (found.groups.length > 0) return found;
  const { groups } = choose(possible(true).filter(({ fits }) => fits.need));
  return { groups, widened: groups.length > 0 ? 'distance' : null };
};
