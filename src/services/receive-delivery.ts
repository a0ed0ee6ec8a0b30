/** One webhook delivery, verified already: its messages, its reports, and whatever could not be read. */
import { handOffMessageFailed } from './hand-offs/relay-words.ts';
import type { Kit } from './kit.ts';
import type { ParsedDelivery, PreferenceUpdate, RawRequest, StatusUpdate } from './ports.ts';
import type { Receiver } from './receive-messages.ts';

type Deliver = { kit: Kit; receiver: Receiver; onLeft?: (what: string) => void };

const applyStatus = async ({ kit }: Deliver, update: StatusUpdate) => {
  const now = kit.clock.now();
  const known = await kit.database.transaction(async (stores) => {
    const { known, applied } = await stores.outbox.report(update, now);
    if (applied?.handOffId && update.status === 'failed') {
      const failed = { ...applied, handOffId: applied.handOffId, reason: update.failure?.markAddress ?? update.failure?.reason ?? 'failed' };
      await handOffMessageFailed({ stores, program: kit.program(), language: kit.language, now }, failed, applied.personId);
    }
    return known;
  });
  if (!known) kit.log.info({ adapter: update.adapter, status: update.status }, 'a report on a message that is not ours');
  if (update.failure?.alert) kit.log.error({ message: update.outboundId, adapter: update.adapter, code: update.failure.code }, 'a message was not delivered: the channel needs attention');
};

const applyPreference = async ({ kit }: Deliver, { from, wants }: PreferenceUpdate) => {
  const hash = kit.seal.hash(from);
  const now = kit.clock.now();
  await kit.database.transaction(async ({ people }) => {
    const person = await people.byHash(hash);
    if (!person) return;
    await people.setOptedOut(person.personId, wants === 'stop' ? now : null);
    await people.consent({ addressHash: hash, channel: person.channel, purpose: 'all', given: wants === 'resume', source: 'provider', key: '', locale: '', text: '', inboundId: null }, now);
  });
};

/** Takes a delivery in. Resolves when everything in it is committed; rejects only when the database does not take it. */
export const receiveDelivery = async (deliver: Deliver, request: RawRequest, adapter: string, parsed: ParsedDelivery): Promise<void> => {
  const { kit, receiver, onLeft = () => {} } = deliver;
  for (const what of parsed.left) onLeft(what);
  await receiver.receive(parsed.messages);
  for (const update of parsed.statuses) await applyStatus(deliver, update);
  for (const update of parsed.preferences) await applyPreference(deliver, update);
  if (!parsed.unreadable) return;
  kit.log.warn({ adapter, reason: parsed.unreadable }, 'a delivery could not be read and was kept');
  await kit.database.stores.people.keepWebhook({ id: crypto.randomUUID(), adapter, reason: parsed.unreadable, body: request.body }, kit.clock.now(), kit.program().retentionDays);
};
