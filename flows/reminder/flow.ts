import { assign, setup } from 'xstate';
import { asks, chose, hours, minutes, picked, port, say, says } from '../../src/core/flow-kit/index.ts';
import type { Choice, FlowOutput, FlowPorts, Heard, MessageKey, Person } from '../../src/core/flow-kit/index.ts';

type Kind = 'day-before' | 'two-hours';
type Answer = FlowPorts['answerReminder']['input']['answer'];
type Memory = { person: Person; bookingId: string; start: string; place: string; online: boolean; kind: Kind; answer: Answer };
type Input = { person: Person; bookingId?: string; start?: string; place?: string; online?: boolean; kind?: Kind };

const question = ({ kind, place, online }: Memory): MessageKey => {
  if (online) return kind === 'two-hours' ? 'reminder.soonOnline' : 'reminder.dayBeforeOnline';
  if (kind === 'two-hours') return place ? 'reminder.soon' : 'reminder.soonNoPlace';
  return place ? 'reminder.dayBefore' : 'reminder.dayBeforeNoPlace';
};

const coming: Choice = { id: 'coming', label: 'reminder.coming' };
const cannot: Choice = { id: 'cannot', label: 'reminder.cannot' };
const ride: Choice = { id: 'ride', label: 'reminder.ride' };

/** Asked at six the evening before, and put away half an hour before the next reminder of the same session. */
const untilNextReminder = (start: string) => {
  const { hour, minute } = Temporal.PlainTime.from(start);
  return minutes((6 + hour) * 60 + minute - 150);
};

const replies: Record<Answer, MessageKey> = { coming: 'reminder.seeYou', cannot: 'reminder.seatFree', ride: 'reminder.rideAsked' };

/** Asks whether someone still comes: when and where, never what for, because a lock screen shows it. */
export const reminder = setup({
  types: {} as { context: Memory; events: Heard; input: Input; output: FlowOutput },
  actions: { say },
  actors: { answerReminder: port('answerReminder') },
  guards: { chose },
  delays: { patience: ({ context: { kind, start } }) => (kind === 'two-hours' || !start ? hours(2) : untilNextReminder(start)) },
}).createMachine({
  id: 'reminder',
  context: ({ input }) => ({
    person: input.person,
    bookingId: input.bookingId ?? '',
    start: input.start ?? '',
    place: input.place ?? '',
    online: input.online ?? false,
    kind: input.kind ?? 'day-before',
    answer: 'coming',
  }),
  initial: 'asking',
  output: {},
  states: {
    asking: {
      entry: asks(question, {
        vars: ({ start, place }: Memory) => ({ start, place }),
        choices: ({ online }: Memory) => (online ? [coming, cannot] : [coming, cannot, ride]),
      }),
      on: {
        choice: [
          { guard: picked('coming'), target: 'telling', actions: assign({ answer: 'coming' }) },
          { guard: picked('cannot'), target: 'telling', actions: assign({ answer: 'cannot' }) },
          { guard: picked('ride'), target: 'telling', actions: assign({ answer: 'ride' }) },
        ],
        skip: { target: 'closed', actions: says('reminder.fine') },
        back: { target: 'closed', actions: says('reminder.fine') },
      },
      after: { patience: 'closed' },
    },
    telling: {
      invoke: {
        id: 'tell',
        src: 'answerReminder',
        input: ({ context }) => ({ bookingId: context.bookingId, answer: context.answer }),
        onDone: { target: 'closed', actions: says(({ answer }: Memory) => replies[answer]) },
        onError: { target: 'closed', actions: says('reminder.tryLater') },
      },
    },
    closed: { type: 'final' },
  },
});
