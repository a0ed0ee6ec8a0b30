import type { StaffRole } from './staff.ts';

/** Someone signed in to the console. `csrf` goes into every form. */
export type Visitor = { staffId: string; name: string; role: StaffRole; languages: string[]; csrf: string };

export type StaffMember = { staffId: string; name: string; role: StaffRole; languages: string[]; verified: boolean; left: boolean; channel: string; sealed: Buffer };

/** A line of the weekly rota: wall times, weekday 1 is Monday, rank 1 is primary. */
export type ShiftRow = { id: string; staffId: string; staffName: string; weekday: number; from: string; until: string; rank: number };

export type HandOverNote = { at: string; staffName: string; text: string };

export type AuditRow = { id: number; at: string; staffName: string | null; action: string; handOffNumber: number | null; facts: Record<string, unknown> };

/** Who did what to whose data; `facts` never holds a text, a number or a name. */
export type AuditNote = { staffId: string | null; action: string; personId?: string | null; handOffId?: string | null; facts?: Record<string, unknown> };

/** The newest check of each crisis line by a person. `reviewBy` is a date. */
export type HelplineCheck = { lineId: string; staffName: string; at: string; reviewBy: string; good: boolean; note: string };

export type FailedMessage = { id: string; flow: string; key: string; channel: string; status: string; errorCode: string | null; attempts: number; createdAt: string };
export type StuckConversation = { personId: string; since: string; reason: string | null; locale: string | null };
export type UnhandledMessage = { id: string; channel: string; kind: string; error: string | null; attempts: number; receivedAt: string };

/** Everything the console keeps and looks at that is not a hand-off. Instants are ISO strings. */
export type ConsoleStore = {
  /** Keeps a new code and ends the earlier ones of its purpose. */
  addCode(code: { id: string; staffId: string; purpose: 'sign-in' | 'verify'; hash: Buffer; expiresAt: Temporal.Instant }, now: Temporal.Instant): Promise<void>;
  /** Counts one try against the open code and returns it; undefined when there is none or its tries are used up. */
  tryCode(staffId: string, purpose: 'sign-in' | 'verify', mostTries: number, now: Temporal.Instant): Promise<{ id: string; hash: Buffer } | undefined>;
  useCode(id: string, now: Temporal.Instant): Promise<void>;

  startSession(session: { hash: Buffer; staffId: string; csrf: string; expiresAt: Temporal.Instant }, now: Temporal.Instant): Promise<void>;
  /** The visitor of an open session, which it keeps from growing old. */
  visitor(hash: Buffer, now: Temporal.Instant): Promise<Visitor | undefined>;
  endSession(hash: Buffer): Promise<void>;
  endSessionsOf(staffId: string): Promise<void>;
  removeOldSessions(now: Temporal.Instant): Promise<void>;

  audit(note: AuditNote, now: Temporal.Instant): Promise<void>;
  /** Whether this is in the trail since an instant. */
  didLately(staffId: string, action: string, handOffId: string, since: Temporal.Instant): Promise<boolean>;
  auditTrail(limit: number, before?: number): Promise<AuditRow[]>;

  staff(): Promise<StaffMember[]>;
  personOf(staffId: string): Promise<string | undefined>;
  addStaff(member: { personId: string; name: string; role: StaffRole; languages: string[] }): Promise<string>;
  changeStaff(staffId: string, change: { name?: string; role?: StaffRole; languages?: string[]; verifiedAt?: Temporal.Instant; leftAt?: Temporal.Instant | null }): Promise<void>;

  rota(): Promise<ShiftRow[]>;
  addShift(shift: Omit<ShiftRow, 'id' | 'staffName'>): Promise<void>;
  removeShift(id: string): Promise<void>;
  handOverNotes(limit: number): Promise<HandOverNote[]>;
  addHandOverNote(staffId: string, text: string, now: Temporal.Instant): Promise<void>;

  helplineChecks(): Promise<HelplineCheck[]>;
  addHelplineCheck(check: { lineId: string; staffId: string; reviewBy: string; good: boolean; note: string }, now: Temporal.Instant): Promise<void>;

  failedMessages(limit: number): Promise<FailedMessage[]>;
  /** Puts a failed message back in the queue until `validUntil`; returns whose it is. */
  sendAgain(messageId: string, validUntil: Temporal.Instant, now: Temporal.Instant): Promise<string | undefined>;
  stuckConversations(limit: number): Promise<StuckConversation[]>;
  /** Empties a stuck conversation, so that the next message begins anew. */
  freeConversation(personId: string): Promise<void>;
  unhandledMessages(limit: number): Promise<UnhandledMessage[]>;
};
