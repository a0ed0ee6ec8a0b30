import type { CloseOutcome } from '../../core/flow-kit/index.ts';
import type { LineListing } from '../../core/safety/helplines.ts';
import type { FeedFile } from '../../core/directory/feed.ts';
import type { ImportPlan } from '../../core/directory/plan-import.ts';
import type { EditedGroup, ShownGroup } from '../../services/console/keep-directory.ts';
import type { NewStaff } from '../../services/console/run-program.ts';
import type { LookedAt } from '../../services/console/work-on-hand-off.ts';
import type { Unreachable } from '../../services/hand-offs/relay-words.ts';
import type { Feed } from '../../services/import-directory.ts';
import type { ChannelName } from '../../services/ports.ts';
import type { AuditRow, FailedMessage, HandOverNote, ShiftRow, StuckConversation, UnhandledMessage, Visitor } from '../../services/stores/console.ts';
import type { ExchangedMessage, WaitingHandOff } from '../../services/stores/hand-offs.ts';
import type { CountedNeed, GroupQuery, KeptGroup, Neighbourhood, PlacedSession, StoredPlan } from '../../services/stores/directory.ts';
import type { Program } from '../../services/stores/program.ts';
import type { OnCall, StaffRole } from '../../services/stores/staff.ts';

/** A colleague as the console shows them: of their number only its end. */
export type Colleague = { staffId: string; name: string; role: StaffRole; languages: string[]; verified: boolean; left: boolean; channel: string; lastDigits: string };

/** What the console's pages ask of the services. `by` is the staff id of whoever is signed in. */
export type ConsoleServices = {
  now(): Temporal.Instant;
  program(): Program;
  languages(): { tag: string; name: string; direction: string; reviewed: boolean }[];
  secure: boolean;
  simulator: boolean;

  askForCode(number: string): Promise<void>;
  signIn(number: string, code: string): Promise<{ token: string; expiresAt: Temporal.Instant } | undefined>;
  visitor(token: string): Promise<Visitor | undefined>;
  signOut(token: string, everywhere: boolean): Promise<void>;

  waiting(): Promise<{ open: WaitingHandOff[]; closed: WaitingHandOff[] }>;
  onCall(): Promise<OnCall[]>;
  revision(): Promise<string>;
  /** `again` is the same page asking anew: written down once, at its first opening. */
  look(id: string, by: string, again: boolean): Promise<LookedAt | undefined>;
  openWords(id: string, by: string, again: boolean): Promise<ExchangedMessage[]>;
  take(id: string, by: string): Promise<'taken' | 'by-another' | 'closed'>;
  say(id: string, by: string, words: string, via?: ChannelName): Promise<Unreachable | undefined>;
  note(id: string, by: string, text: string): Promise<void>;
  close(id: string, by: string, outcome: CloseOutcome): Promise<void>;
  handOn(id: string, by: string, to: string | null): Promise<void>;

  staff(): Promise<Colleague[]>;
  addStaff(by: string, member: NewStaff): Promise<void>;
  sendVerifyCode(by: string, staffId: string): Promise<void>;
  verifyStaff(by: string, staffId: string, code: string): Promise<boolean>;
  changeStaff(by: string, staffId: string, change: { role: StaffRole; languages: string[] }): Promise<void>;
  endStaff(by: string, staffId: string): Promise<void>;

  rota(): Promise<ShiftRow[]>;
  addShift(by: string, shift: Omit<ShiftRow, 'id' | 'staffName'>): Promise<void>;
  removeShift(by: string, id: string): Promise<void>;
  handOverNotes(): Promise<HandOverNote[]>;
  leaveNote(by: string, text: string): Promise<void>;

  lines(): LineListing[];
  checkLine(by: string, check: { lineId: string; reviewBy: string; good: boolean; note: string }): Promise<void>;

  findGroups(query: GroupQuery): Promise<{ groups: KeptGroup[]; total: number }>;
  neighbourhoods(): Promise<Neighbourhood[]>;
  showGroup(groupId: string): Promise<ShownGroup | undefined>;
  addGroup(by: string, group: EditedGroup): Promise<string>;
  editGroup(by: string, groupId: string, group: EditedGroup): Promise<void>;
  endGroup(by: string, groupId: string, ended: boolean): Promise<void>;
  followFeed(by: string, groupId: string, fields: string[]): Promise<void>;
  calendar(): Promise<{ day: string; sessions: PlacedSession[] }[]>;
  plans(): Promise<Omit<StoredPlan, 'groups'>[]>;
  /** The feed at an address of the web. Throws an AppError `import-…`. */
  fetchFeed(address: string): Promise<FeedFile>;
  planFeed(by: string, feed: Feed): Promise<string>;
  showPlan(id: string): Promise<{ stored: StoredPlan; plan: ImportPlan } | undefined>;
  applyPlan(by: string, id: string): Promise<unknown>;
  unmetNeeds(): Promise<CountedNeed[]>;

  changeProgram(by: string, change: Partial<Omit<Program, 'clockOffset'>>): Promise<void>;

  trouble(): Promise<{ failed: FailedMessage[]; stuck: StuckConversation[]; unhandled: UnhandledMessage[]; unreadable: number }>;
  sendAgain(by: string, messageId: string): Promise<boolean>;
  free(by: string, personId: string): Promise<void>;
  handleAgain(by: string, messageId: string): Promise<void>;

  audit(before?: number): Promise<AuditRow[]>;
};
