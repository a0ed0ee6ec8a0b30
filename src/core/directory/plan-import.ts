/** What a feed would change, worked out before anything is changed. A field somebody set by hand stays theirs. */
import type { GroupRecord } from './group.ts';

export type GroupField = Exclude<keyof GroupRecord, 'sourceId'>;

/** A group as the plan needs it: what is kept, and which of its fields a person set by hand. */
export type GroupAsKept = GroupRecord & { groupId: string; setByHand: string[]; closed: boolean };

export type FieldChange = { field: GroupField; was: unknown; becomes: unknown };
export type PlannedGroup = { groupId: string; name: string; fields: FieldChange[] };

/**
 * `conflicts` are groups whose feed says something else than what was set by hand, or still names a group that was
 * ended here; nothing happens to those fields. `missing` are groups the feed no longer names: they are asked about and
 * never deleted. `toKeep` is what to save.
 */
export type ImportPlan = {
  added: GroupRecord[];
  changed: PlannedGroup[];
  conflicts: (PlannedGroup & { ended: boolean })[];
  missing: { groupId: string; name: string }[];
  unchanged: number;
  toKeep: GroupRecord[];
};

const fieldsOf = (group: GroupRecord) => (Object.keys(group) as (keyof GroupRecord)[]).filter((field): field is GroupField => field !== 'sourceId');

const same = (some: unknown, others: unknown) => JSON.stringify(some) === JSON.stringify(others);

const differences = (kept: GroupAsKept, incoming: GroupRecord): FieldChange[] =>
  fieldsOf(incoming).filter((field) => !same(kept[field], incoming[field])).map((field) => ({ field, was: kept[field], becomes: incoming[field] }));

/** What was set by hand over what the feed says. */
const withHand = (kept: GroupAsKept, incoming: GroupRecord): GroupRecord =>
  ({ ...incoming, ...Object.fromEntries(fieldsOf(incoming).filter((field) => kept.setByHand.includes(field)).map((field) => [field, kept[field]])) });

export const planImport = (existing: GroupAsKept[], incoming: GroupRecord[]): ImportPlan => {
  const plan: ImportPlan = { added: [], changed: [], conflicts: [], missing: [], unchanged: 0, toKeep: [] };
  const bySourceId = new Map(existing.map((kept) => [kept.sourceId, kept]));
  for (const group of incoming) {
    const kept = bySourceId.get(group.sourceId);
    plan.toKeep.push(kept ? withHand(kept, group) : group);
    if (!kept) {
      plan.added.push(group);
      continue;
    }
    const { groupId, name, setByHand, closed: ended } = kept;
    const [byHand, fields] = [(change: FieldChange) => setByHand.includes(change.field), differences(kept, group)];
    if (ended || fields.some(byHand)) plan.conflicts.push({ groupId, name, ended, fields: fields.filter(byHand) });
    if (fields.some((change) => !byHand(change))) plan.changed.push({ groupId, name, fields: fields.filter((change) => !byHand(change)) });
    else plan.unchanged += 1;
  }
  const named = new Set(incoming.map(({ sourceId }) => sourceId));
  plan.missing = existing.filter(({ sourceId, closed }) => !closed && !named.has(sourceId)).map(({ groupId, name }) => ({ groupId, name }));
  return plan;
};
