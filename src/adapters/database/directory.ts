import type { Answers, Known, Need, Place } from '../../core/flow-kit/index.ts';
import type { GroupRecord, VenueKind } from '../../core/directory/group.ts';
import type { Candidate } from '../../core/directory/rank.ts';
import type { CandidateQuery, CountedNeed, DirectoryStore, GroupChange, GroupPlan, GroupQuery, KeptGroup, Neighbourhood, PostalArea, SavedGroups, StoredPlan } from '../../services/stores/directory.ts';
import type { Db, Sql } from './client.ts';
import { addPostalAreas, areasOfGroups, groupPlans, insertSessions, linkRows, nearRows, nearestPostalArea, noteMissing, postalAreas, removeSessions, saveGroups, sessionRow, sessionsBetween, soonRows, spokenLanguages, strandedSessions, townsNamed, unmetNeeds } from './directory-sql.ts';
import { toDate, toInstant } from './rows.ts';

type CandidateRow = {
  session_id: string;
  group_id: string;
  name: string;
  need: Need;
  starts_at: Date;
  time_zone: string;
  languages: string[];
  audience: string[];
  wheelchair: Known;
  sign_language: Known;
  childcare: Known;
  venue_kind: VenueKind;
  link: string;
  latitude: number | null;
  longitude: number | null;
};
type SessionRow = CandidateRow & { venue: string; address: string; description: string; minutes: number; asker: Answers | null };

const candidateOf = (row: CandidateRow): Candidate => ({
  sessionId: row.session_id,
  groupId: row.group_id,
  name: row.name,
  need: row.need,
  startsAt: toInstant(row.starts_at),
  timeZone: row.time_zone,
  languages: row.languages,
  audience: row.audience,
  wheelchair: row.wheelchair,
  signLanguage: row.sign_language,
  childcare: row.childcare,
  venueKind: row.venue_kind,
  link: row.link,
  latitude: row.latitude,
  longitude: row.longitude,
});

type GroupRow = Omit<KeptGroup, 'groupId' | 'startsOn' | 'updatedAt' | 'missingSince' | 'closed'> & { id: string; startsOn: Date | null; updatedAt: Date; missingSince: Date | null; closedAt: Date | null };

/** What Prisma read; need, access, venue kind and zone source are checked where they are written. */
const keptGroup = ({ id, startsOn, updatedAt, missingSince, closedAt, ...group }: GroupRow): KeptGroup => ({
  ...group,
  groupId: id,
  startsOn: startsOn && startsOn.toISOString().slice(0, 10),
  updatedAt: toInstant(updatedAt),
  missingSince: missingSince && toInstant(missingSince),
  closed: closedAt !== null,
});

const rowsAtOnce = 2_000;

/** Cuts a list so that no statement grows without bound. */
const inParts = async <T>(list: T[], size: number, work: (part: T[]) => Promise<void>) => {
  for (let at = 0; at < list.length; at += size) await work(list.slice(at, at + size));
};

const save = async (sql: Sql, source: string, programme: string, groups: Parameters<DirectoryStore['saveGroups']>[2], now: Temporal.Instant): Promise<SavedGroups> => {
  const touched: { id: string; added: boolean }[] = [];
  await inParts(groups, rowsAtOnce, async (part) => {
    const rows = part.map((group) => ({ ...group, id: crypto.randomUUID() }));
    touched.push(...(await sql<{ id: string; added: boolean }>(saveGroups, [JSON.stringify(rows), source, programme, toDate(now)])));
  });
  const idsOf = (isNew: boolean) => touched.filter(({ added }) => added === isNew).map(({ id }) => id);
  return { added: idsOf(true), changed: idsOf(false) };
};

const replace = async (sql: Sql, groupIds: string[], sessions: Parameters<DirectoryStore['replaceSessions']>[1], now: Temporal.Instant) => {
  const rows = JSON.stringify(sessions.map(({ groupId, startsAt, endsAt }) => ({ group_id: groupId, starts_at: startsAt.toString(), ends_at: endsAt.toString() })));
  const removed = await sql(removeSessions, [rows, groupIds, toDate(now)]);
  const added = await sql<{ added: boolean }>(insertSessions, [rows]);
  const [stranded] = await sql<{ count: number }>(strandedSessions, [rows, groupIds, toDate(now)]);
  return { added: added.filter((row) => row.added).length, removed: removed.length, stranded: stranded?.count ?? 0 };
};

const search = async (sql: Sql, { from, until, box, needs, languages, times = [], weekdays = [], access = [], without, limit }: CandidateQuery) => {
  const asked = [toDate(from), toDate(until), needs ?? null, languages ?? null, times, weekdays, access, without, limit];
  const rows = await (box ? sql<CandidateRow>(nearRows, [...asked, box.south, box.north, box.west, box.east]) : sql<CandidateRow>(access.includes('online') ? linkRows : soonRows, asked));
  return rows.map(candidateOf);
};

