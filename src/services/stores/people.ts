import type { KeptFacts } from '../../core/flow-kit/index.ts';

/** What is known of people, and its end. */
export type PeopleStore = {
  whatWeKeep(personId: string): Promise<KeptFacts>;
  /** Deletes what is kept of a person, but for the address the last answer still goes to; `purgeForgotten` ends that too. */
  forget(personId: string, now: Temporal.Instant): Promise<KeptFacts>;
  /** Removes forgotten people to whom nothing remains to be sent; returns how many. */
  purgeForgotten(now: Temporal.Instant): Promise<number>;
  /** Removes texts past their keeping time; returns how many rows it emptied. */
  expireTexts(now: Temporal.Instant): Promise<number>;
  /** A person known by a keyed hash, making the rows when they are new. */
  meet(address: { id: string; adapter: string; channel: string; hash: Buffer; sealed: Buffer; alias?: { hash: Buffer; sealed: Buffer } }): Promise<{ personId: string; addressId: string }>;
  /** Marks every address of whoever owns this one as opted out (or in again). */
  setOptedOut(personId: string, at: Temporal.Instant | null): Promise<void>;
  byHash(hash: Buffer): Promise<{ personId: string; addressHash: Buffer; channel: string } | undefined>;
  keepWebhook(stored: { id: string; adapter: string; reason: string; body: Buffer }, now: Temporal.Instant, retentionDays: number): Promise<void>;
  consent(record: { addressHash: Buffer; channel: string; purpose: string; given: boolean; source: string; key: string; locale: string; text: string; inboundId: string | null }, now: Temporal.Instant): Promise<void>;
};
