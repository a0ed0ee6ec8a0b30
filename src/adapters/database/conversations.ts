/** The hot path: what arrived goes in and what a step left comes back, in whole batches. */
import type { Frame } from '../../core/engine/frame.ts';
import type { Answers } from '../../core/flow-kit/index.ts';
import type { AdapterName, ChannelName } from '../../services/ports.ts';
import type { ArrivedMessage, Conversation, ConversationStore, Outcome } from '../../services/stores/conversations.ts';
import type { JobStore } from '../../services/stores/jobs.ts';
import type { Db, Sql } from './client.ts';
import { hex, toDate, toInstant, withRows, type Statement } from './rows.ts';
import { insertAliases, insertInbound, insertOutbound, insertPeople, insertReachable, lockByHash, lockById, lockDue, readById, saveConsents, saveConversations, saveOptOuts, savePeople } from './conversation-sql.ts';

type LockedRow = {
  message_id?: string;
  person_id: string;
  address_id: string;
  address_hash: Uint8Array;
  adapter: AdapterName;
  channel: ChannelName;
  revision: number;
  frames: Frame[];
  misheard: number;
  locale: string | null;
  nickname: string | null;
  answers: Answers;
  welcomed_at: Date | null;
  opted_out_at: Date | null;
  stuck_at: Date | null;
  heard_at: Date | null;
  role: string | null;
};

const conversationOf = (row: LockedRow): Conversation => ({
  personId: row.person_id,
  addressId: row.address_id,
  addressHash: Buffer.from(row.address_hash),
  adapter: row.adapter,
  channel: row.channel,
  revision: row.revision,
  stack: row.frames,
  misheard: row.misheard,
  locale: row.locale,
  nickname: row.nickname,
  answers: row.answers,
  welcomed: row.welcomed_at !== null,
  optedOut: row.opted_out_at !== null,
  stuck: row.stuck_at !== null,
  role: row.role,
  heardAt: row.heard_at && toInstant(row.heard_at).toString(),
});

const keyOf = (message: ArrivedMessage) => ({
  message_id: message.id,
  adapter: message.adapter,
  channel: message.channel,
  hash: hex(message.hash),
  sealed: hex(message.sealed),
});

/** Locks the senders already known; the rest are made first and locked then: a snapshot read before the lock is never used. */
const lockAll = async (sql: Sql, arrived: ArrivedMessage[]): Promise<LockedRow[]> => {
  const known = await withRows<LockedRow>(sql, lockByHash, arrived.map(keyOf));
  const met = new Set(known.map(({ message_id }) => message_id));
  const strangers = arrived.filter(({ id }) => !met.has(id)).map((message) => ({ ...keyOf(message), person_id: crypto.randomUUID(), address_id: crypto.randomUUID() }));
  if (strangers.length === 0) return known;
  await withRows(sql, insertPeople, strangers);
  await withRows(sql, insertReachable, strangers);
  return [...known, ...(await withRows<LockedRow>(sql, lockByHash, strangers))];
};

const addAliases = async (sql: Sql, arrived: ArrivedMessage[], locked: Map<string, LockedRow>) => {
  const aliases = arrived.flatMap((message) => {
    const person = locked.get(message.id)?.person_id;
    if (!message.alias || !person) return [];
    return [{ ...keyOf(message), hash: hex(message.alias.hash), sealed: hex(message.alias.sealed), person_id: person, address_id: crypto.randomUUID() }];
  });
  if (aliases.length > 0) await withRows(sql, insertAliases, aliases);
};

const inboundRow = (message: ArrivedMessage, row: LockedRow) => ({
  id: message.id,
  adapter: message.adapter,
  provider_id: message.providerId,
  person_id: row.person_id,
  address_id: row.address_id,
  kind: message.kind,
  content: message.content,
  sent_at: message.sentAt ?? null,
});

const outboundRows = (outcomes: Pick<Outcome, 'conversation' | 'causeId' | 'written'>[]) =>
  outcomes.flatMap(({ conversation, causeId, written }) =>
    written.map((message, index) => ({
      ...message,
      person_id: conversation.personId,
      address_id: conversation.addressId,
      cause_id: causeId,
      revision: conversation.revision,
      index,
      hand_off_id: message.handOffId ?? null,
      due_at: message.dueAt,
      valid_until: message.validUntil,
    })),
  );

const conversationRow = ({ conversation: c, wakeAt, stuckReason, causeId }: Outcome) => ({
  person_id: c.personId,
  address_id: c.addressId,
  revision: c.revision,
  frames: c.stack,
  misheard: c.misheard,
  wake_at: wakeAt,
  stuck: c.stuck,
  stuck_reason: stuckReason,
  heard: causeId !== null,
});

/** The queue keeps real time, messages the programme's, which the simulator may have moved: only the wait is carried over. */
const runAt = (dueAt: string, now: Temporal.Instant): string | undefined => {
  const wait = now.until(dueAt).total('milliseconds');
  return wait > 0 ? Temporal.Now.instant().add({ milliseconds: Math.ceil(wait) }).toString() : undefined;
};

