/** Messages out: claimed one at a time per person, reported on by rank. */
import { deliveryRanks, type AdapterName, type ChannelName, type OutgoingChoice } from '../../services/ports.ts';
import type { Outgoing, OutboxStore, ThreadMessage } from '../../services/stores/outbox.ts';
import type { Db, Sql } from './client.ts';
import { hex, toDate, toInstant } from './rows.ts';

type ClaimedRow = {
  id: string;
  person_id: string;
  address_id: string;
  adapter: AdapterName;
  channel: ChannelName;
  sealed: Uint8Array;
  text: string | null;
  choices: OutgoingChoice[];
  locale: string;
  attempts: number;
  urgent: boolean;
  flow: string;
  hand_off_id: string | null;
  was: 'queued' | 'sending';
  sending_at: Date | null;
  valid_until: Date;
  created_at: Date;
};

/**
 * The person's oldest message not yet sent, urgent ones first. One that is being sent holds the others back, so they
 * leave in order; two processes that meet here wait for the row, and the second finds it no longer its own.
 */
const claim = {
  name: 'claimOutbound',
  text: `
  with next as (
    select id, status, sending_at from outbound_message
    where person_id = $1::uuid and status in ('queued', 'sending') and due_at <= $2
    order by status = 'sending' desc, urgent desc, position
    limit 1
    for no key update
  )
  update outbound_message o
  set status = 'sending', sending_at = $2, attempts = o.attempts + 1
  from next, address a
  where o.id = next.id and a.id = o.address_id
    and (o.status = 'queued' or o.sending_at < case when o.urgent then $4::timestamptz else $3::timestamptz end)
  returning o.id, o.person_id, o.address_id, a.adapter, a.channel, a.sealed, o.text, o.choices, o.locale, o.attempts, o.urgent, o.flow, o.hand_off_id::text,
    next.status as was, next.sending_at, o.valid_until, o.created_at`,
};

const outgoingOf = (row: ClaimedRow): Outgoing => ({
  id: row.id,
  personId: row.person_id,
  addressId: row.address_id,
  adapter: row.adapter,
  channel: row.channel,
  sealed: Buffer.from(row.sealed),
  text: row.text ?? '',
  choices: row.choices,
  locale: row.locale,
  attempts: row.attempts,
  urgent: row.urgent,
  flow: row.flow,
  handOffId: row.hand_off_id,
  status: row.was,
  sendingAt: row.sending_at && toInstant(row.sending_at),
  validUntil: toInstant(row.valid_until),
  createdAt: toInstant(row.created_at),
});

/** The provider's answer; a status report may have come before it and then stands. */
const accept = {
  name: 'acceptOutbound',
  text: `update outbound_message
    set provider_id = coalesce(provider_id, $2), status = case when status = 'sending' then 'accepted' else status end
    where id = $1::uuid`,
};

const rankCase = `case status ${deliveryRanks.map((status, rank) => `when '${status}' then ${rank}`).join(' ')} else 99 end`;

/** Later reports win, earlier ones change nothing; `failed` ends a message that was not yet delivered. */
const applyReport = `
  update outbound_message
  set status = $1, error_code = coalesce($2, error_code), provider_id = coalesce(provider_id, $3)
  where (id = $4::uuid or ($4 is null and provider_id = $3))
    and ${rankCase} < $5::int and not (status in ('delivered', 'read') and $1 = 'failed')
  returning person_id::text, flow, hand_off_id::text, id::text`;

const known = 'select 1 as yes from outbound_message where id = $1::uuid or ($1 is null and provider_id = $2) limit 1';

/** Only what went to whoever wrote: a message can also cause a page to someone else. */
const replies = {
  name: 'repliesTo',
  text: `select o.cause_id, o.key, o.text, o.choices
    from outbound_message o join inbound_message i on i.id = o.cause_id and i.person_id = o.person_id
    where o.cause_id = any($1::uuid[]) order by o.position`,
};

