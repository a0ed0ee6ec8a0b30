import type { AdapterName, ChannelName, OutgoingChoice, SendFailure, StatusUpdate } from '../ports.ts';

/** A message on its way: everything the channel needs, the number still sealed. */
export type Outgoing = {
  id: string;
  personId: string;
  addressId: string;
  adapter: AdapterName;
  channel: ChannelName;
  sealed: Buffer;
  text: string;
  choices: OutgoingChoice[];
  locale: string;
  attempts: number;
  urgent: boolean;
  flow: string;
  handOffId: string | null;
  status: 'queued' | 'sending';
  sendingAt: Temporal.Instant | null;
  validUntil: Temporal.Instant;
  createdAt: Temporal.Instant;
};

/** What a thread shows of a message. */
export type ThreadMessage = { id: string; direction: 'in' | 'out'; text: string; choices: OutgoingChoice[]; status: string; at: string; key?: string };

/** Messages out, from written to delivered. A person's messages leave one at a time, urgent ones first. */
export type OutboxStore = {
  /**
   * Takes the person's next due message for sending and marks it so, in one statement. Undefined when there is none
   * or another process is sending one. A message already marked `sending` before `stale` comes back as such: the process
   * that sent it died, and its fate has to be found out.
   */
  claimNext(personId: string, now: Temporal.Instant, stale: { before: Temporal.Instant; urgentBefore: Temporal.Instant }): Promise<Outgoing | undefined>;
  accepted(id: string, providerId: string): Promise<void>;
  /** Puts the message back for `dueAt`, or ends it when that is null, and marks its address when the provider said so. */
  notSent(message: Outgoing, failure: SendFailure, dueAt: Temporal.Instant | null, now: Temporal.Instant): Promise<void>;
  /** Applies a report by rank, never backwards. `known` is false when no message of ours fits it; `applied` names the one it moved. */
  report(update: StatusUpdate, now: Temporal.Instant): Promise<{ known: boolean; applied?: { id: string; personId: string; flow: string; handOffId: string | null } }>;
  /** People with messages that are due and that no process is sending. */
  peopleWithDueMessages(now: Temporal.Instant, limit: number): Promise<string[]>;
  repliesTo(causeIds: string[]): Promise<{ causeId: string; key: string; text: string; choices: OutgoingChoice[] }[]>;
  thread(addressHash: Buffer, channel: ChannelName, after: string | undefined): Promise<ThreadMessage[]>;
};
