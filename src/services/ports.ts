/** What the services need from the outside, each implemented by one folder under src/adapters. */

export type AdapterName = 'twilio' | 'whatsapp' | 'simulator';

/** What the person holds in their hand: it decides how a question looks. */
export type ChannelName = 'sms' | 'whatsapp';

/** A webhook request exactly as it came: `url` is path and query, `body` the bytes that were signed. */
export type RawRequest = { method: string; url: string; headers: Record<string, string | undefined>; body: Buffer };

/**
 * One thing a person sent. `from` is E.164 ("+12125550123") or a WhatsApp user id ("US.1349…"); `alias` is the
 * other of the two when a delivery names both. `choice` is the id of a button or row, `label` what it said.
 * `optOutType` is set when the provider has already answered STOP, START or HELP itself.
 */
export type InboundMessage = {
  adapter: AdapterName;
  channel: ChannelName;
  providerId: string;
  from: string;
  alias?: string;
  sentAt?: string;
  optOutType?: 'STOP' | 'START' | 'HELP';
} & (
  | { kind: 'text'; text: string }
  | { kind: 'choice'; choice: string; label: string }
  | { kind: 'location'; latitude: number; longitude: number; label?: string }
  | { kind: 'unsupported'; what: string; text?: string }
);

/** In rank order: a later report never takes a message back to an earlier one; `failed` and `read` are last words. */
export const deliveryRanks = ['queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryRanks)[number];

/** Why a message did not go, and what to do: PROTOCOLS error tables, one place per provider. */
export type SendFailure = {
  retry: 'now' | 'later' | 'never';
  reason: string;
  code?: string;
  markAddress?: 'opted-out' | 'invalid' | 'outside-window';
  alert?: boolean;
};

/** A report on a message we sent. `outboundId` is ours, carried through the provider; `providerId` is theirs. */
export type StatusUpdate = { adapter: AdapterName; outboundId?: string; providerId: string; status: DeliveryStatus; failure?: SendFailure };

/** A person told the provider, not us, that they want nothing (or something again). */
export type PreferenceUpdate = { adapter: AdapterName; from: string; wants: 'stop' | 'resume' };

/**
 * What a delivery held. `left` names parts that are not for us (echoes, calls, template news), counted and otherwise
 * ignored; `unreadable` says why nothing, or not everything, could be read, and the raw body is then kept.
 */
export type ParsedDelivery = {
  messages: InboundMessage[];
  statuses: StatusUpdate[];
  preferences: PreferenceUpdate[];
  left: string[];
  unreadable?: string;
};

export type OutgoingChoice = { id: string; label: string; detail?: string };

/** A message ready for a channel. `choices` are shown as the channel can; `validSeconds` is how long it is worth delivering. */
export type OutgoingMessage = {
  id: string;
  channel: ChannelName;
  to: string;
  text: string;
  choices: OutgoingChoice[];
  chooseLabel: string;
  validSeconds: number;
};

export type SendResult = { accepted: true; providerId: string } | ({ accepted: false } & SendFailure);

/** One provider. `verify` and `parse` never throw; `findSent` asks whether a message of unknown fate had left. */
export type Channel = {
  name: AdapterName;
  verify(request: RawRequest): boolean;
  parse(request: RawRequest): ParsedDelivery;
  send(message: OutgoingMessage): Promise<SendResult>;
  findSent(message: OutgoingMessage, since: Temporal.Instant): Promise<string | undefined>;
};

/** The time, which the simulator can move forward. */
export type Clock = { now(): Temporal.Instant };

/** Numbers and user ids at rest: `hash` is keyed and steady, for look-ups; `seal` is different each time and opens only with the secret. */
export type Seal = { hash(address: string): Buffer; seal(address: string): Buffer; open(sealed: Buffer): string };

/** Structured facts about what happened. Never a text, a number or a name. */
export type Log = {
  info(facts: Record<string, unknown>, event: string): void;
  warn(facts: Record<string, unknown>, event: string): void;
  error(facts: Record<string, unknown>, event: string): void;
};
