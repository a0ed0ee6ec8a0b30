import { setup } from 'xstate';
import { say, says, type FlowOutput, type Heard, type Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person };

/** The first message anyone gets: who we are, what texts cost, how to stop. Then straight to the first question. */
export const welcome = setup({
  types: {} as { context: Memory; events: Heard; input: { person: Person }; output: FlowOutput },
  actions: { say },
}).createMachine({
  id: 'welcome',
  context: ({ input }) => ({ person: input.person }),
  initial: 'greeted',
  output: { next: { flow: 'intake' } },
  states: {
    greeted: { type: 'final', entry: says('welcome.hello', {}, 'conversation') },
  },
});
