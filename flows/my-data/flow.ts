import { assign, setup } from 'xstate';
import { asks, chose, hours, picked, port, say, says } from '../../src/core/flow-kit/index.ts';
import type { FlowOutput, Heard, KeptFacts, Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person; forget: boolean; kept: KeptFacts };
type Input = { person: Person; forget?: boolean };

const counts = ({ kept: { messages, bookings, answers } }: Memory) => ({ messages, bookings, answers });

/** What is kept about a person, counted, and how all of it ends. `forget` goes straight to "are you sure". */
export const myData = setup({
  types: {} as { context: Memory; events: Heard; input: Input; output: FlowOutput },
  actions: { say },
  actors: { whatWeKeep: port('whatWeKeep'), forgetMe: port('forgetMe') },
  guards: { chose, wantsToForget: ({ context }) => context.forget },
  delays: { patience: hours(1) },
}).createMachine({
  id: 'my-data',
  context: ({ input }) => ({ person: input.person, forget: input.forget ?? false, kept: { messages: 0, bookings: 0, answers: 0, nickname: false } }),
  initial: 'starting',
  output: {},
  states: {
    starting: { always: [{ guard: 'wantsToForget', target: 'confirming' }, { target: 'looking' }] },
    looking: {
      invoke: {
        id: 'look',
        src: 'whatWeKeep',
        input: {},
        onDone: { target: 'showing', actions: assign({ kept: ({ event }) => event.output }) },
        onError: { target: 'closed', actions: says('myData.tryLater') },
      },
    },
    showing: {
      entry: asks(({ kept }: Memory) => (kept.nickname ? 'myData.keptWithName' : 'myData.kept'), {
        vars: counts,
        choices: [
          { id: 'forget', label: 'myData.forget' },
          { id: 'keep', label: 'myData.keep' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('forget'), target: 'confirming' },
          { guard: picked('keep'), target: 'closed', actions: says('myData.unchanged') },
        ],
        skip: { target: 'closed', actions: says('myData.unchanged') },
        back: { target: 'closed', actions: says('myData.unchanged') },
      },
      after: { patience: 'closed' },
    },
    confirming: {
      entry: asks('myData.confirm', {
        choices: [
          { id: 'forget', label: 'myData.delete' },
          { id: 'keep', label: 'myData.keep' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('forget'), target: 'forgetting' },
          { guard: picked('keep'), target: 'closed', actions: says('myData.unchanged') },
        ],
        skip: { target: 'closed', actions: says('myData.unchanged') },
        back: 'looking',
      },
      after: { patience: 'closed' },
    },
    forgetting: {
      invoke: {
        id: 'forget',
        src: 'forgetMe',
        input: {},
        onDone: { target: 'closed', actions: [assign({ kept: ({ event }) => event.output }), says('myData.deleted', counts)] },
        onError: { target: 'closed', actions: says('myData.tryLater') },
      },
    },
    closed: { type: 'final' },
  },
});
