import { setup } from 'xstate';
import { asks, chose, hours, picked, say, says, type FlowOutput, type Heard, type Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person };

/** What someone we know can ask for; also where every MENU leads. */
export const menu = setup({
  types: {} as { context: Memory; events: Heard; input: { person: Person }; output: FlowOutput },
  actions: { say },
  guards: { chose },
  delays: { patience: hours(12) },
}).createMachine({
  id: 'menu',
  context: ({ input }) => ({ person: input.person }),
  initial: 'asking',
  output: ({ event }) => event.output as FlowOutput,
  states: {
    asking: {
      entry: asks(({ person }: Memory) => (person.nickname ? 'menu.helloName' : 'menu.hello'), {
        vars: ({ person }: Memory) => ({ nickname: person.nickname ?? '' }),
        choices: [
          { id: 'find', label: 'menu.find' },
          { id: 'sessions', label: 'menu.sessions' },
          { id: 'talk', label: 'menu.talk' },
          { id: 'data', label: 'menu.data' },
          { id: 'language', label: 'menu.language' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('find'), target: 'finding' },
          { guard: picked('sessions'), target: 'listing' },
          { guard: picked('talk'), target: 'handingOver' },
          { guard: picked('data'), target: 'showingData' },
          { guard: picked('language'), target: 'asking', reenter: true, actions: says('menu.languageNote') },
        ],
        skip: { target: 'closed', actions: says('menu.goodbye') },
        back: { target: 'asking', reenter: true },
      },
      after: { patience: 'closed' },
    },
    finding: { type: 'final', output: { next: { flow: 'intake', input: { again: true } } } },
    listing: { type: 'final', output: { next: { flow: 'my-sessions' } } },
    handingOver: { type: 'final', output: { next: { flow: 'person' } } },
    showingData: { type: 'final', output: { next: { flow: 'my-data' } } },
    closed: { type: 'final' },
  },
});
