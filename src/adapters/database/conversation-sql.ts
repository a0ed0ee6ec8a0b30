/** The statements of the hot path. Each takes a batch as one JSON list (`$1`), see `withRows`. */
import type { Statement } from './rows.ts';

const statement = (name: string, text: string): Statement => ({ name, text });

const stepColumns = `
  c.person_id, a.id as address_id, a.hash as address_hash, a.adapter, a.channel, c.revision, c.frames, c.misheard,
  c.stuck_at, c.heard_at, p.locale, p.nickname, p.answers, p.welcomed_at, a.opted_out_at, s.role`;

/** Known senders, locked in one order so that two processes never wait for each other in a circle. */
export const lockByHash = statement('lockByHash', `
  select i.message_id, ${stepColumns}
  from jsonb_to_recordset($1::jsonb) as i(message_id text, channel text, hash text)
  join address a on a.channel = i.channel and a.hash = decode(i.hash, 'hex')
  join person p on p.id = a.person_id
  join conversation c on c.person_id = p.id
  left join staff s on s.person_id = p.id
  order by c.person_id
  for no key update of c, p, a`);

const byId = `
  select ${stepColumns}
  from conversation c
  join person p on p.id = c.person_id
  join address a on a.id = c.address_id
  left join staff s on s.person_id = p.id
  where c.person_id = $1::uuid and p.forgotten_at is null`;

/** One person's conversation at one of their channels, or at the one it is held on. */
export const readById = statement('readById', `
  select ${stepColumns}
  from conversation c
  join person p on p.id = c.person_id
  join address a on a.person_id = p.id and (case when $2::text is null then a.id = c.address_id else a.channel = $2 end)
  left join staff s on s.person_id = p.id
  where c.person_id = $1::uuid and p.forgotten_at is null
  order by a.invalid_at nulls first limit 1`);

export const lockById = statement('lockById', `${byId} for no key update of c, p`);

/** People whose earliest timer is due; those another process is stepping are left to it. */
export const lockDue = statement('lockDue', `
  select ${stepColumns}
  from conversation c
  join person p on p.id = c.person_id
  join address a on a.id = c.address_id
  left join staff s on s.person_id = p.id
  where c.wake_at <= $1
  order by c.wake_at
  limit $2
  for no key update of c skip locked`);

export const insertPeople = statement('insertPeople', `
  insert into person (id, hash)
  select i.person_id, decode(i.hash, 'hex')
  from jsonb_to_recordset($1::jsonb) as i(person_id uuid, hash text)
  order by i.hash
  on conflict (hash) do nothing`);

/** Address and conversation of the people just made, or found by the same number on another channel. */
export const insertReachable = statement('insertReachable', `
  with met as (
    select i.*, p.id as person
    from jsonb_to_recordset($1::jsonb) as i(address_id uuid, adapter text, channel text, hash text, sealed text)
    join person p on p.hash = decode(i.hash, 'hex')
    order by i.hash
  ), reachable as (
    insert into address (id, person_id, adapter, channel, hash, sealed)
    select address_id, person, adapter, channel, decode(hash, 'hex'), decode(sealed, 'hex') from met
    on conflict (channel, hash) do nothing
  )
  insert into conversation (person_id) select distinct person from met
  on conflict (person_id) do nothing`);

export const insertAliases = statement('insertAliases', `
  insert into address (id, person_id, adapter, channel, hash, sealed)
  select i.address_id, i.person_id, i.adapter, i.channel, decode(i.hash, 'hex'), decode(i.sealed, 'hex')
  from jsonb_to_recordset($1::jsonb) as i(address_id uuid, person_id uuid, adapter text, channel text, hash text, sealed text)
  on conflict (channel, hash) do nothing`);

/** A provider's id met before stores nothing and is not returned: the duplicate has no second effect. */
export const insertInbound = statement('insertInbound', `
  insert into inbound_message (id, adapter, provider_id, person_id, address_id, kind, content, sent_at, received_at, handled_at, expires_at)
  select i.id, i.adapter, i.provider_id, i.person_id, i.address_id, i.kind, i.content, i.sent_at, $2, $2, $3
  from jsonb_to_recordset($1::jsonb)
    as i(id uuid, adapter text, provider_id text, person_id uuid, address_id uuid, kind text, content jsonb, sent_at timestamptz)
  on conflict (adapter, provider_id) do nothing
  returning id::text`);

export const saveConversations = statement('saveConversations', `
  update conversation c
  set address_id = i.address_id, revision = i.revision, frames = i.frames, misheard = i.misheard, wake_at = i.wake_at,
      heard_at = case when i.heard then $2 else c.heard_at end,
      stuck_at = case when i.stuck then coalesce(c.stuck_at, $2) end,
      stuck_reason = case when i.stuck then coalesce(i.stuck_reason, c.stuck_reason) end
  from jsonb_to_recordset($1::jsonb)
    as i(person_id uuid, address_id uuid, revision int, frames jsonb, misheard int, wake_at timestamptz, stuck boolean, stuck_reason text, heard boolean)
  where c.person_id = i.person_id and c.revision = i.revision - 1`);

export const insertOutbound = statement('insertOutbound', `
  insert into outbound_message (id, person_id, address_id, cause_id, revision, index, flow, key, locale, text, choices, urgent, hand_off_id, due_at, valid_until, created_at, expires_at)
  select i.id, i.person_id, i.address_id, i.cause_id, i.revision, i.index, i.flow, i.key, i.locale, i.text, i.choices, i.urgent, i.hand_off_id, i.due_at, i.valid_until, $2, $3
  from jsonb_to_recordset($1::jsonb)
    as i(id uuid, person_id uuid, address_id uuid, cause_id uuid, revision int, index int, flow text, key text, locale text, text text,
         choices jsonb, urgent boolean, hand_off_id uuid, due_at timestamptz, valid_until timestamptz)`);

export const savePeople = statement('savePeople', `
  update person p
  set locale = i.locale, nickname = i.nickname, answers = i.answers, welcomed_at = case when i.welcomed then coalesce(p.welcomed_at, $2) end
  from jsonb_to_recordset($1::jsonb) as i(person_id uuid, locale text, nickname text, answers jsonb, welcomed boolean)
  where p.id = i.person_id`);

export const saveConsents = statement('saveConsents', `
  insert into consent (id, address_hash, channel, purpose, given, source, key, locale, text, inbound_id, at)
  select i.id, decode(i.hash, 'hex'), i.channel, i.purpose, i.given, i.source, i.key, i.locale, i.text, i.inbound_id, $2
  from jsonb_to_recordset($1::jsonb)
    as i(id uuid, hash text, channel text, purpose text, given boolean, source text, key text, locale text, text text, inbound_id uuid)`);

/** STOP holds for the person, so for every address of theirs; START likewise. */
export const saveOptOuts = statement('saveOptOuts', `
  update address a set opted_out_at = case when i.out then coalesce(a.opted_out_at, $2) end
  from jsonb_to_recordset($1::jsonb) as i(person_id uuid, out boolean)
  where a.person_id = i.person_id`);
