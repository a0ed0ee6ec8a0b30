import { assign, setup } from 'xstate';
import { asks, chose, days, hours, picked, port, say, says, tell, tells } from '../../src/core/flow-kit/index.ts';
import type { CaseNews, CloseOutcome, FlowOutput, FlowPorts, Heard, Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person; handOffId: string; number: number; outcome: CloseOutcome };
type Input = { person: Person; handOffId: string; number: number };
type Taken = FlowPorts['takeHandOff']['output'];

const theCase = ({ number }: Memory) => ({ number });

/**
 * The supervisor's side of a hand-off, on their own phone: the page, taking it with one reply, words passed on through
 * the public number, and the end. A page names the case's number and nothing else: it lies on a lock screen.
 */
export const onCall = setup({
  types: {} as { context: Memory; events: Heard | CaseNews; input: Input; output: FlowOutput },
  actions: { say, tell },
  actors: { takeHandOff: port('takeHandOff'), passHandOff: port('passHandOff'), closeHandOff: port('closeHandOff') },
  guards: { chose, mine: (_, { result }: Taken) => result === 'taken', over: (_, { result }: Taken) => result === 'closed' },
  delays: { patience: hours(12), longest: days(7) },
}).createMachine({
  id: 'on-call',
  context: ({ input }) => ({ person: input.person, handOffId: input.handOffId, number: input.number, outcome: 'other' }),
  initial: 'paged',
  output: {},
  states: {
    paged: {
      entry: asks('onCall.page', {
        vars: theCase,
        choices: [
          { id: 'take', label: 'onCall.choiceTake' },
          { id: 'pass', label: 'onCall.choicePass' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('take'), target: 'taking' },
          { guard: picked('pass'), target: 'passing' },
        ],
        skip: 'passing',
        back: { target: 'paged', reenter: true },
        withdrawn: { target: 'closed', actions: says('onCall.withdrawn', theCase) },
        ended: { target: 'closed', actions: says('onCall.withdrawn', theCase) },
      },
      after: { patience: 'closed' },
    },
    taking: {
      invoke: {
        id: 'take',
        src: 'takeHandOff',
        input: ({ context }) => ({ handOffId: context.handOffId }),
        onDone: [
          { guard: { type: 'mine', params: ({ event }) => event.output }, target: 'holding', actions: says('onCall.theirWords', theCase) },
          { guard: { type: 'over', params: ({ event }) => event.output }, target: 'closed', actions: says('onCall.over', theCase) },
          { target: 'closed', actions: says('onCall.withdrawn', theCase) },
        ],
        onError: { target: 'closed', actions: says('onCall.over', theCase) },
      },
    },
    passing: {
      invoke: {
        id: 'pass',
        src: 'passHandOff',
        input: ({ context }) => ({ handOffId: context.handOffId }),
        onDone: { target: 'closed', actions: says('onCall.passed', theCase) },
        onError: { target: 'closed', actions: says('onCall.over', theCase) },
      },
    },
    holding: {
      entry: asks('onCall.holding', {
        vars: theCase,
        expects: 'message',
        choices: [
          { id: 'close', label: 'onCall.choiceClose' },
          { id: 'hand-on', label: 'onCall.choiceHandOn' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('close'), target: 'askingOutcome' },
          { guard: picked('hand-on'), target: 'passing' },
        ],
        text: { actions: tells('sayToPerson', ({ handOffId }: Memory) => ({ handOffId })) },
        location: { actions: tells('sayToPerson', ({ handOffId }: Memory) => ({ handOffId })) },
        skip: { actions: tells('sayToPerson', ({ handOffId }: Memory) => ({ handOffId })) },
        back: { target: 'holding', reenter: true },
        withdrawn: { target: 'closed', actions: says('onCall.withdrawn', theCase) },
        ended: { target: 'closed', actions: says('onCall.over', theCase) },
      },
      after: { longest: 'closed' },
    },
    askingOutcome: {
      entry: asks('onCall.askOutcome', {
        vars: theCase,
        choices: [
          { id: 'safe', label: 'onCall.outcomeSafe' },
          { id: 'lines', label: 'onCall.outcomeLines' },
          { id: 'emergency', label: 'onCall.outcomeEmergency' },
          { id: 'no-answer', label: 'onCall.outcomeNoAnswer' },
          { id: 'other', label: 'onCall.outcomeOther' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('safe'), target: 'closing', actions: assign({ outcome: 'safe' }) },
          { guard: picked('lines'), target: 'closing', actions: assign({ outcome: 'lines' }) },
          { guard: picked('emergency'), target: 'closing', actions: assign({ outcome: 'emergency' }) },
          { guard: picked('no-answer'), target: 'closing', actions: assign({ outcome: 'no-answer' }) },
          { guard: picked('other'), target: 'closing', actions: assign({ outcome: 'other' }) },
        ],
        skip: { target: 'closing', actions: assign({ outcome: 'other' }) },
        back: 'holding',
        withdrawn: { target: 'closed', actions: says('onCall.withdrawn', theCase) },
        ended: { target: 'closed', actions: says('onCall.over', theCase) },
      },
      after: { longest: 'closed' },
    },
    closing: {
      invoke: {
        id: 'close',
        src: 'closeHandOff',
        input: ({ context }) => ({ handOffId: context.handOffId, outcome: context.outcome }),
        onDone: { target: 'closed', actions: says('onCall.closed', theCase) },
        onError: { target: 'closed', actions: says('onCall.over', theCase) },
      },
    },
    closed: { type: 'final' },
  },
});
