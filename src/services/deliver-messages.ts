/** Messages out: one person's at a time, in order, each tried until its provider takes it, refuses it, or it is too late. */
import type { Kit } from './kit.ts';
import type { AdapterName, Channel, OutgoingMessage, SendFailure, SendResult } from './ports.ts';
import { handOffMessageFailed } from './hand-offs/relay-words.ts';
import type { Outgoing } from './stores/outbox.ts';

export type Delivery = Pick<Kit, 'database' | 'clock' | 'seal' | 'language' | 'log' | 'program'> & {
  channels: Partial<Record<AdapterName, Channel>>;
  onSent?: (adapter: AdapterName, result: 'accepted' | 'failed' | 'retried') => void;
};

/** A message that a dead process was sending is looked into after this long. */
const staleAfter = { seconds: 60 };
const urgentStaleAfter = { seconds: 20 };
const mostAttempts = 6;
const mostUrgentAttempts = 60;
const longestUrgentWait = 20;

const secondsUntil = (later: Temporal.Instant, now: Temporal.Instant) => Math.round((later.epochMilliseconds - now.epochMilliseconds) / 1000);

/** What is urgent is tried again within seconds whatever the provider says, for as long as it is worth sending. */
const waitBefore = (retry: SendFailure['retry'], { attempts, urgent }: Outgoing) => {
  if (urgent) return { seconds: Math.min(2 ** attempts, longestUrgentWait) };
  return retry === 'now' ? { seconds: 2 ** attempts } : { minutes: 5 * 2 ** attempts };
};

const outgoingMessage = ({ seal, language }: Delivery, message: Outgoing, now: Temporal.Instant): OutgoingMessage => ({
  id: message.id,
  channel: message.channel,
  to: seal.open(message.sealed),
  text: message.text,
  choices: message.choices,
  chooseLabel: language.render(message.locale, 'engine.seeChoices'),
  validSeconds: Math.min(36_000, Math.max(60, secondsUntil(message.validUntil, now))),
});

const failedFor = (reason: string, alert = false): SendResult => ({ accepted: false, retry: 'never', reason, alert });

/** Sends, unless it is too late; a message of unknown fate is looked for first, so that nothing is said twice. */
const trySend = async (delivery: Delivery, message: Outgoing, now: Temporal.Instant): Promise<SendResult> => {
  const channel = delivery.channels[message.adapter];
  if (!channel) return failedFor('no-channel', true);
  if (Temporal.Instant.compare(message.validUntil, now) < 0) return failedFor('too-late');
  const outgoing = outgoingMessage(delivery, message, now);
  const sent = message.status === 'sending' ? await channel.findSent(outgoing, message.createdAt) : undefined;
  return sent ? { accepted: true, providerId: sent } : channel.send(outgoing);
};

const failureOf = ({ id, flow, handOffId }: Outgoing, { markAddress, reason }: SendFailure) => ({ id, flow, handOffId: handOffId ?? '', reason: markAddress ?? reason });

const keepResult = async (delivery: Delivery, message: Outgoing, result: SendResult, now: Temporal.Instant) => {
  const { database, log, program, language, onSent = () => {} } = delivery;
  if (result.accepted) {
    await database.stores.outbox.accepted(message.id, result.providerId);
    return onSent(message.adapter, 'accepted');
  }
  const again = result.retry !== 'never' && message.attempts < (message.urgent ? mostUrgentAttempts : mostAttempts);
  const wait = waitBefore(result.retry, message);
  await database.transaction(async (stores) => {
    await stores.outbox.notSent(message, result, again ? now.add(wait) : null, now);
    const runAt = Temporal.Now.instant().add(wait).toString();
    if (!again && message.handOffId) await handOffMessageFailed({ stores, program: program(), language, now }, failureOf(message, result), message.personId);
    if (again) await stores.jobs.add([{ task: 'deliver-messages', payload: { people: [message.personId] }, key: `again:${message.id}`, runAt }]);
  });
  onSent(message.adapter, again ? 'retried' : 'failed');
  const facts = { message: message.id, adapter: message.adapter, reason: result.reason, code: result.code, attempts: message.attempts };
  if (result.alert) log.error(facts, 'a message was refused: the channel needs attention');
  else log.warn(facts, again ? 'a message will be tried again' : 'a message was not sent');
};

/** Sends what is due for one person, in order, until nothing is left or another process is at it. */
const deliverTo = async (delivery: Delivery, personId: string): Promise<void> => {
  for (;;) {
    const now = delivery.clock.now();
    const message = await delivery.database.stores.outbox.claimNext(personId, now, { before: now.subtract(staleAfter), urgentBefore: now.subtract(urgentStaleAfter) });
    if (!message) return;
    await keepResult(delivery, message, await trySend(delivery, message, now), delivery.clock.now());
  }
};

/** Sends what is due for these people, side by side. One whose sending fails unexpectedly holds up nobody else; the job is then tried again. */
export const deliverMessages = async (delivery: Delivery, people: string[]): Promise<void> => {
  const outcomes = await Promise.allSettled(people.map((personId) => deliverTo(delivery, personId)));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
};
