/** What the simulated phones need from the services. */
import type { ChannelName, InboundMessage, OutgoingChoice } from '../../services/ports.ts';

/** What was said in answer: `text` without its choices. */
export type PhoneReply = { key: string; text: string; choices: OutgoingChoice[] };

/** A message of a phone's thread, sent (`in`, to us) or received (`out`). `at` is an instant of the simulated clock. */
export type PhoneMessage = { id: string; direction: 'in' | 'out'; text: string; choices: OutgoingChoice[]; status: string; at: string; key?: string };

/** An instant worth skipping to: just after a session has ended, when a reminder goes out, or when a wait is over. */
export type Upcoming = { label: 'session' | 'reminder' | 'timer'; at: string };

/** `samplePlaces` are worth typing (a ZIP, an area); `sampleLocations` are worth sharing from a map. */
export type PhoneProgram = {
  name: string;
  timeZone: string;
  languages: { tag: string; name: string; direction: string; reviewed: boolean }[];
  staffPhones: { number: string; role: string; label: string }[];
  samplePlaces: string[];
  sampleLocations?: { label: string; latitude: number; longitude: number }[];
};

type Soon<T> = T | Promise<T>;

/**
 * What the simulated phones need. `receive` resolves when the turn has been committed; `skipTo` takes an instant, moves
 * the simulated clock there and resolves when everything due has happened; `after` is an instant.
 */
export type PhoneServices = {
  receive(message: InboundMessage): Promise<PhoneReply[]>;
  thread(from: string, channel: ChannelName, after?: string): Promise<PhoneMessage[]>;
  skipTo(instant: string): Promise<{ now: string }>;
  now(): Soon<{ now: string; offsetMs: number }>;
  upcoming(from: string, channel: ChannelName): Promise<Upcoming[]>;
  program(): Soon<PhoneProgram>;
};
