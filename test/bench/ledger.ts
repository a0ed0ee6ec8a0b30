/** Reads Porchlight's own database after a run: is every turn there once, handled, and answered with the right message? */
import pg from 'pg';
import { attachEmbedded } from '../../src/adapters/database/embedded.ts';
import { checkTurns, countProblems, type StoredTurn } from './checks.ts';
import { numberOf, readSid } from './twilio-posts.ts';

/** `replies` is every message that must leave the outbox: to whom and what. `problems` is empty when all is well. */
export type Ledger = { inbound: number; replies: { to: string; text: string }[]; problems: string[]; database: Record<string, string> };

const selectTurns = `
  select i.provider_id as sid, i.person_id as person, i.handled_at is not null and i.error is null as handled, c.stuck_at is not null as stuck,
    coalesce(array_agg(o.key order by o.position) filter (where o.id is not null), '{}') as keys,
    coalesce(array_agg(o.text order by o.position) filter (where o.id is not null), '{}') as texts,
    coalesce(array_agg(o.position::text order by o.position) filter (where o.id is not null), '{}') as positions
  from inbound_message i
  left join conversation c on c.person_id = i.person_id
  left join outbound_message o on o.cause_id = i.id and o.person_id = i.person_id
  group by i.id, c.person_id`;

const selectUncaused = 'select count(*)::int as uncaused from outbound_message o where not exists (select from inbound_message i where i.id = o.cause_id)';
const selectSettings = `select name, setting from pg_settings where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method')`;

/** Runs `work` with a connection to the embedded database of a running server. */
export const withDatabase = async <T>(dataDir: string, work: (client: pg.Client) => Promise<T>) => {
  const running = attachEmbedded(dataDir);
  if (!running) throw new Error('no embedded database runs on the data folder');
  const client = new pg.Client({ connectionString: running.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Checks a run in which `walked` whole conversations, numbered from 0, were held. */
export const readLedger = (dataDir: string, walked: number): Promise<Ledger> =>
  withDatabase(dataDir, async (client) => {
    const { rows } = await client.query<StoredTurn>(selectTurns);
    const uncaused = (await client.query<{ uncaused: number }>(selectUncaused)).rows[0]?.uncaused ?? 0;
    const settings = (await client.query<{ name: string; setting: string }>(selectSettings)).rows;
    const database = Object.fromEntries(settings.map(({ name, setting }) => [name, setting]));
    const undurable = ['fsync', 'synchronous_commit'].filter((name) => database[name] !== 'on').map((name) => `${name} is not on`);
    return {
      inbound: rows.length,
      replies: rows.flatMap((row) => row.texts.map((text) => ({ to: numberOf(readSid(row.sid).conversation), text }))),
      problems: countProblems([...undurable, ...checkTurns(rows, walked, uncaused)]),
      database,
    };
  });
