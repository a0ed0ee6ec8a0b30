/** The directory in coordinators' hands: groups looked up and edited, feeds planned and brought in, what was not found. */
import { aboutKey, aboutVars } from '../../../flows/index.ts';
import { AppError } from '../../core/app-error.ts';
import { knownZone } from '../../core/directory/time-zone.ts';
import type { GroupRecord } from '../../core/directory/group.ts';
import { planImport, type ImportPlan } from '../../core/directory/plan-import.ts';
import type { Stores } from '../database.ts';
import { keepFeed, understandFeed, type Feed, type ImportReport } from '../import-directory.ts';
import type { Kit } from '../kit.ts';
import { planSessions } from '../plan-sessions.ts';
import type { CountedNeed, GroupSession, KeptGroup, PlacedSession, StoredPlan } from '../stores/directory.ts';
import { changing } from './run-program.ts';

/** All a form can say of a group. */
export type EditedGroup = Omit<GroupRecord, 'sourceId' | 'timeZoneSource'>;

/** A group as its page shows it: its next sessions, and how it reads by text in each language. */
export type ShownGroup = { group: KeptGroup; sessions: GroupSession[]; previews: { tag: string; text: string }[] };

const daysShown = 28;

/** The start to show for a group that has no session to come: one day from now at its hour. */
const sampleStart = (kit: Kit, group: KeptGroup, sessions: GroupSession[]) => {
  const start = sessions.find(({ cancelled }) => !cancelled)?.startsAt;
  const day = kit.clock.now().toZonedDateTimeISO(group.timeZone).toPlainDate().add({ days: 1 });
  return (start?.toZonedDateTimeISO(group.timeZone) ?? day.toZonedDateTime({ timeZone: group.timeZone, plainTime: group.startsAt })).toString({ smallestUnit: 'second' });
};

/** What a person gets who asks for more about this group. */
const previewsOf = (kit: Kit, group: KeptGroup, sessions: GroupSession[]) => {
  const online = group.venueKind === 'online';
  const details = { ...group, sessionId: '', kilometres: null, online, unknownAccess: [], start: sampleStart(kit, group, sessions) };
  const vars = { ...aboutVars(details), country: kit.program().country };
  return kit.language.tags.filter((tag) => kit.program().languages.includes(tag)).map((tag) => ({ tag, text: kit.language.render(tag, aboutKey(details), vars) }));
};

export const showGroup = async (kit: Kit, groupId: string): Promise<ShownGroup | undefined> => {
  const { directory } = kit.database.stores;
  const group = await directory.group(groupId);
  if (!group) return undefined;
  const sessions = await directory.sessionsOf(groupId, kit.clock.now());
  return { group, sessions, previews: previewsOf(kit, group, sessions) };
};

const changedFields = (group: KeptGroup, edited: EditedGroup) =>
  (Object.keys(edited) as (keyof EditedGroup)[]).filter((field) => JSON.stringify(group[field]) !== JSON.stringify(edited[field]));

const checked = (edited: EditedGroup): EditedGroup => {
  if (!knownZone(edited.timeZone)) throw new AppError('group-zone', { tell: 'coordinator' });
  if ((edited.venueKind === 'online' || edited.venueKind === 'hybrid') && !edited.link) throw new AppError('group-needs-link', { tell: 'coordinator' });
  return edited;
};

/** Keeps what a coordinator changed; those fields are theirs from now on, and no feed overwrites them. */
export const editGroup = (kit: Kit, by: string, groupId: string, edited: EditedGroup): Promise<void> => {
  checked(edited);
  return changing(kit, by, 'edited-group', { groupId }, async (stores, now) => {
    const group = await stores.directory.group(groupId);
    if (!group) throw new AppError('group-unknown', { tell: 'coordinator' });
    const fields = changedFields(group, edited);
    if (fields.length === 0) return;
    await stores.directory.changeGroup(groupId, { ...edited, setByHand: [...new Set([...group.setByHand, ...fields])] }, now);
    await planSessions(stores, now, [groupId]);
  });
};

