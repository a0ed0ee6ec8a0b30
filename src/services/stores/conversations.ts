import type { Frame } from '../../core/engine/frame.ts';
import type { Answers, Choice } from '../../core/flow-kit/index.ts';
import type { AdapterName, ChannelName } from '../ports.ts';

/** A message in, ready to be stored: who sent it (hashed and sealed) and what it held. Instants are ISO strings. */
export type ArrivedMessage = {
  id: string;
  adapter: AdapterName;
  channel: ChannelName;
  providerId: string;
  hash: Buffer;
  sealed: Buffer;
  alias?: { hash: Buffer; sealed: Buffer };
  kind: string;
  content: unknown;
  sentAt?: string;
};

/** A person's conversation, locked for this transaction, with all a step needs to know. */
export type Conversation = {
  personId: string;
  addressId: string;
  addressHash: Buffer;
  adapter: AdapterName;
  channel: ChannelName;
  revision: number;
  stack: Frame[];
  misheard: number;
  locale: string | null;
  nickname: string | null;
  answers: Answers;
  welcomed: boolean;
  optedOut: boolean;
  stuck: boolean;
  role: string | null;
  /** When they last wrote from that address. */
  heardAt: string | null;
};

/** One message out, rendered, before it has an id. `dueIn` and `validFor` are seconds from the step. */
export type Written = {
  flow: string;
  key: string;
  locale: string;
  text: string;
  choices: (Pick<Choice, 'id'> & { label: string; detail?: string })[];
  urgent: boolean;
  handOffId?: string;
  dueAt: string;
  validUntil: string;
};

/** The exact words someone agreed to, or said no with. */
export type ConsentRecord = { purpose: string; given: boolean; source: string; key: string; locale: string; text: string };

/** What a step leaves behind, saved with the messages it wrote. */
export type Outcome = {
  conversation: Conversation;
  causeId: string | null;
  wakeAt: string | null;
  stuckReason: string | null;
  personChanged: boolean;
  optOut: 'out' | 'in' | null;
  written: (Written & { id: string })[];
  consents: ConsentRecord[];
};

/** Conversations and the messages that move them: the hot path, in as few statements as can be. */
export type ConversationStore = {
  /**
   * Makes rows for people met for the first time, locks every sender's conversation in one order, and stores the
   * messages. Returns, per message id, the locked conversation; a message stored before is left out.
   */
  receive(arrived: ArrivedMessage[], now: Temporal.Instant, retentionDays: number): Promise<Map<string, Conversation>>;
  /** Locks one person's conversation; undefined when they are not known (any more) or cannot be reached. */
  lock(personId: string): Promise<Conversation | undefined>;
  /** Saves outcomes, their messages, and a delivery job for each person written to. */
  save(outcomes: Outcome[], now: Temporal.Instant, retentionDays: number): Promise<void>;
  /** Reads one person's conversation without locking it: for deciding what can be sent, never for a step. */
  read(personId: string, via?: ChannelName): Promise<Conversation | undefined>;
  /** Writes a message to somebody outside their own conversation; `via` chooses among their channels. False when they have none such. */
  write(message: { personId: string; via?: ChannelName; causeId: string | null; written: Written & { id: string } }, now: Temporal.Instant, retentionDays: number): Promise<boolean>;
  /** What a stored message held; undefined once it has expired. */
  contentOf(messageId: string): Promise<unknown>;
  /** Notes that a message could not be handled: its error code, and one attempt more. */
  markFailed(messageId: string, code: string): Promise<void>;
  markHandled(messageId: string, now: Temporal.Instant): Promise<void>;
  /** A stored message to be tried again; undefined when it was handled or is gone. */
  unhandled(messageId: string): Promise<{ personId: string; adapter: AdapterName; kind: string; content: unknown; attempts: number } | undefined>;
  /** Locks up to `limit` people whose timers are due and who nobody else is stepping. */
  dueToWake(now: Temporal.Instant, limit: number): Promise<Conversation[]>;
};
