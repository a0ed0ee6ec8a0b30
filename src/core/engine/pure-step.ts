/**
 * XState's pure `initialTransition` and `transition`, without the actor they make and throw away at every call: that
 * actor computes the machine's first state anew each time, which was most of what a step cost. Nothing is started; a
 * test holds these against XState's own.
 */
import { createActor, type AnyMachineSnapshot, type AnyStateMachine } from 'xstate';
import type { Person } from '../flow-kit/index.ts';

type Scope = Parameters<AnyStateMachine['transition']>[2];
type Action = { type: string; params?: unknown };

/** A person who is nobody, for looking at a machine without a conversation. */
export const nobody: Person = {
  locale: 'en',
  isNew: false,
  answers: {},
  program: { name: '', country: 'US', timeZone: 'UTC', contact: '' },
};

const nothing = () => {};
const scopes = new WeakMap<AnyStateMachine, Scope>();

const inertScope = (machine: AnyStateMachine): Scope => {
  const known = scopes.get(machine);
  if (known) return known;
  const self = createActor(machine, { input: { person: nobody } as never });
  const scope: Scope = { self, system: self.system, id: '', sessionId: '', logger: nothing, defer: nothing, stopChild: nothing, emit: nothing, actionExecutor: nothing };
  scopes.set(machine, scope);
  return scope;
};

const collecting = (machine: AnyStateMachine) => {
  const actions: Action[] = [];
  return { actions, scope: { ...inertScope(machine), actionExecutor: (action: Action) => void actions.push(action) } as Scope };
};

/** The machine's first snapshot for an input, and what it wants done. A machine that throws here comes back in error. */
export const firstSnapshot = (machine: AnyStateMachine, input: unknown): [AnyMachineSnapshot, Action[]] => {
  const { actions, scope } = collecting(machine);
  return [machine.getInitialSnapshot(scope, input as never) as AnyMachineSnapshot, actions];
};

/** The snapshot after an event, and what the machine wants done. */
export const nextSnapshot = (machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: { type: string }): [AnyMachineSnapshot, Action[]] => {
  const { actions, scope } = collecting(machine);
  return [machine.transition(snapshot, event as never, scope) as AnyMachineSnapshot, actions];
};
