import { assign, setup } from 'xstate';
import { asks, chose, hours, picked, port, say, says } from '../../src/core/flow-kit/index.ts';
import type { FlowOutput, FlowPorts, Heard, Person } from '../../src/core/flow-kit/index.ts';

type Answer = FlowPorts['recordPulse']['input']['answer'];
type Memory = { person: Person; bookingId: string; answer: Answer };

/** One question after a session. A bad evening is never left without offering a person. */
export const pulse = setup({
  types: {} as { context: Memory; events: Heard; input: { person: Person; bookingId?: string }; output: FlowOutput },
  actions: { say },
  actors: { recordPulse: port('recordPulse') },
  guards: { chose, wasBad: ({ context }) => context.answer === 'bad' },
  delays: { patience: hours(24) },
}).createMachine({
  id: 'pulse',
  context: ({ input }) => ({ person: input.person, bookingId: input.bookingId ?? '', answer: 'okay' }),
  initial: 'asking',
  output: ({ event }) => event.output as FlowOutput,
  states: {
    asking: {
      entry: asks('pulse.ask', {
        choices: [
          { id: 'good', label: 'pulse.good' },
          { id: 'okay', label: 'pulse.okay' },
          { id: 'bad', label: 'pulse.bad' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('good'), target: 'recording', actions: assign({ answer: 'good' }) },
          { guard: picked('okay'), target: 'recording', actions: assign({ answer: 'okay' }) },
          { guard: picked('bad'), target: 'recording', actions: assign({ answer: 'bad' }) },
        ],
        skip: { target: 'closed', actions: says('pulse.fine') },
        back: { target: 'closed', actions: says('pulse.fine') },
      },
      after: { patience: 'closed' },
    },
    recording: {
      invoke: {
        id: 'record',
        src: 'recordPulse',
        input: ({ context }) => ({ bookingId: context.bookingId, answer: context.answer }),
        onDone: [
          { guard: 'wasBad', target: 'offeringPerson' },
          { target: 'closed', actions: says(({ answer }: Memory) => (answer === 'good' ? 'pulse.glad' : 'pulse.thanks')) },
        ],
        // The answer is lost to us, but someone who had a bad evening must still be offered a person.
        onError: [{ guard: 'wasBad', target: 'offeringPerson' }, { target: 'closed', actions: says('pulse.thanks') }],
      },
    },
    offeringPerson: {
      entry: asks('pulse.offerPerson', {
        choices: [
          { id: 'yes', label: 'pulse.talk' },
          { id: 'no', label: 'pulse.notNow' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('yes'), target: 'handingOver' },
          { guard: picked('no'), target: 'closed', actions: says('pulse.anyTime') },
        ],
        skip: { target: 'closed', actions: says('pulse.anyTime') },
        back: 'asking',
      },
      after: { patience: 'closed' },
    },
    handingOver: { type: 'final', output: { next: { flow: 'person', input: { reason: 'after-session' } } } },
    closed: { type: 'final' },
  },
});
