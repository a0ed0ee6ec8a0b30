import { assign, setup } from 'xstate';
import { asks, chose, hours, picked, port, say, says } from '../../src/core/flow-kit/index.ts';
import type { CrisisAnswer, FlowOutput, FlowPorts, Heard, Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person; call: string; text: string; emergency: string; watched: boolean; answer: CrisisAnswer };
type Input = { person: Person; call?: string; text?: string; emergency?: string; kind?: string };

const lines = ({ call, text, emergency }: Memory) => ({ call, text, emergency });

type Answered = FlowPorts['answerCrisis']['output'];

/**
 * One short question after the crisis lines, which the gate has already said. Words that answer nothing bring the
 * question again, never "I did not understand". Where somebody is being hurt the phone may be watched: nothing is sent
 * later unless they say so, and one answer ends it with words that give nothing away.
 */
export const crisis = setup({
  types: {} as { context: Memory; events: Heard; input: Input; output: FlowOutput },
  actions: { say },
  actors: { answerCrisis: port('answerCrisis') },
  guards: {
    chose,
    watched: ({ context }) => context.watched,
    inDangerAndWatched: ({ context }) => context.watched && context.answer === 'danger',
    answered: ({ context }, { answer }: { answer: CrisisAnswer }) => context.answer === answer,
    answeredUnheard: ({ context }, { answer, someoneTold }: { answer: CrisisAnswer } & Answered) => context.answer === answer && !someoneTold,
  },
  delays: { patience: hours(12) },
}).createMachine({
  id: 'crisis',
  context: ({ input }) => ({
    person: input.person,
    call: input.call ?? '',
    text: input.text ?? '',
    emergency: input.emergency ?? '',
    watched: input.kind === 'abuse',
    answer: 'talk',
  }),
  initial: 'meeting',
  output: {},
  states: {
    meeting: { always: [{ guard: 'watched', target: 'askingQuietly' }, { target: 'asking' }] },
    asking: {
      entry: asks('crisisFlow.ask', {
        vars: lines,
        expects: 'exact',
        choices: [
          { id: 'danger', label: 'crisisFlow.choiceDanger' },
          { id: 'talk', label: 'crisisFlow.choiceTalk' },
          { id: 'safe', label: 'crisisFlow.choiceSafe', detail: 'crisisFlow.detailSafe' },
          { id: 'misunderstood', label: 'crisisFlow.choiceMisunderstood' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('danger'), target: 'telling', actions: assign({ answer: 'danger' }) },
          { guard: picked('talk'), target: 'telling', actions: assign({ answer: 'talk' }) },
          { guard: picked('safe'), target: 'telling', actions: assign({ answer: 'safe' }) },
          { guard: picked('misunderstood'), target: 'telling', actions: assign({ answer: 'misunderstood' }) },
        ],
        text: { target: 'asking', reenter: true },
        location: { target: 'asking', reenter: true },
        skip: { target: 'telling', actions: assign({ answer: 'safe' }) },
        back: { target: 'asking', reenter: true },
      },
      after: { patience: 'closed' },
    },
    askingQuietly: {
      entry: asks('crisisFlow.askQuietly', {
        vars: lines,
        expects: 'exact',
        choices: [
          { id: 'danger', label: 'crisisFlow.choiceDanger' },
          { id: 'may-text', label: 'crisisFlow.choiceMayText' },
          { id: 'do-not-text', label: 'crisisFlow.choiceDoNotText' },
          { id: 'misunderstood', label: 'crisisFlow.choiceMisunderstood' },
          { id: 'leave', label: 'crisisFlow.choiceLeave' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('danger'), target: 'telling', actions: assign({ answer: 'danger' }) },
          { guard: picked('may-text'), target: 'telling', actions: assign({ answer: 'may-text' }) },
          { guard: picked('do-not-text'), target: 'telling', actions: assign({ answer: 'do-not-text' }) },
          { guard: picked('misunderstood'), target: 'telling', actions: assign({ answer: 'misunderstood' }) },
          { guard: picked('leave'), target: 'telling', actions: assign({ answer: 'leave' }) },
        ],
        text: { target: 'askingQuietly', reenter: true },
        location: { target: 'askingQuietly', reenter: true },
        skip: { target: 'telling', actions: assign({ answer: 'leave' }) },
        back: { target: 'askingQuietly', reenter: true },
      },
      after: { patience: 'closed' },
    },
    telling: {
      invoke: {
        id: 'tell',
        src: 'answerCrisis',
        input: ({ context }) => ({ answer: context.answer }),
        onDone: [
          { guard: { type: 'answeredUnheard', params: ({ event }) => ({ answer: 'talk', ...event.output }) }, target: 'askingCheckIn', actions: says('crisisFlow.talkNobody', lines) },
          { guard: { type: 'answered', params: { answer: 'talk' } }, target: 'askingCheckIn', actions: says('crisisFlow.talk', lines) },
          { guard: 'inDangerAndWatched', target: 'closed', actions: says('crisisFlow.danger', lines) },
          { guard: { type: 'answered', params: { answer: 'danger' } }, target: 'askingCheckIn', actions: says('crisisFlow.danger', lines) },
          { guard: { type: 'answered', params: { answer: 'safe' } }, target: 'closed', actions: says('crisisFlow.safe', lines) },
          { guard: { type: 'answered', params: { answer: 'misunderstood' } }, target: 'closed', actions: says('crisisFlow.misunderstood', lines) },
          { guard: { type: 'answered', params: { answer: 'may-text' } }, target: 'closed', actions: says('crisisFlow.mayText', lines) },
          { guard: { type: 'answered', params: { answer: 'do-not-text' } }, target: 'closed', actions: says('crisisFlow.doNotText', lines) },
          { target: 'closed', actions: says('crisisFlow.left') },
        ],
        onError: { target: 'closed', actions: says('crisisFlow.danger', lines) },
      },
    },
    askingCheckIn: {
      entry: asks('crisisFlow.askCheckIn', {
        choices: [
          { id: 'agreed', label: 'crisisFlow.choiceCheckIn' },
          { id: 'declined', label: 'crisisFlow.choiceNoCheckIn' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('agreed'), target: 'agreeing' },
          { guard: picked('declined'), target: 'closed', actions: says('crisisFlow.noCheckIn') },
        ],
        skip: { target: 'closed', actions: says('crisisFlow.noCheckIn') },
        back: { target: 'askingCheckIn', reenter: true },
      },
      after: { patience: 'closed' },
    },
    agreeing: {
      invoke: {
        id: 'agree',
        src: 'answerCrisis',
        input: { answer: 'check-in' },
        onDone: { target: 'closed', actions: says('crisisFlow.checkInAgreed') },
        onError: { target: 'closed', actions: says('crisisFlow.noCheckIn') },
      },
    },
    closed: { type: 'final' },
  },
});
