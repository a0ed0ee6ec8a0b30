/** A frame's way back into a machine: version, migrations, shape, and only then the state. */
import type { AnyMachineSnapshot } from 'xstate';
import { AppError } from '../app-error.ts';
import type { Flow, Frame, Saved } from './frame.ts';
import { firstSnapshot, nobody } from './pure-step.ts';

const keysOf = new WeakMap<Flow, string[]>();

/** The context keys a flow starts with: every key exists from the start, so a saved frame without one is not this version's. */
export const contextKeys = (flow: Flow): string[] => {
  const known = keysOf.get(flow);
  if (known) return known;
  const [snapshot] = firstSnapshot(flow.machine, { person: nobody });
  const keys = Object.keys(snapshot.context as object);
  keysOf.set(flow, keys);
  return keys;
};

/** Brings a frame to its flow's version; throws `frame-newer` (try again when this process is upgraded) or the migration's own error. */
export const upgrade = (flow: Flow, frame: Frame): Frame => {
  if (frame.version > flow.version) {
    throw new AppError('frame-newer', { message: `flow ${flow.id} is at ${flow.version}, the frame at ${frame.version}`, retry: 'later' });
  }
  const due = flow.migrations.filter(({ to }) => to > frame.version).sort((a, b) => a.to - b.to);
  const { value, context, timers } = due.reduce<Saved>((saved, { migrate }) => migrate(structuredClone(saved)), frame);
  return { ...frame, value, context, timers, version: flow.version };
};

const requireShape = (flow: Flow, frame: Frame) => {
  const missing = contextKeys(flow).filter((key) => !(key in frame.context));
  if (missing.length > 0) throw new AppError('frame-shape', { message: `flow ${flow.id}: context lacks ${missing.join(', ')}` });
};

/** The machine's snapshot for a stored frame. Throws `frame-lost` when its state no longer exists. Never starts an actor. */
export const restore = (flow: Flow, frame: Frame): AnyMachineSnapshot => {
  requireShape(flow, frame);
  try {
    return flow.machine.resolveState({ value: frame.value, context: structuredClone(frame.context), status: 'active' } as never) as AnyMachineSnapshot;
  } catch (cause) {
    throw new AppError('frame-lost', { message: `flow ${flow.id}: its state cannot be restored`, cause });
  }
};
