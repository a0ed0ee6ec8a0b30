import type { KeptFacts } from '../../core/flow-kit/index.ts';
import type { PeopleStore } from '../../services/stores/people.ts';
import type { Db, Sql } from './client.ts';
import { hex, toDate, withRows } from './rows.ts';
import { insertAliases, insertPeople, insertReachable } from './conversation-sql.ts';

const keptFacts = async (db: Db, personId: string): Promise<KeptFacts> => {
  const person = await db.person.findUniqueOrThrow({
    where: { id: personId },
    include: { _count: { select: { inbound: true, bookings: true } } },
  });
  const answers = Object.keys(person.answers as object).length;
  return { messages: person._count.inbound, bookings: person._count.bookings, answers, nickname: person.nickname !== null };
};

/** What happened stays, without the person: closed if it was open, since nobody can be reached any more. */
const forgetHandOffs = `
  update hand_off
  set person_id = null, inbound_id = null, next_page_at = null, check_in_at = null, closed_at = coalesce(closed_at, $2), outcome = coalesce(outcome, 'forgotten')
  where person_id = $1::uuid`;

/** Everything but the address the last answer goes to: texts, answers, bookings, standing bookings, notes. */
const deleteAllOf = async (db: Db, personId: string, now: Temporal.Instant) => {
  const mine = { where: { personId } };
  await db.booking.deleteMany(mine);
  await db.standingBooking.deleteMany(mine);
  await db.awaitedGroup.deleteMany(mine);
  await db.handOffNote.deleteMany({ where: { handOff: { personId } } });
  await db.$executeRawUnsafe(forgetHandOffs, personId, toDate(now));
  await db.$executeRawUnsafe(`update inbound_message set content = null where person_id = $1::uuid`, personId);
  await db.outboundMessage.deleteMany({ where: { personId, status: { not: 'queued' } } });
  await db.person.update({ where: { id: personId }, data: { answers: {}, nickname: null, forgottenAt: toDate(now) } });
};

const purge = `
  delete from person p
  where p.forgotten_at is not null
    and not exists (select 1 from staff s where s.person_id = p.id)
    and not exists (select 1 from outbound_message o where o.person_id = p.id and (o.status in ('queued', 'sending') or o.created_at > $1::timestamptz - interval '10 minutes'))`;

const meet = async (db: Db, sql: Sql, address: Parameters<PeopleStore['meet']>[0]) => {
  const rows = [{ ...address, hash: hex(address.hash), sealed: hex(address.sealed), person_id: crypto.randomUUID(), address_id: address.id }];
  await withRows(sql, insertPeople, rows);
  await withRows(sql, insertReachable, rows);
  const found = await db.address.findUniqueOrThrow({ where: { channel_hash: { channel: address.channel, hash: Uint8Array.from(address.hash) } } });
  await db.conversation.updateMany({ where: { personId: found.personId, addressId: null }, data: { addressId: found.id } });
  if (address.alias) {
    const alias = { ...rows[0], hash: hex(address.alias.hash), sealed: hex(address.alias.sealed), person_id: found.personId, address_id: crypto.randomUUID() };
    await withRows(sql, insertAliases, [alias]);
  }
  return { personId: found.personId, addressId: found.id };
};

export const createPeopleStore = (db: Db, sql: Sql): PeopleStore => ({
  whatWeKeep: (personId) => keptFacts(db, personId),
  forget: async (personId, now) => {
    const kept = await keptFacts(db, personId);
    await deleteAllOf(db, personId, now);
    return kept;
  },
  purgeForgotten: (now) => db.$executeRawUnsafe(purge, toDate(now)),
  expireTexts: async (now) => {
    const at = toDate(now);
    const inbound = await db.$executeRawUnsafe(`update inbound_message set content = null where expires_at <= $1 and content is not null`, at);
    const outbound = await db.$executeRawUnsafe(`update outbound_message set text = null, choices = '[]' where expires_at <= $1 and text is not null`, at);
    const { count } = await db.storedWebhook.deleteMany({ where: { expiresAt: { lte: at } } });
    return inbound + outbound + count;
  },
  meet: (address) => meet(db, sql, address),
  setOptedOut: async (personId, at) => {
    await db.address.updateMany({ where: { personId }, data: { optedOutAt: at && toDate(at) } });
  },
  byHash: async (hash) => {
    const address = await db.address.findFirst({ where: { hash: Uint8Array.from(hash) } });
    return address ? { personId: address.personId, addressHash: Buffer.from(address.hash), channel: address.channel } : undefined;
  },
  keepWebhook: async ({ id, adapter, reason, body }, now, retentionDays) => {
    const expiresAt = toDate(now.add({ hours: retentionDays * 24 }));
    await db.storedWebhook.create({ data: { id, adapter, reason, body: Uint8Array.from(body), receivedAt: toDate(now), expiresAt } });
  },
  consent: async ({ addressHash, ...record }, now) => {
    await db.consent.create({ data: { id: crypto.randomUUID(), ...record, addressHash: Uint8Array.from(addressHash), at: toDate(now) } });
  },
});
