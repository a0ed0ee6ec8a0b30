import { setup } from 'xstate';
import { asks, chose, days, picked, say, says } from '../../src/core/flow-kit/index.ts';
import type { Answers, FlowOutput, Heard, Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person; answers: Answers };

/** What a person wanted to be told of, once. It names nothing: it lies on a lock screen. */
export const opened = setup({
  types: {} as { context: Memory; events: Heard; input: { person: Person; answers?: Answers }; output: FlowOutput },
  actions: { say },
  guards: { chose },
  delays: { patience: days(3) },
}).createMachine({
  id: 'opened',
  context: ({ input }) => ({ person: input.person, answers: input.answers ?? input.person.answers }),
  initial: 'asking',
  output: ({ event }) => event.output as FlowOutput,
  states: {
    asking: {
      entry: asks('opened.ask', {
        choices: [
          { id: 'yes', label: 'opened.see' },
          { id: 'no', label: 'opened.later' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('yes'), target: 'looking' },
          { guard: picked('no'), target: 'closed', actions: says('findGroup.leave') },
        ],
        skip: { target: 'closed', actions: says('findGroup.leave') },
        back: { target: 'asking', reenter: true },
      },
      after: { patience: 'closed' },
    },
    looking: { type: 'final', output: ({ context }) => ({ next: { flow: 'find-group', input: { answers: context.answers } } }) },
    closed: { type: 'final' },
  },
});
