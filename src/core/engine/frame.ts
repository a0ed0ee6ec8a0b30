import type { AnyStateMachine, StateValue } from 'xstate';
import type { Question, Remember, Say, Tell } from '../flow-kit/index.ts';

/** A moment the frame asked to be woken at: `at` is an ISO instant, `event` what the machine is then told. */
export type Timer = { id: string; at: string; event: string };

/**
 * One conversation in progress, as it is stored: which flow at which version, where it stands, what it waits for.
 * Plain JSON throughout; `id` is unique within its stack.
 */
export type Frame = {
  id: string;
  flow: string;
  version: number;
  value: StateValue;
  context: Record<string, unknown>;
  timers: Timer[];
  question: Question | null;
};

/** Frames from the oldest to the one being spoken to: an interruption is put on top and gives way when it ends. */
export type Stack = Frame[];

/** What a migration may change when a flow's new version meets an old frame. */
export type Saved = Pick<Frame, 'value' | 'context' | 'timers'>;

/** Carries a frame from version `to - 1` to `to`. Pure, one sentence of `why`, with a golden frame that proves it. */
export type Migration = { to: number; why: string; migrate: (saved: Saved) => Saved };

/** A conversation the bot can hold: its machine, its version, and how older frames become this version's. */
export type Flow = { id: string; machine: AnyStateMachine; version: number; migrations: Migration[] };

/** What a step asks the services to do, as data; nothing has happened yet. */
export type Effect =
  | { type: 'say'; flow: string; say: Say }
  | { type: 'remember'; what: Remember }
  | { type: 'tell-world'; tell: Tell }
  | { type: 'ask-world'; frame: string; id: string; port: string; input: unknown };

/** A step's outcome. `heard` is false when the frame could not take the event, which then changed nothing. */
export type Step = { stack: Stack; effects: Effect[]; heard: boolean };