const threadOf = `
  select * from (
    select i.id::text, 'in' as direction, i.content, null::text as text, '[]'::jsonb as choices, 'received' as status, i.received_at as at, null::text as key, 0 as position
    from inbound_message i join address a on a.id = i.address_id where a.hash = decode($1, 'hex') and a.channel = $2
    union all
    select o.id::text, 'out', null, o.text, o.choices, o.status, o.created_at, o.key, o.position
    from outbound_message o join address a on a.id = o.address_id where a.hash = decode($1, 'hex') and a.channel = $2
  ) t where ($3::timestamptz is null or t.at > $3) order by at, direction, position limit 500`;

type ThreadRow = { id: string; direction: 'in' | 'out'; content: { text?: string; label?: string; what?: string } | null; text: string | null; choices: OutgoingChoice[]; status: string; at: Date; key: string | null };

const threadMessage = ({ id, direction, content, text, choices, status, at, key }: ThreadRow): ThreadMessage => ({
  id,
  direction,
  choices,
  status,
  text: text ?? content?.text ?? content?.label ?? content?.what ?? '',
  at: toInstant(at).toString(),
  ...(key && { key }),
});

export const createOutboxStore = (db: Db, sql: Sql): OutboxStore => ({
  claimNext: async (personId, now, stale) => {
    const [row] = await sql<ClaimedRow>(claim, [personId, toDate(now), toDate(stale.before), toDate(stale.urgentBefore)]);
    return row && outgoingOf(row);
  },
  accepted: async (id, providerId) => {
    await sql(accept, [id, providerId]);
  },
  notSent: async ({ id, addressId, personId }, failure, dueAt, now) => {
    const next = dueAt ? { status: 'queued', dueAt: toDate(dueAt), sendingAt: null } : { status: 'failed' };
    await db.outboundMessage.updateMany({ where: { id, status: 'sending' }, data: { ...next, errorCode: failure.code ?? failure.reason } });
    if (failure.markAddress === 'opted-out') await db.address.updateMany({ where: { personId, optedOutAt: null }, data: { optedOutAt: toDate(now) } });
    if (failure.markAddress === 'invalid') await db.address.update({ where: { id: addressId }, data: { invalidAt: toDate(now) } });
  },
  report: async ({ outboundId, providerId, status, failure }, now) => {
    const id = outboundId ?? null;
    const code = failure?.code ?? failure?.reason ?? null;
    const [row] = await db.$queryRawUnsafe<{ person_id: string; flow: string; hand_off_id: string | null; id: string }[]>(applyReport, status, code, providerId, id, deliveryRanks.indexOf(status));
    if (row && failure?.markAddress === 'opted-out') {
      await db.address.updateMany({ where: { personId: row.person_id, optedOutAt: null }, data: { optedOutAt: toDate(now) } });
    }
    if (!row) return { known: (await db.$queryRawUnsafe<unknown[]>(known, id, providerId)).length > 0 };
    return { known: true, applied: { id: row.id, personId: row.person_id, flow: row.flow, handOffId: row.hand_off_id } };
  },
  peopleWithDueMessages: async (now, limit) => {
    const rows = await db.$queryRawUnsafe<{ person_id: string }[]>(
      `select distinct person_id::text from outbound_message where status in ('queued', 'sending') and due_at <= $1 limit $2`,
      toDate(now),
      limit,
    );
    return rows.map(({ person_id }) => person_id);
  },
  repliesTo: async (causeIds) => {
    const rows = await sql<{ cause_id: string; key: string; text: string | null; choices: OutgoingChoice[] }>(replies, [causeIds]);
    return rows.map(({ cause_id: causeId, key, text, choices }) => ({ causeId, key, text: text ?? '', choices }));
  },
  thread: async (addressHash, channel, after) => {
    const rows = await db.$queryRawUnsafe<ThreadRow[]>(threadOf, hex(addressHash), channel, after ? toDate(after) : null);
    return rows.map(threadMessage);
  },
});
