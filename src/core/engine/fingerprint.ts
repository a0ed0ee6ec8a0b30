/**
 * The shape of a machine that stored frames depend on: states, events, targets, invoked names, timers, context keys.
 * When it changes, frames saved before may no longer fit: a test then demands a new version, a migration and a golden frame.
 */
import type { AnyStateNode } from 'xstate';
import { contextKeys } from './envelope.ts';
import type { Flow } from './frame.ts';

const nodeShape = (node: AnyStateNode): unknown => ({
  type: node.type,
  on: [...node.transitions.entries()]
    .map(([event, list]) => [event, list.map(({ target, guard }) => [target?.map(({ key }) => key) ?? [], guardName(guard)])])
    .sort(),
  invoke: node.invoke.map(({ id, src }) => [id, typeof src === 'string' ? src : 'inline']),
  states: Object.fromEntries(Object.entries(node.states).map(([key, child]) => [key, nodeShape(child)])),
});

const guardName = (guard: unknown): string =>
  typeof guard === 'object' && guard !== null && 'type' in guard ? String(guard.type) : typeof guard === 'function' ? 'inline' : String(guard ?? '');

/** FNV-1a over the shape, in hexadecimal: short, and the same on every machine. */
const digest = (text: string) => {
  let hash = 0xcbf29ce484222325n;
  for (const character of text) hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
};

/** A short text that changes exactly when saved frames might no longer fit the flow. */
export const fingerprint = (flow: Flow): string => digest(JSON.stringify([nodeShape(flow.machine.root), contextKeys(flow).sort()]));
