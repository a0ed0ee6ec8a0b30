import type { AccessNeed, Answers, DayPart, DayWord, Need, Place } from './person.ts';

/** Facts known, known absent, or not known: a missing code in a feed is `unknown`, never `no`. */
export type Known = 'yes' | 'no' | 'unknown';

/**
 * One session a person could go to. `start` is a zoned wall time (`2026-11-24T19:00:00-05:00[America/New_York]`);
 * `kilometres` is null for an online group; `why` lists what was asked for and is not known to be there.
 */
export type GroupChoice = {
  sessionId: string;
  groupId: string;
  name: string;
  start: string;
  kilometres: number | null;
  languages: string[];
  online: boolean;
  unknownAccess: AccessNeed[];
};

/** A group in full, for "details". Empty string where a fact is not known. */
export type GroupDetails = GroupChoice & {
  venue: string;
  address: string;
  description: string;
  minutes: number;
  wheelchair: Known;
  signLanguage: Known;
  childcare: Known;
  link: string;
};

/** What to look for. Sessions in `without` were shown before. */
export type GroupSearch = {
  need?: Need;
  place?: Place;
  times: DayPart[];
  days?: DayWord[];
  access: AccessNeed[];
  languages: string[];
  without: string[];
};

/**
 * The places a text or a pin may mean. `exact` when there is no doubt; `online` when no place at all is meant but a link;
 * `nearest` is the nearest place we know when the one found is far from all of them.
 */
export type PlaceFound = { found: Place[]; exact: boolean; online?: true; nearest?: Place };

/** Which one wish was given up to find enough: null when none had to be. */
export type Widened = 'time' | 'distance' | 'need' | 'language' | null;

export type Booking = { bookingId: string; groupId: string; name: string; start: string; weekly: boolean; venue: string; online: boolean };

/** Counts only: what is kept about a person, or what was just deleted. */
export type KeptFacts = { messages: number; bookings: number; answers: number; nickname: boolean };

/** What a person answers after the crisis lines. */
export type CrisisAnswer = 'danger' | 'talk' | 'safe' | 'misunderstood' | 'may-text' | 'do-not-text' | 'leave' | 'check-in';

/** How a hand-off ended, as the supervisor saw it. */
export type CloseOutcome = (typeof closeOutcomes)[number];
export const closeOutcomes = ['safe', 'lines', 'emergency', 'no-answer', 'other'] as const;

/** What befalls a hand-off while a frame is about it: taken by somebody else, or closed. */
export type CaseNews = { type: 'withdrawn' } | { type: 'ended' };

/**
 * What a flow can tell the world without waiting for an answer. The words themselves are the message that is being
 * heard; a frame never holds them.
 */
export type FlowNotices = { sayToPerson: { handOffId: string }; tellStaff: { handOffId: string } };

export type NoticeName = keyof FlowNotices;

/**
 * Every question a flow can ask of the world, with the shape of the question and of the answer. Each is
 * implemented once in services/flow-ports and runs inside the step's own transaction.
 */
export type FlowPorts = {
  understandPlace: { input: { text?: string; latitude?: number; longitude?: number }; output: PlaceFound };
  findGroups: { input: GroupSearch; output: { groups: GroupChoice[]; widened: Widened } };
  awaitGroup: { input: { answers: Answers }; output: Record<string, never> };
  groupDetails: { input: { sessionId: string }; output: GroupDetails };
  bookSeat: { input: { sessionId: string }; output: Booking };
  bookEveryWeek: { input: { bookingId: string }; output: Booking };
  /** `calendar` is the address of the person's own calendar. */
  mySessions: { input: Record<string, never>; output: { bookings: Booking[]; calendar: string } };
  dropBooking: { input: { bookingId: string; everyWeek: boolean }; output: Booking };
  answerReminder: { input: { bookingId: string; answer: 'coming' | 'cannot' | 'ride' }; output: Booking };
  recordPulse: { input: { bookingId: string; answer: 'good' | 'okay' | 'bad' }; output: Record<string, never> };
  askForPerson: { input: { reason: 'asked' | 'after-session' }; output: { someoneTold: boolean } };
  answerCrisis: { input: { answer: CrisisAnswer }; output: { someoneTold: boolean } };
  takeHandOff: { input: { handOffId: string }; output: { result: 'taken' | 'by-another' | 'closed' } };
  passHandOff: { input: { handOffId: string }; output: Record<string, never> };
  closeHandOff: { input: { handOffId: string; outcome: CloseOutcome }; output: Record<string, never> };
  whatWeKeep: { input: Record<string, never>; output: KeptFacts };
  forgetMe: { input: Record<string, never>; output: KeptFacts };
};

export type PortName = keyof FlowPorts;
export type { Answers };
