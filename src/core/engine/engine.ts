/**
 * Steps a stack of frames. Pure: the same stack, event and time give the same outcome, and nothing is done but
 * computed; XState's actors are never started.
 */
import type { AnyMachineSnapshot } from 'xstate';
import { AppError } from '../app-error.ts';
import type { FlowOutput, Person, Question, Say } from '../flow-kit/index.ts';
import { answered, failed, readAction } from './effects.ts';
import { restore, upgrade } from './envelope.ts';
import type { Effect, Flow, Frame, Stack, Step, Timer } from './frame.ts';
import { firstSnapshot, nextSnapshot } from './pure-step.ts';

/** `silent`: nobody is there to hear "back to …", because a timer and not the person ended the frame. */
type Moment = { now: Temporal.Instant; person: Person; silent?: boolean };
type Action = Parameters<typeof readAction>[0];

const questionIn = (effects: Effect[]): Question | undefined => {
  const asked = effects.findLast((effect) => effect.type === 'say' && effect.say.ask !== undefined);
  if (asked?.type !== 'say' || !asked.say.ask) return undefined;
  return { key: asked.say.key, vars: asked.say.vars, ...asked.say.ask };
};

/** Says an open question again, word for word. */
export const repeat = (frame: Frame): Effect[] => {
  if (!frame.question) return [];
  const { key, vars, ...ask } = frame.question;
  return [{ type: 'say', flow: frame.flow, say: { key, vars, ask } }];
};

const timersAfter = (before: Timer[], meanings: ReturnType<typeof readAction>[]) =>
  meanings.reduce<Timer[]>((timers, { set, drop }) => {
    const kept = timers.filter(({ id }) => id !== (drop ?? set?.id));
    return set ? [...kept, set] : kept;
  }, before);

/** The frame after a transition, and what the machine asked for on the way. */
const settle = (flow: Flow, frame: Frame, snapshot: AnyMachineSnapshot, actions: Action[], now: Temporal.Instant) => {
  const meanings = actions.map((action) => readAction(action, flow.id, frame.id, now));
  const effects = meanings.flatMap(({ effect }) => (effect ? [effect] : []));
  const moved = JSON.stringify(snapshot.value) !== JSON.stringify(frame.value);
  const question = questionIn(effects) ?? (moved ? null : frame.question);
  const context = structuredClone(snapshot.context) as Frame['context'];
  return { frame: { ...frame, value: snapshot.value, context, timers: timersAfter(frame.timers, meanings), question }, effects };
};

const newId = (stack: Stack) => `f${1 + Math.max(0, ...stack.map(({ id }) => Number(id.slice(1))))}`;

/** Creates the engine for a set of flows. */
export const createEngine = (flows: Flow[]) => {
  const byId = new Map(flows.map((flow) => [flow.id, flow]));
  const flowOf = (id: string) => {
    const flow = byId.get(id);
    if (!flow) throw new AppError('flow-unknown', { message: `there is no flow called ${id}` });
    return flow;
  };

  /** Takes an ended frame off; starts what it named next in its place, or returns to the question underneath. */
  const finish = (stack: Stack, at: number, snapshot: AnyMachineSnapshot, moment: Moment): Step => {
    const rest = stack.toSpliced(at, 1);
    const { next } = (snapshot.output ?? {}) as FlowOutput;
    if (next) return begin(rest, next.flow, next.input ?? {}, moment, at);
    const below = rest.at(-1);
    if (moment.silent || at !== rest.length || !below?.question) return { stack: rest, effects: [], heard: true };
    const back: Say = { key: 'engine.backTo' };
    return { stack: rest, effects: [{ type: 'say', flow: below.flow, say: back }, ...repeat(below)], heard: true };
  };

  const proceed = (stack: Stack, at: number, frame: Frame, snapshot: AnyMachineSnapshot, actions: Action[], moment: Moment): Step => {
    const settled = settle(flowOf(frame.flow), frame, snapshot, actions, moment.now);
    const next = stack.with(at, settled.frame);
    if (snapshot.status === 'active') return { stack: next, effects: settled.effects, heard: true };
    const finished = finish(next, at, snapshot, moment);
    return { ...finished, effects: [...settled.effects, ...finished.effects] };
  };

  /** Starts a flow on top of the stack, or at a given height. */
  const begin = (stack: Stack, id: string, input: Record<string, unknown>, moment: Moment, at = stack.length): Step => {
    const flow = flowOf(id);
    const [snapshot, actions] = firstSnapshot(flow.machine, { ...input, person: moment.person });
    if (snapshot.status === 'error') throw snapshot.error;
    const frame: Frame = { id: newId(stack), flow: id, version: flow.version, value: '', context: {}, timers: [], question: null };
    return proceed(stack.toSpliced(at, 0, frame), at, frame, snapshot, actions, moment);
  };

  /** Tells one frame that something happened. An event it cannot take changes nothing and comes back unheard. */
  const tell = (stack: Stack, frameId: string, event: { type: string }, moment: Moment): Step => {
    const at = stack.findIndex(({ id }) => id === frameId);
    const stored = stack[at];
    if (!stored) return { stack, effects: [], heard: false };
    const flow = flowOf(stored.flow);
    const frame = upgrade(flow, stored);
    const before = restore(flow, frame);
    if (!before.can(event as never)) return { stack, effects: [], heard: false };
    const [snapshot, actions] = nextSnapshot(flow.machine, before, event);
    return proceed(stack, at, frame, snapshot, actions, moment);
  };

  return {
    begin: (stack: Stack, id: string, input: Record<string, unknown>, moment: Moment) => begin(stack, id, input, moment),
    tell,
    /** The result of an `ask-world` effect, good or bad, back into the frame that asked. */
    answer: (stack: Stack, asked: { frame: string; id: string }, result: { output: unknown } | { code: string }, moment: Moment) =>
      tell(stack, asked.frame, 'output' in result ? answered(asked.id, result.output) : failed(asked.id, result.code), moment),
    /** Fires one timer that is due; the timer is gone whether or not the frame still cares. */
    fire: (stack: Stack, frameId: string, timer: Timer, moment: Moment): Step => {
      const without = stack.map((frame) => (frame.id === frameId ? { ...frame, timers: frame.timers.filter(({ id }) => id !== timer.id) } : frame));
      const step = tell(without, frameId, { type: timer.event }, { ...moment, silent: true });
      return step.heard ? step : { stack: without, effects: [], heard: false };
    },
  };
};

export type Engine = ReturnType<typeof createEngine>;

/** Every timer on a stack that is due, earliest first. */
export const dueTimers = (stack: Stack, now: Temporal.Instant) =>
  stack
    .flatMap((frame) => frame.timers.map((timer) => ({ frameId: frame.id, timer })))
    .filter(({ timer }) => Temporal.Instant.compare(timer.at, now) <= 0)
    .sort((a, b) => Temporal.Instant.compare(a.timer.at, b.timer.at));

/** When a stack next wants to be woken. */
export const wakeAt = (stack: Stack): Temporal.Instant | null => {
  const times = stack.flatMap((frame) => frame.timers.map(({ at }) => Temporal.Instant.from(at)));
  return times.sort(Temporal.Instant.compare)[0] ?? null;
};