const sessionWithGroup = async (sql: Sql, sessionId: string, personId: string) => {
  const [row] = await sql<SessionRow>(sessionRow, [sessionId, personId]);
  if (!row) return undefined;
  const { venue, address, description, minutes, asker } = row;
  return { candidate: candidateOf(row), venue, address, description, minutes, asker: asker ?? {} };
};

const addAreas = async (sql: Sql, areas: PostalArea[]) => {
  let added = 0;
  await inParts(areas, 5_000, async (part) => {
    added += (await sql(addPostalAreas, [JSON.stringify(part)])).length;
  });
  return added;
};

/** Which languages groups speak changes with the directory and hardly ever; reading it again costs more than a search. */
let languagesSeen = { until: 0, tags: new Set<string>() };
const languagesKeptFor = 60_000;
const forgetLanguages = () => {
  languagesSeen.until = 0;
};

/** Where a postal code is does not change while we run; there are some forty thousand of them at most. */
const postalAreasSeen = new Map<string, PostalArea>();

const withoutLeader = { leaderId: true } as const;

const whereOf = ({ words, need, state }: GroupQuery) => {
  const contains = { contains: words, mode: 'insensitive' as const };
  return {
    ...(need && { need }),
    ...(words && { OR: [{ name: contains }, { venue: contains }, { address: contains }, { area: contains }, { postalCode: contains }] }),
    closedAt: state === 'ended' ? { not: null } : null,
    ...(state === 'suspended' && { venueKind: 'suspended' }),
    ...(state === 'missing' && { missingSince: { not: null } }),
  };
};

/** A change as the table takes it. */
const changeData = ({ startsOn, closedAt, ...fields }: GroupChange) => ({
  ...fields,
  ...(startsOn !== undefined && { startsOn: startsOn && new Date(`${startsOn}T00:00:00Z`) }),
  ...(closedAt !== undefined && { closedAt: closedAt && toDate(closedAt) }),
});

const keepingGroups = (db: Db, sql: Sql): Pick<DirectoryStore, 'openGroups' | 'group' | 'groupsOf' | 'findGroups' | 'addGroup' | 'changeGroup' | 'noteMissing'> => ({
  openGroups: async () => {
    const rows = await db.group.findMany({ where: { closedAt: null }, orderBy: [{ name: 'asc' }, { id: 'asc' }], omit: withoutLeader });
    return rows.map((row) => keptGroup(row as GroupRow));
  },
  group: async (groupId) => {
    const row = await db.group.findUnique({ where: { id: groupId }, omit: withoutLeader });
    return row ? keptGroup(row as GroupRow) : undefined;
  },
  groupsOf: async (source) => (await db.group.findMany({ where: { source }, omit: withoutLeader })).map((row) => keptGroup(row as GroupRow)),
  findGroups: async (query) => {
    const where = whereOf(query);
    const [rows, total] = await Promise.all([db.group.findMany({ where, omit: withoutLeader, orderBy: [{ name: 'asc' }, { id: 'asc' }], take: query.limit }), db.group.count({ where })]);
    return { groups: rows.map((row) => keptGroup(row as GroupRow)), total };
  },
  addGroup: async ({ startsOn, ...group }, now) => {
    const { id } = await db.group.create({ data: { id: crypto.randomUUID(), source: 'by-hand', programme: '', ...group, startsOn: startsOn && new Date(`${startsOn}T00:00:00Z`), updatedAt: toDate(now) } });
    forgetLanguages();
    return id;
  },
  changeGroup: async (groupId, change, now) => {
    await db.group.update({ where: { id: groupId }, data: { ...changeData(change), updatedAt: toDate(now) } });
    forgetLanguages();
  },
  noteMissing: async (source, named, now) => {
    await sql(noteMissing, [source, named, toDate(now)]);
  },
});

type PlanRow = Omit<StoredPlan, 'createdByName' | 'createdAt' | 'appliedAt' | 'groups'> & { createdAt: Date; appliedAt: Date | null; createdBy: { name: string }; groups?: unknown };

const storedPlan = ({ createdBy, createdAt, appliedAt, groups, ...plan }: PlanRow): StoredPlan => ({
  ...plan,
  groups: (groups ?? []) as GroupRecord[],
  createdAt: toInstant(createdAt),
  createdByName: createdBy.name,
  appliedAt: appliedAt && toInstant(appliedAt),
});

const keepingPlans = (db: Db): Pick<DirectoryStore, 'addPlan' | 'plan' | 'plans' | 'markPlanApplied'> => ({
  addPlan: async ({ createdAt, ...plan }) => {
    await db.importPlan.create({ data: { ...plan, createdAt: toDate(createdAt) } });
  },
  plan: async (id) => {
    const row = await db.importPlan.findUnique({ where: { id }, omit: { createdById: true }, include: { createdBy: { select: { name: true } } } });
    return row ? storedPlan(row as unknown as PlanRow) : undefined;
  },
  plans: async (limit) => {
    const rows = await db.importPlan.findMany({ orderBy: { createdAt: 'desc' }, take: limit, omit: { createdById: true, groups: true }, include: { createdBy: { select: { name: true } } } });
    return rows.map((row) => storedPlan(row as unknown as PlanRow));
  },
  markPlanApplied: async (id, now) => {
    await db.importPlan.update({ where: { id }, data: { appliedAt: toDate(now) } });
  },
});

