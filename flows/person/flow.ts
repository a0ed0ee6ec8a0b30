import { setup } from 'xstate';
import { port, say, says, type FlowOutput, type FlowPorts, type Heard, type Person } from '../../src/core/flow-kit/index.ts';

type Reason = FlowPorts['askForPerson']['input']['reason'];
type Memory = { person: Person; reason: Reason };

/** Brings a human, and says honestly whether one was reached. */
export const person = setup({
  types: {} as { context: Memory; events: Heard; input: { person: Person; reason?: Reason }; output: FlowOutput },
  actions: { say },
  actors: { askForPerson: port('askForPerson') },
  guards: { someoneTold: (_, { someoneTold }: FlowPorts['askForPerson']['output']) => someoneTold },
}).createMachine({
  id: 'person',
  context: ({ input }) => ({ person: input.person, reason: input.reason ?? 'asked' }),
  initial: 'calling',
  output: {},
  states: {
    calling: {
      invoke: {
        id: 'call',
        src: 'askForPerson',
        input: ({ context }) => ({ reason: context.reason }),
        onDone: [
          { guard: { type: 'someoneTold', params: ({ event }) => event.output }, target: 'closed', actions: says('person.told') },
          { target: 'closed', actions: says('person.nobody') },
        ],
        onError: { target: 'closed', actions: says('person.tryLater') },
      },
    },
    closed: { type: 'final' },
  },
});
