import { setup } from 'xstate';
import { asks, chose, hours, picked, say, says } from '../../src/core/flow-kit/index.ts';
import type { FlowOutput, Heard, Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person };

/** The question a person agreed to be asked the day after. It names nothing: it lies on a lock screen. */
export const checkIn = setup({
  types: {} as { context: Memory; events: Heard; input: { person: Person }; output: FlowOutput },
  actions: { say },
  guards: { chose },
  delays: { patience: hours(24) },
}).createMachine({
  id: 'check-in',
  context: ({ input }) => ({ person: input.person }),
  initial: 'asking',
  output: ({ event }) => event.output as FlowOutput,
  states: {
    asking: {
      entry: asks('checkIn.ask', {
        choices: [
          { id: 'better', label: 'checkIn.choiceBetter' },
          { id: 'same', label: 'checkIn.choiceSame' },
          { id: 'person', label: 'checkIn.choicePerson' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('better'), target: 'closed', actions: says('checkIn.better') },
          { guard: picked('same'), target: 'closed', actions: says('checkIn.same') },
          { guard: picked('person'), target: 'calling' },
        ],
        skip: 'closed',
        back: { target: 'asking', reenter: true },
      },
      after: { patience: 'closed' },
    },
    calling: { type: 'final', output: { next: { flow: 'person' } } },
    closed: { type: 'final' },
  },
});
