/**
 * Messages in. What is waiting is taken in batches, never two of one person, and a batch is one transaction: stored,
 * gated, stepped, answers in the outbox, committed; only then does the caller's promise resolve.
 */
import { AppError } from '../core/app-error.ts';
import { cleanText } from '../core/language/clean-text.ts';
import type { Content } from '../core/language/hear.ts';
import type { Stores } from './database.ts';
import type { Kit } from './kit.ts';
import type { InboundMessage } from './ports.ts';
import { stepMessage } from './step-conversation.ts';
import type { ArrivedMessage, Outcome } from './stores/conversations.ts';

type Waiting = { message: InboundMessage; id: string; person: string; done: () => void; failed: (error: unknown) => void };

const largestBatch = 24;
/** While one batch waits for the database, another is stepped; more than this only make each smaller. */
const lanes = 2;
const retryDelays = [5, 30, 120, 600].map((seconds) => ({ seconds }));

const cleaned = (message: InboundMessage): Content => {
  switch (message.kind) {
    case 'text':
      return { kind: 'text', text: cleanText(message.text) };
    case 'choice':
      return { kind: 'choice', choice: cleanText(message.choice), label: cleanText(message.label) };
    case 'location':
      return { kind: 'location', latitude: message.latitude, longitude: message.longitude, label: message.label && cleanText(message.label) };
    case 'unsupported':
      return { kind: 'unsupported', what: message.what, text: message.text && cleanText(message.text) };
  }
};

/** The first of each person who is not being answered right now, in the order they came; the rest keep their order. */
const takeBatch = (queue: Waiting[], busy: Set<string>): { batch: Waiting[]; rest: Waiting[] } => {
  const taken = new Set(busy);
  const batch: Waiting[] = [];
  const rest: Waiting[] = [];
  for (const waiting of queue) {
    const takes = batch.length < largestBatch && !taken.has(waiting.person);
    taken.add(waiting.person);
    (takes ? batch : rest).push(waiting);
  }
  return { batch, rest };
};

/** Makes the receiver. `receive` resolves with our id of each message once its turn is committed; `idle` when none is in hand. */
export const createReceiver = (kit: Kit, { onBatch = () => {} }: { onBatch?: (size: number) => void } = {}) => {
  let queue: Waiting[] = [];
  const busy = new Set<string>();
  const working = new Set<Promise<void>>();

  const arrivedOf = ({ message, id }: Waiting): ArrivedMessage => ({
    id,
    adapter: message.adapter,
    channel: message.channel,
    providerId: message.providerId,
    hash: kit.seal.hash(message.from),
    sealed: kit.seal.seal(message.from),
    ...(message.alias && { alias: { hash: kit.seal.hash(message.alias), sealed: kit.seal.seal(message.alias) } }),
    kind: message.kind,
    content: cleaned(message),
    sentAt: message.sentAt,
  });

  const stepAll = async (stores: Stores, batch: Waiting[]) => {
    const now = kit.clock.now();
    const { retentionDays } = kit.program();
    const conversations = await stores.conversations.receive(batch.map(arrivedOf), now, retentionDays);
    const outcomes: Outcome[] = [];
    for (const { id, message } of batch) {
      const conversation = conversations.get(id);
      if (!conversation) continue;
      const arrival = { content: cleaned(message), optOutType: message.optOutType };
      outcomes.push(await stepMessage(kit, stores, conversation, id, arrival, now));
    }
    await stores.conversations.save(outcomes, now, retentionDays);
  };

  /** A message whose step fails is kept, answered as received, and tried again as a job. */
  const keepForLater = (waiting: Waiting, error: unknown) =>
    kit.database.transaction(async (stores) => {
      const now = kit.clock.now();
      const stored = await stores.conversations.receive([arrivedOf(waiting)], now, kit.program().retentionDays);
      if (!stored.has(waiting.id)) return;
      const code = error instanceof AppError ? error.code : 'step-failed';
      kit.log.error({ message: waiting.id, code, error: error instanceof Error ? error.name : 'unknown' }, 'a message could not be handled');
      await stores.conversations.markFailed(waiting.id, code);
      await stores.jobs.add([{ task: 'retry-message', payload: { messageId: waiting.id }, key: `retry:${waiting.id}`, runAt: Temporal.Now.instant().add({ seconds: 5 }).toString() }]);
    });

  const handleAlone = async (waiting: Waiting) => {
    try {
      await kit.database.transaction((stores) => stepAll(stores, [waiting]));
    } catch (error) {
      await keepForLater(waiting, error);
    }
  };

  const handle = async (batch: Waiting[]) => {
    try {
      await kit.database.transaction((stores) => stepAll(stores, batch));
      for (const { done } of batch) done();
    } catch {
      // one of them could not be stepped, and took the others' transaction with it: each for itself
      for (const waiting of batch) await handleAlone(waiting).then(waiting.done, waiting.failed);
    }
    onBatch(batch.length);
  };

  const start = (batch: Waiting[]) => {
    for (const { person } of batch) busy.add(person);
    const work = handle(batch).finally(() => {
      for (const { person } of batch) busy.delete(person);
      working.delete(work);
      startWaiting();
    });
    working.add(work);
  };

  const startWaiting = () => {
    while (working.size < lanes) {
      const { batch, rest } = takeBatch(queue, busy);
      if (batch.length === 0) return;
      queue = rest;
      start(batch);
    }
  };

  const enqueue = (message: InboundMessage) =>
    new Promise<string>((resolve, reject) => {
      const id = crypto.randomUUID();
      queue.push({ message, id, person: message.from, done: () => resolve(id), failed: reject });
      if (queue.length === 1) setImmediate(startWaiting);
    });

  return {
    receive: (messages: InboundMessage[]): Promise<string[]> => Promise.all(messages.map(enqueue)),
    idle: async () => {
      while (queue.length > 0 || working.size > 0) await Promise.race([...working, new Promise(setImmediate)]);
    },
  };
};

export type Receiver = ReturnType<typeof createReceiver>;

/** A message that failed before, tried again; after the last try it stays for a person to look at. */
export const retryMessage = async (kit: Kit, messageId: string): Promise<void> => {
  const now = kit.clock.now();
  const stepAgain = () =>
    kit.database.transaction(async (stores) => {
      const stored = await stores.conversations.unhandled(messageId);
      const conversation = stored && (await stores.conversations.lock(stored.personId));
      if (!stored || !conversation) return;
      const outcome = await stepMessage(kit, stores, conversation, messageId, { content: stored.content as Content }, now);
      await stores.conversations.save([outcome], now, kit.program().retentionDays);
      await stores.conversations.markHandled(messageId, now);
    });
  try {
    await stepAgain();
  } catch (error) {
    await kit.database.transaction(async (stores) => {
      const code = error instanceof AppError ? error.code : 'step-failed';
      const stored = await stores.conversations.unhandled(messageId);
      await stores.conversations.markFailed(messageId, code);
      const delay = retryDelays[stored?.attempts ?? retryDelays.length];
      if (delay) await stores.jobs.add([{ task: 'retry-message', payload: { messageId }, key: `retry:${messageId}`, runAt: Temporal.Now.instant().add(delay).toString() }]);
      else kit.log.error({ message: messageId, code }, 'a message was given up');
    });
  }
};
