/** The programme's own facts. Quiet hours are wall times in `timeZone`; `clockOffset` is the simulator's, in milliseconds. */
export type Program = {
  name: string;
  city: string;
  timeZone: string;
  country: string;
  languages: string[];
  contact: string;
  quietFrom: string;
  quietUntil: string;
  retentionDays: number;
  clockOffset: number;
};

/** Counts for the operator: things that wait for a person to look at. */
export type Attention = { stuckConversations: number; failedMessages: number; unhandledMessages: number; unreadableWebhooks: number; dueMessages: number };

export type ProgramStore = {
  /** Undefined before the first seed. */
  read(): Promise<Program | undefined>;
  /** Changes the programme's own facts; every process knows of it at its next sweep. */
  change(change: Partial<Omit<Program, 'clockOffset'>>): Promise<void>;
  setClockOffset(milliseconds: number): Promise<void>;
  attention(now: Temporal.Instant): Promise<Attention>;
  /** The next moment at which something becomes due by itself: a timer, a reminder, a message that waits. */
  nextDue(after: Temporal.Instant): Promise<Temporal.Instant | undefined>;
  /** Answers when the database does. */
  ping(): Promise<void>;
};
