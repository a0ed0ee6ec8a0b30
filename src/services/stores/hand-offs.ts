import type { CloseOutcome } from '../../core/flow-kit/index.ts';
import type { ChannelName } from '../ports.ts';

export type HandOffReason = 'asked' | 'after-session' | 'crisis';

/** Whether we may write to the person before they write again: `unknown` where the phone may be watched. */
export type MayText = 'yes' | 'unknown' | 'no';

/** A hand-off as the services decide on it. Instants are ISO strings; null where it has not happened. */
export type HandOff = {
  id: string;
  number: number;
  personId: string | null;
  inboundId: string | null;
  reason: HandOffReason;
  kind: string | null;
  rule: string | null;
  locale: string;
  toldStaff: boolean;
  mayText: MayText;
  rung: number;
  nextPageAt: string | null;
  offeredToId: string | null;
  takenById: string | null;
  takenAt: string | null;
  takenOn: 'phone' | 'console' | null;
  checkInAt: string | null;
  createdAt: string;
  closedAt: string | null;
  closedById: string | null;
  outcome: string | null;
};

/** What can happen around a hand-off, in the words of its timeline. */
export const handOffEvents = [
  'opened',
  'lines-given',
  'danger-again',
  'answered',
  'paged',
  'page-failed',
  'nobody-to-page',
  'passed',
  'nobody-answered',
  'person-told',
  'taken',
  'relay-opened',
  'words-from-person',
  'words-to-person',
  'not-delivered',
  'noted',
  'handed-on',
  'check-in-agreed',
  'check-in-sent',
  'closed',
] as const;
export type HandOffEventKind = (typeof handOffEvents)[number];

/** One entry of a timeline. `facts` names messages by their ids and never holds a text, a number or a name. */
export type HandOffEvent = { id: number; at: string; kind: HandOffEventKind; staffId: string | null; staffName: string | null; facts: Record<string, unknown> };

export type HandOffNote = { id: string; at: string; staffName: string; text: string };

/** A line of the list of people waiting. */
export type WaitingHandOff = HandOff & { takenByName: string | null; lastEventAt: string; unread: boolean };

/** A message of the conversation a hand-off is about; `text` is null once it has expired. */
export type ExchangedMessage = { id: string; direction: 'in' | 'out'; at: string; text: string | null; key: string | null; status: string; channel: ChannelName; handOffId: string | null };

/** How a person can be reached, for a supervisor to choose among; never the number itself. */
export type WayToReach = { channel: ChannelName; current: boolean; optedOut: boolean; invalid: boolean; lastHeardAt: string | null };

type Opening = Pick<HandOff, 'id' | 'personId' | 'inboundId' | 'reason' | 'kind' | 'rule' | 'locale' | 'toldStaff' | 'mayText' | 'nextPageAt'>;

/** People who need a person, from the first word to the outcome. */
export type HandOffStore = {
  /** Opens one and returns its number. At most one crisis is open for a person at a time. */
  open(opening: Opening, now: Temporal.Instant): Promise<number>;
  /** Locks one for the rest of the transaction. */
  lock(id: string): Promise<HandOff | undefined>;
  find(id: string): Promise<HandOff | undefined>;
  /** The open crisis of a person, locked. */
  openCrisisOf(personId: string): Promise<HandOff | undefined>;
  /** Takes it for a member of staff; false when it is another's already or closed. */
  take(id: string, staffId: string, on: 'phone' | 'console', now: Temporal.Instant): Promise<boolean>;
  change(id: string, change: Partial<Pick<HandOff, 'rung' | 'nextPageAt' | 'toldStaff' | 'offeredToId' | 'takenById' | 'takenAt' | 'takenOn' | 'mayText' | 'checkInAt' | 'locale'>>): Promise<void>;
  close(id: string, staffId: string | null, outcome: CloseOutcome, now: Temporal.Instant): Promise<void>;
  happened(id: string, kind: HandOffEventKind, facts: Record<string, unknown>, now: Temporal.Instant, staffId?: string | null): Promise<void>;
  /** Those whose next page, or whose check-in, is due. */
  duePages(now: Temporal.Instant, limit: number): Promise<string[]>;
  dueCheckIns(now: Temporal.Instant, limit: number): Promise<string[]>;
  /** Staff who hold a page of it that has not been answered. */
  pagedStaff(id: string): Promise<{ staffId: string; personId: string }[]>;

  waiting(): Promise<WaitingHandOff[]>;
  recentlyClosed(since: Temporal.Instant): Promise<WaitingHandOff[]>;
  events(id: string): Promise<HandOffEvent[]>;
  notes(id: string): Promise<HandOffNote[]>;
  addNote(id: string, staffId: string, text: string, now: Temporal.Instant): Promise<void>;
  /** The person's conversation on all channels, oldest first, from an instant on. */
  conversation(personId: string, since: Temporal.Instant): Promise<ExchangedMessage[]>;
  waysToReach(personId: string): Promise<WayToReach[]>;
  /** Grows with everything that happens to any hand-off: what a live page compares. */
  revision(): Promise<string>;
};