export const createDirectoryStore = (db: Db, sql: Sql): DirectoryStore => ({
  ...keepingGroups(db, sql),
  ...keepingPlans(db),
  sessionsBetween: async (from, until) => {
    const rows = await sql<{ id: string; group_id: string; name: string; time_zone: string; starts_at: Date; ends_at: Date; cancelled: boolean; seats: number }>(sessionsBetween, [toDate(from), toDate(until)]);
    return rows.map(({ id, group_id, name, time_zone, starts_at, ends_at, cancelled, seats }) => ({ sessionId: id, groupId: group_id, name, timeZone: time_zone, startsAt: toInstant(starts_at), endsAt: toInstant(ends_at), cancelled, seats }));
  },
  unmetNeeds: async (since) => {
    const rows = await sql<Omit<CountedNeed, 'last'> & { last: Date }>(unmetNeeds, [toDate(since)]);
    return rows.map(({ last, ...need }) => ({ ...need, last: toInstant(last) }));
  },
  saveGroups: (source, programme, groups, now) => save(sql, source, programme, groups, now).finally(forgetLanguages),
  sessionsOf: async (groupId, from) => {
    const rows = await db.session.findMany({ where: { groupId, startsAt: { gte: toDate(from) } }, orderBy: { startsAt: 'asc' } });
    return rows.map(({ id, startsAt, endsAt, cancelledAt }) => ({ sessionId: id, startsAt: toInstant(startsAt), endsAt: toInstant(endsAt), cancelled: cancelledAt !== null }));
  },
  groupPlans: (groupIds) => sql<GroupPlan>(groupPlans, [groupIds ?? null]),
  replaceSessions: (groupIds, sessions, now) => replace(sql, groupIds, sessions, now),
  candidates: (query) => search(sql, query),
  spokenLanguages: async () => {
    const now = performance.now();
    if (languagesSeen.until < now) languagesSeen = { until: now + languagesKeptFor, tags: new Set((await sql<{ tag: string }>(spokenLanguages, [])).map(({ tag }) => tag)) };
    return languagesSeen.tags;
  },
  session: (sessionId, personId) => sessionWithGroup(sql, sessionId, personId),
  awaitGroup: async ({ personId, answers, locale }, now) => {
    const wish = { answers, locale, askedAt: toDate(now), checkedAt: toDate(now) };
    await db.awaitedGroup.upsert({ where: { personId }, create: { personId, ...wish }, update: wish });
  },
  awaitedGroups: async (before, now, limit) => {
    const rows = await db.awaitedGroup.findMany({ where: { checkedAt: { lte: toDate(before) } }, orderBy: { checkedAt: 'asc' }, take: limit });
    await db.awaitedGroup.updateMany({ where: { personId: { in: rows.map(({ personId }) => personId) } }, data: { checkedAt: toDate(now) } });
    return rows.map(({ personId, answers, locale }) => ({ personId, answers: answers as Answers, locale }));
  },
  endAwaiting: async (personId) => (await db.awaitedGroup.deleteMany({ where: { personId } })).count > 0,
  dropAwaited: async (before) => {
    await db.awaitedGroup.deleteMany({ where: { askedAt: { lt: toDate(before) } } });
  },
  recordUnmetNeed: async ({ at, ...unmet }) => {
    await db.unmetNeed.create({ data: { id: crypto.randomUUID(), ...unmet, at: toDate(at) } });
  },
  postalArea: async (code) => {
    const known = postalAreasSeen.get(code);
    if (known) return known;
    const area = (await db.postalArea.findUnique({ where: { code } })) ?? undefined;
    if (area) postalAreasSeen.set(code, area);
    return area;
  },
  postalAreas: (codes) => sql<PostalArea>(postalAreas, [codes]),
  nearestPostalArea: async ({ latitude, longitude }) => (await sql<PostalArea>(nearestPostalArea, [latitude, longitude]))[0],
  neighbourhoods: () => db.neighbourhood.findMany({ omit: { id: true }, orderBy: { name: 'asc' } }) satisfies Promise<Neighbourhood[]>,
  spokenAreas: async () => {
    const [own, fromGroups] = [await db.neighbourhood.findMany({ omit: { id: true }, orderBy: { name: 'asc' } }), await sql<Neighbourhood>(areasOfGroups, [])];
    const named = new Set(own.flatMap(({ name, aliases }) => [name, ...aliases]).map((name) => name.toLowerCase()));
    return [...own, ...fromGroups.filter(({ name }) => !named.has(name.toLowerCase()))];
  },
  townsNamed: (names) => sql<Place>(townsNamed, [names]),
  countPostalAreas: () => db.postalArea.count(),
  addPostalAreas: (areas) => addAreas(sql, areas),
});
