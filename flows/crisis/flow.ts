import { setup } from 'xstate';
import { asks, chose, hours, picked, port, say, says } from '../../src/core/flow-kit/index.ts';
import type { FlowOutput, FlowPorts, Heard, Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person; call: string; text: string; emergency: string; someoneTold: boolean };
type Input = { person: Person; call?: string; text?: string; emergency?: string; someoneTold?: boolean };

const lines = ({ call, text, emergency }: Memory) => ({ call, text, emergency });

/**
 * One short question after the crisis lines, which the gate has already said. Words that answer nothing bring the
 * question again, never "I did not understand".
 */
export const crisis = setup({
  types: {} as { context: Memory; events: Heard; input: Input; output: FlowOutput },
  actions: { say },
  actors: { askForPerson: port('askForPerson') },
  guards: { chose, someoneTold: (_, { someoneTold }: FlowPorts['askForPerson']['output']) => someoneTold },
  delays: { patience: hours(12) },
}).createMachine({
  id: 'crisis',
  context: ({ input }) => ({
    person: input.person,
    call: input.call ?? '',
    text: input.text ?? '',
    emergency: input.emergency ?? '',
    someoneTold: input.someoneTold ?? false,
  }),
  initial: 'asking',
  output: {},
  states: {
    asking: {
      entry: asks('crisisFlow.ask', {
        vars: lines,
        expects: 'text',
        choices: [
          { id: 'danger', label: 'crisisFlow.choiceDanger' },
          { id: 'talk', label: 'crisisFlow.choiceTalk' },
          { id: 'safe', label: 'crisisFlow.choiceSafe' },
          { id: 'misunderstood', label: 'crisisFlow.choiceMisunderstood' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('danger'), target: 'closed', actions: says('crisisFlow.danger', lines) },
          { guard: picked('talk'), target: 'calling' },
          { guard: picked('safe'), target: 'closed', actions: says('crisisFlow.safe', lines) },
          { guard: picked('misunderstood'), target: 'closed', actions: says('crisisFlow.misunderstood', lines) },
        ],
        text: { target: 'asking', reenter: true },
        location: { target: 'asking', reenter: true },
        skip: { target: 'closed', actions: says('crisisFlow.safe', lines) },
        back: { target: 'asking', reenter: true },
      },
      after: { patience: 'closed' },
    },
    calling: {
      invoke: {
        id: 'call',
        src: 'askForPerson',
        input: { reason: 'crisis' },
        onDone: [
          { guard: { type: 'someoneTold', params: ({ event }) => event.output }, target: 'closed', actions: says('crisisFlow.talk', lines) },
          { target: 'closed', actions: says('crisisFlow.talkNobody', lines) },
        ],
        onError: { target: 'closed', actions: says('crisisFlow.talkNobody', lines) },
      },
    },
    closed: { type: 'final' },
  },
});
