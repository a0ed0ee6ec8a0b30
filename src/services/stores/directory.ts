import type { AccessNeed, Answers, DayPart, Need, Place } from '../../core/flow-kit/index.ts';
import type { Box, Point } from '../../core/directory/distance.ts';
import type { Remark } from '../../core/directory/collect-groups.ts';
import type { GroupRecord } from '../../core/directory/group.ts';
import type { GroupAsKept } from '../../core/directory/plan-import.ts';
import type { Candidate } from '../../core/directory/rank.ts';

/** What saving did, by the groups' own ids. */
export type SavedGroups = { added: string[]; changed: string[] };

/** A group whose sessions are to be laid out. `isOpen` is false when it may have none: closed, or suspended. */
export type GroupPlan = { groupId: string; recurrence: string; startsOn: string | null; startsAt: string; timeZone: string; minutes: number; isOpen: boolean };

export type GroupSession = { sessionId: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant; cancelled: boolean };

export type PlannedSession = { groupId: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant };

/** `stranded` counts sessions that no longer fit but stay, because people have a seat in them. */
export type PlannedSessions = { added: number; removed: number; stranded: number };

export type PostalArea = { code: string; country: string; city: string; region: string; latitude: number; longitude: number };
export type Neighbourhood = { name: string; city: string; aliases: string[]; latitude: number; longitude: number };

/**
 * Which next sessions to fetch, `limit` at most. With a `box` those of groups with a door in it, nearest to its middle
 * first; without, soonest first, those of groups one joins by link and, unless "online" is asked for, with a door in the
 * programme's region. `languages` are without regions;
 * `weekdays` 1 (Monday) to 7; of `access` only what is known to be missing keeps a group out.
 */
export type CandidateQuery = {
  from: Temporal.Instant;
  until: Temporal.Instant;
  box?: Box;
  needs?: Need[];
  languages?: string[];
  times?: DayPart[];
  weekdays?: number[];
  access?: AccessNeed[];
  without: string[];
  limit: number;
};

/** One session with its group in full, and what its asker told us. */
export type SessionDetails = { candidate: Candidate; venue: string; address: string; description: string; minutes: number; asker: Answers };

/** A search that found nothing. No person, and no more than the day. */
export type UnmetNeed = { need: Need | null; area: string | null; languages: string[]; times: string[]; access: string[]; at: Temporal.Instant };

/** A group as it is kept. `source` is the feed it came from, or "by-hand". */
export type KeptGroup = GroupAsKept & { source: string; programme: string; updatedAt: Temporal.Instant; missingSince: Temporal.Instant | null };

/** Which groups a page lists. `words` are looked for in name, place and area; `state` is open, unless told otherwise. */
export type GroupQuery = { words?: string; need?: Need; state: 'open' | 'suspended' | 'missing' | 'ended'; limit: number };

/** Changes to a group by a person: `setByHand` are all fields that are theirs from now on. */
export type GroupChange = Partial<Omit<GroupRecord, 'sourceId'>> & { setByHand?: string[]; closedAt?: Temporal.Instant | null };

/** A feed as it was read and not yet brought in. */
export type StoredPlan = {
  id: string;
  source: string;
  programme: string;
  format: string;
  fileName: string;
  read: number;
  groups: GroupRecord[];
  rejected: Remark[];
  warnings: Remark[];
  createdAt: Temporal.Instant;
  createdByName: string;
  appliedAt: Temporal.Instant | null;
};

/** A session among all of them, with how many seats are taken. */
export type PlacedSession = GroupSession & { groupId: string; name: string; timeZone: string; seats: number };

/** Somebody who wants to be told when a group opens that fits these answers. */
export type AwaitedGroup = { personId: string; answers: Answers; locale: string };

/** Searches that found nothing, alike in everything: how many, and when last. */
export type CountedNeed = Omit<UnmetNeed, 'at'> & { count: number; last: Temporal.Instant };

