/**
 * The only place that knows the names XState gives the things a machine wants done. Pinned to xstate 5.33: its
 * tests cover `spawnChild`, `raise`, `cancel` and `stopChild` as results of the pure `transition()`.
 */
import { AppError } from '../app-error.ts';
import type { Remember, Say, Tell } from '../flow-kit/index.ts';
import type { Effect, Timer } from './frame.ts';

type Action = { type: string; params?: unknown };

/** What one machine action means: an effect, a timer set or dropped, or nothing to do. */
export type Meaning = { effect?: Effect; set?: Timer; drop?: string };

const laterThan = (now: Temporal.Instant, milliseconds: number) => now.add({ milliseconds: Math.round(milliseconds) }).toString();

const readers: Record<string, (params: never, flow: string, frame: string, now: Temporal.Instant) => Meaning> = {
  say: (say: Say, flow) => ({ effect: { type: 'say', flow, say } }),
  remember: (what: Remember) => ({ effect: { type: 'remember', what } }),
  tell: (tell: Tell) => ({ effect: { type: 'tell-world', tell } }),
  'xstate.spawnChild': ({ id, src, input }: { id: string; src: string; input: unknown }, _flow, frame) => ({
    effect: { type: 'ask-world', frame, id, port: src, input },
  }),
  'xstate.raise': ({ id, event, delay }: { id: string; event: { type: string }; delay?: number }, _flow, _frame, now) =>
    delay === undefined ? {} : { set: { id, at: laterThan(now, delay), event: event.type } },
  'xstate.cancel': ({ sendId }: { sendId: string }) => ({ drop: sendId }),
  'xstate.stopChild': () => ({}),
};

/** Reads one action. Anything a flow may not do (an inline function, a message to another actor) throws `effect-not-allowed`. */
export const readAction = (action: Action, flow: string, frame: string, now: Temporal.Instant): Meaning => {
  const reader = readers[action.type];
  if (!reader) throw new AppError('effect-not-allowed', { message: `flow ${flow} asked for "${action.type}", which no flow may do` });
  return reader(action.params as never, flow, frame, now);
};

/** The events that answer an `ask-world` effect. */
export const answered = (id: string, output: unknown) => ({ type: `xstate.done.actor.${id}`, output, actorId: id });
export const failed = (id: string, code: string) => ({ type: `xstate.error.actor.${id}`, error: code, actorId: id });
