import { occurrences } from '../core/sessions/occurrences.ts';
import type { Stores } from './database.ts';
import type { GroupPlan, PlannedSession, PlannedSessions } from './stores/directory.ts';

/** How far ahead sessions are laid out: long enough for "every week", short enough to follow a change of rules. */
export const weeksAhead = 8;

const groupsAtOnce = 500;

const sessionsOf = ({ groupId, ...times }: GroupPlan, from: Temporal.Instant, until: Temporal.Instant): PlannedSession[] =>
  occurrences(times, from, until).map(({ start, end }) => ({ groupId, startsAt: start, endsAt: end }));

/**
 * Lays out the sessions of all groups, or of these, for the coming eight weeks and takes away those that no longer fit
 * and in which nobody has a seat. Running it again changes nothing.
 */
export const planSessions = async (stores: Pick<Stores, 'directory'>, now: Temporal.Instant, groupIds?: string[]): Promise<PlannedSessions> => {
  const plans = await stores.directory.groupPlans(groupIds);
  const until = now.add({ hours: weeksAhead * 7 * 24 });
  const total = { added: 0, removed: 0, stranded: 0 };
  for (let at = 0; at < plans.length; at += groupsAtOnce) {
    const part = plans.slice(at, at + groupsAtOnce);
    const sessions = part.filter(({ isOpen }) => isOpen).flatMap((plan) => sessionsOf(plan, now, until));
    const { added, removed, stranded } = await stores.directory.replaceSessions(part.map(({ groupId }) => groupId), sessions, now);
    total.added += added;
    total.removed += removed;
    total.stranded += stranded;
  }
  return total;
};