/** Groups, their sessions, and places. */
export type DirectoryStore = {
  /** Adds new groups of a source and updates those it had; a leader and the sessions stay as they are. */
  saveGroups(source: string, programme: string, groups: GroupRecord[], now: Temporal.Instant): Promise<SavedGroups>;
  /** Every group that has not ended, in the order of their names. */
  openGroups(): Promise<KeptGroup[]>;
  group(groupId: string): Promise<KeptGroup | undefined>;
  /** All groups a feed ever brought, ended ones too. */
  groupsOf(source: string): Promise<KeptGroup[]>;
  /** The groups of a page, by name, and how many there are in all. */
  findGroups(query: GroupQuery): Promise<{ groups: KeptGroup[]; total: number }>;
  addGroup(group: GroupRecord, now: Temporal.Instant): Promise<string>;
  changeGroup(groupId: string, change: GroupChange, now: Temporal.Instant): Promise<void>;
  /** Notes which open groups of a source its feed no longer names, and that the others are there again. */
  noteMissing(source: string, named: string[], now: Temporal.Instant): Promise<void>;
  addPlan(plan: Omit<StoredPlan, 'createdByName' | 'appliedAt'> & { createdById: string }): Promise<void>;
  plan(id: string): Promise<StoredPlan | undefined>;
  /** The latest plans, newest first, without their groups. */
  plans(limit: number): Promise<Omit<StoredPlan, 'groups'>[]>;
  markPlanApplied(id: string, now: Temporal.Instant): Promise<void>;
  /** Every session between two moments, soonest first. */
  sessionsBetween(from: Temporal.Instant, until: Temporal.Instant): Promise<PlacedSession[]>;
  /** What was searched for and not found since `since`, counted. */
  unmetNeeds(since: Temporal.Instant): Promise<CountedNeed[]>;
  /** The group's sessions from `from` on, soonest first. */
  sessionsOf(groupId: string, from: Temporal.Instant): Promise<GroupSession[]>;
  /** The groups to plan for: all, or these. */
  groupPlans(groupIds?: string[]): Promise<GroupPlan[]>;
  /** Makes the sessions of these groups after `now` be the ones given; a session somebody has a seat in is never removed. */
  replaceSessions(groupIds: string[], sessions: PlannedSession[], now: Temporal.Instant): Promise<PlannedSessions>;
  /** Every language a group speaks, without regions; as it was a minute ago at most. */
  spokenLanguages(): Promise<Set<string>>;
  /** The next session of each group that may fit. Suspended and closed groups and cancelled sessions are never among them. */
  candidates(query: CandidateQuery): Promise<Candidate[]>;
  session(sessionId: string, personId: string): Promise<SessionDetails | undefined>;
  /** Keeps one wish for each person. */
  awaitGroup(wish: AwaitedGroup, now: Temporal.Instant): Promise<void>;
  /** Wishes not looked into since `before`, longest waiting first; from now on they are looked into at `now`. */
  awaitedGroups(before: Temporal.Instant, now: Temporal.Instant, limit: number): Promise<AwaitedGroup[]>;
  /** False when the person no longer waits. */
  endAwaiting(personId: string): Promise<boolean>;
  /** Removes wishes made before this. */
  dropAwaited(before: Temporal.Instant): Promise<void>;
  recordUnmetNeed(unmet: UnmetNeed): Promise<void>;
  postalArea(code: string): Promise<PostalArea | undefined>;
  /** Those of these codes that are known. */
  postalAreas(codes: string[]): Promise<PostalArea[]>;
  nearestPostalArea(point: Point): Promise<PostalArea | undefined>;
  neighbourhoods(): Promise<Neighbourhood[]>;
  /** The names of areas people may say: our neighbourhoods, and what feeds call the areas of groups near them. */
  spokenAreas(): Promise<Neighbourhood[]>;
  /** Towns by any of these names, nearest to the places we know first. */
  townsNamed(names: string[]): Promise<Place[]>;
  countPostalAreas(): Promise<number>;
  /** Adds postal areas that are not there yet; returns how many were. */
  addPostalAreas(areas: PostalArea[]): Promise<number>;
};