/** A group no feed knows of; returns its id. */
export const addGroup = (kit: Kit, by: string, edited: EditedGroup): Promise<string> => {
  checked(edited);
  return changing(kit, by, 'added-group', {}, async (stores, now) => {
    const groupId = await stores.directory.addGroup({ ...edited, sourceId: crypto.randomUUID(), timeZoneSource: 'given' }, now);
    await planSessions(stores, now, [groupId]);
    return groupId;
  });
};

/** Ends a group, or lets it go on: nobody is offered an ended one. Sessions with seats in them stay until somebody calls them off. */
export const endGroup = (kit: Kit, by: string, groupId: string, ended: boolean): Promise<void> =>
  changing(kit, by, ended ? 'ended-group' : 'reopened-group', { groupId }, async (stores, now) => {
    await stores.directory.changeGroup(groupId, { closedAt: ended ? now : null }, now);
    await planSessions(stores, now, [groupId]);
  });

/** Gives fields back to the feed: its next import says them again. */
export const followFeed = (kit: Kit, by: string, groupId: string, fields: string[]): Promise<void> =>
  changing(kit, by, 'followed-feed', { groupId, fields }, async (stores, now) => {
    const group = await stores.directory.group(groupId);
    if (group) await stores.directory.changeGroup(groupId, { setByHand: group.setByHand.filter((field) => !fields.includes(field)) }, now);
  });

/** Reads a feed and keeps the reading for review. Nothing of the directory changes. Throws an AppError `import-…`. */
export const planFeed = async (kit: Kit, by: string, feed: Feed): Promise<string> => {
  const { source, programme, format, read, accepted, rejected, warnings } = await understandFeed(kit.database.stores, feed);
  const id = crypto.randomUUID();
  await changing(kit, by, 'planned-import', { source }, (stores, now) =>
    stores.directory.addPlan({ id, source, programme, format, fileName: feed.name, read, groups: accepted, rejected, warnings, createdAt: now, createdById: by }),
  );
  return id;
};

/** A plan against the directory as it is now. */
export const showPlan = async (stores: Stores, id: string): Promise<{ stored: StoredPlan; plan: ImportPlan } | undefined> => {
  const stored = await stores.directory.plan(id);
  return stored && { stored, plan: planImport(await stores.directory.groupsOf(stored.source), stored.groups) };
};

/** Brings a planned feed in, in one transaction. Undefined when there is no such plan or it was applied before. */
export const applyPlan = (kit: Kit, by: string, id: string): Promise<Pick<ImportReport, 'groups' | 'sessions'> | undefined> =>
  changing(kit, by, 'applied-import', { plan: id }, async (stores, now) => {
    const stored = await stores.directory.plan(id);
    if (!stored || stored.appliedAt) return undefined;
    const kept = await keepFeed(stores, stored, now);
    await stores.directory.markPlanApplied(id, now);
    return kept;
  });

/** The sessions of the coming weeks by day, in the programme's zone. */
export const calendar = async (kit: Kit): Promise<{ day: string; sessions: PlacedSession[] }[]> => {
  const now = kit.clock.now();
  const { timeZone } = kit.program();
  const sessions = await kit.database.stores.directory.sessionsBetween(now.subtract({ hours: 3 }), now.add({ hours: daysShown * 24 }));
  const days = new Map<string, PlacedSession[]>();
  for (const session of sessions) {
    const day = session.startsAt.toZonedDateTimeISO(timeZone).toPlainDate().toString();
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  return [...days].map(([day, list]) => ({ day, sessions: list }));
};

const needsShownFor = { hours: 24 * 90 };

export const unmetNeeds = (kit: Kit): Promise<CountedNeed[]> => kit.database.stores.directory.unmetNeeds(kit.clock.now().subtract(needsShownFor));