/** One job for everyone of a batch whose messages are due at the same moment. */
const deliveries = (outcomes: Outcome[], now: Temporal.Instant) => {
  const due = outcomes.flatMap(({ conversation: { personId }, written }) => (written.length > 0 ? [{ personId, at: written.map(({ dueAt }) => dueAt).sort()[0] ?? '' }] : []));
  const moments = Map.groupBy(due, ({ at }) => at);
  return [...moments].map(([at, people]) => ({ task: 'deliver-messages' as const, payload: { people: people.map(({ personId }) => personId) }, runAt: runAt(at, now) }));
};

const consentRows = (outcomes: Outcome[]) =>
  outcomes.flatMap(({ conversation, causeId, consents }) =>
    consents.map((consent) => ({ ...consent, id: crypto.randomUUID(), hash: hex(conversation.addressHash), channel: conversation.channel, inbound_id: causeId })),
  );

/** Runs a statement only when it has rows to work on. */
const each = async (sql: Sql, statement: Statement, rows: unknown[], ...more: unknown[]) => {
  if (rows.length > 0) await withRows(sql, statement, rows, ...more);
};

/** When texts written now are to be removed. */
const expiry = (now: Temporal.Instant, retentionDays: number) => toDate(now.add({ hours: retentionDays * 24 }));

const readOne = async (sql: Sql, personId: string, via?: ChannelName): Promise<Conversation | undefined> => {
  const [row] = await sql<LockedRow>(readById, [personId, via ?? null]);
  return row && conversationOf(row);
};

export const createConversationStore = (db: Db, sql: Sql, jobs: JobStore): ConversationStore => ({
  receive: async (arrived, now, retentionDays) => {
    const locked = new Map((await lockAll(sql, arrived)).map((row) => [row.message_id ?? '', row]));
    await addAliases(sql, arrived, locked);
    const rows = arrived.flatMap((message) => {
      const row = locked.get(message.id);
      return row ? [inboundRow(message, row)] : [];
    });
    const stored = await withRows<{ id: string }>(sql, insertInbound, rows, toDate(now), expiry(now, retentionDays));
    return new Map(stored.flatMap(({ id }) => (locked.has(id) ? [[id, conversationOf(locked.get(id) as LockedRow)]] : [])));
  },
  lock: async (personId) => {
    const [row] = await sql<LockedRow>(lockById, [personId]);
    return row && conversationOf(row);
  },
  save: async (outcomes, now, retentionDays) => {
    await each(sql, saveConversations, outcomes.map(conversationRow), toDate(now));
    await each(sql, insertOutbound, outboundRows(outcomes), toDate(now), expiry(now, retentionDays));
    const changed = outcomes.filter(({ personChanged }) => personChanged).map(({ conversation: c }) => ({ person_id: c.personId, locale: c.locale, nickname: c.nickname, answers: c.answers, welcomed: c.welcomed }));
    await each(sql, savePeople, changed, toDate(now));
    await each(sql, saveConsents, consentRows(outcomes), toDate(now));
    await each(sql, saveOptOuts, outcomes.filter(({ optOut }) => optOut).map(({ conversation, optOut }) => ({ person_id: conversation.personId, out: optOut === 'out' })), toDate(now));
    await jobs.add(deliveries(outcomes, now));
  },
  read: (personId, via) => readOne(sql, personId, via),
  write: async ({ personId, via, causeId, written }, now, retentionDays) => {
    const conversation = await readOne(sql, personId, via);
    if (!conversation) return false;
    await withRows(sql, insertOutbound, outboundRows([{ conversation, causeId, written: [written] }]), toDate(now), expiry(now, retentionDays));
    await jobs.add([{ task: 'deliver-messages', payload: { people: [personId] }, runAt: runAt(written.dueAt, now) }]);
    return true;
  },
  contentOf: async (messageId) => (await db.inboundMessage.findUnique({ where: { id: messageId }, select: { content: true } }))?.content ?? undefined,
  markFailed: async (messageId, code) => {
    await db.inboundMessage.update({ where: { id: messageId }, data: { handledAt: null, error: code, attempts: { increment: 1 } } });
  },
  markHandled: async (messageId, now) => {
    await db.inboundMessage.update({ where: { id: messageId }, data: { handledAt: toDate(now), error: null } });
  },
  unhandled: async (messageId) => {
    const row = await db.inboundMessage.findFirst({ where: { id: messageId, handledAt: null } });
    return row ? { personId: row.personId, adapter: row.adapter as AdapterName, kind: row.kind, content: row.content, attempts: row.attempts } : undefined;
  },
  dueToWake: async (now, limit) => (await sql<LockedRow>(lockDue, [toDate(now), limit])).map(conversationOf),
});
