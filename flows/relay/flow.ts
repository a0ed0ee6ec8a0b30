import { setup } from 'xstate';
import { asks, days, say, says, tell, tells } from '../../src/core/flow-kit/index.ts';
import type { CaseNews, FlowOutput, Heard, Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person; handOffId: string };

const passedOn = { actions: tells('tellStaff', ({ handOffId }: Memory) => ({ handOffId })) };

/**
 * The resident's side of a hand-off that a person has taken: whatever they send goes to that person, until the case is
 * closed. Neither sees the other's number, and nothing they write is kept in the frame.
 */
export const relay = setup({
  types: {} as { context: Memory; events: Heard | CaseNews; input: { person: Person; handOffId: string }; output: FlowOutput },
  actions: { say, tell },
  delays: { longest: days(7) },
}).createMachine({
  id: 'relay',
  context: ({ input }) => ({ person: input.person, handOffId: input.handOffId }),
  initial: 'talking',
  output: {},
  states: {
    talking: {
      entry: asks('relay.here', { expects: 'message' }),
      on: {
        text: passedOn,
        location: passedOn,
        skip: passedOn,
        back: passedOn,
        withdrawn: 'closed',
        ended: { target: 'closed', actions: says('relay.ended') },
      },
      after: { longest: 'closed' },
    },
    closed: { type: 'final' },
  },
});
