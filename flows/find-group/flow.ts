import { assign, setup } from 'xstate';
import { asks, chose, days, picked, port, remember, remembers, say, says } from '../../src/core/flow-kit/index.ts';
import type { Answers, Booking, Choice, FlowOutput, FlowPorts, GroupChoice, GroupDetails, Heard, Person, Widened } from '../../src/core/flow-kit/index.ts';
import { without } from '../intake/questions.ts';
import { aboutKey, aboutVars, bookedKey, groupChoice, searchFor } from './offers.ts';

type Memory = {
  person: Person;
  answers: Answers;
  groups: GroupChoice[];
  seen: string[];
  widened: Widened;
  wider: boolean;
  noMore: boolean;
  sessionId: string;
  details: GroupDetails | null;
  booking: Booking | null;
  nickname: string;
};
type Result = FlowPorts['findGroups']['output'];

const change: Choice = { id: 'change', label: 'findGroup.change' };
const person: Choice = { id: 'talk', label: 'findGroup.person' };
const tellMe: Choice = { id: 'tell', label: 'findGroup.tellMe' };
const more: Choice = { id: 'more', label: 'findGroup.more' };
const details: Choice = { id: 'details', label: 'findGroup.details' };

const offers = ({ groups, noMore }: Memory): Choice[] => [...groups.map(groupChoice), ...(noMore ? [] : [more]), details];
const bookedVars = ({ booking }: Memory) => ({ start: booking?.start ?? '', venue: booking?.venue ?? '' });

/** A session that filled up or was called off a moment ago is offered no more; the others still are. */
const withoutGone = ({ context }: { context: Memory }) => context.groups.filter(({ sessionId }) => sessionId !== context.sessionId);

/** Three groups near the person, a seat in one, and (when they like) the same seat every week. */
export const findGroup = setup({
  types: {} as { context: Memory; events: Heard; input: { person: Person; answers?: Answers }; output: FlowOutput },
  actions: { say, remember },
  actors: {
    findGroups: port('findGroups'),
    awaitGroup: port('awaitGroup'),
    groupDetails: port('groupDetails'),
    bookSeat: port('bookSeat'),
    bookEveryWeek: port('bookEveryWeek'),
  },
  guards: {
    chose,
    foundSome: (_, { groups }: Result) => groups.length > 0,
    offeredBefore: ({ context }) => context.groups.length > 0,
    lookedWider: ({ context }) => context.wider,
    gaveUp: ({ context }, { wish }: { wish: Widened }) => context.widened === wish,
    offered: ({ context, event }) => event.type === 'choice' && context.groups.some(({ sessionId }) => sessionId === event.id),
    onlyOne: ({ context, event }) => event.type === 'choice' && event.id === 'details' && context.groups.length === 1,
    gone: (_, { code }: { code: unknown }) => code === 'session-gone',
    goneOthersLeft: ({ context }, { code }: { code: unknown }) => code === 'session-gone' && context.groups.length > 1,
    isOnline: ({ context }) => context.booking?.online === true,
    hasLink: (_, { link }: GroupDetails) => link !== '',
    hasNickname: ({ context }) => Boolean(context.person.nickname),
  },
  delays: { patience: days(1) },
}).createMachine({
  id: 'find-group',
  context: ({ input }) => ({
    person: input.person,
    answers: input.answers ?? input.person.answers,
    groups: [],
    seen: [],
    widened: null,
    wider: false,
    noMore: false,
    sessionId: '',
    details: null,
    booking: null,
    nickname: '',
  }),
  initial: 'searching',
  output: ({ event }) => event.output as FlowOutput,
  states: {
    searching: {
      invoke: {
        id: 'search',
        src: 'findGroups',
        input: ({ context }) => searchFor({ ...context, locale: context.person.locale }),
        onDone: [
          {
            guard: { type: 'foundSome', params: ({ event }) => event.output },
            target: 'presenting',
            actions: assign({
              groups: ({ event }) => event.output.groups,
              widened: ({ event }) => event.output.widened,
              seen: ({ context, event }) => [...new Set([...context.seen, ...event.output.groups.map(({ sessionId }) => sessionId)])],
            }),
          },
          { guard: 'offeredBefore', target: 'offering', actions: [assign({ noMore: true }), says('findGroup.noMore')] },
          { guard: 'lookedWider', target: 'nothingAnywhere' },
          { target: 'nothingNear' },
        ],
        onError: { target: 'closed', actions: says('findGroup.tryLater') },
      },
    },
    presenting: {
      always: [
        { guard: { type: 'gaveUp', params: { wish: 'time' } }, target: 'offering', actions: says('findGroup.widenedTime') },
        { guard: { type: 'gaveUp', params: { wish: 'distance' } }, target: 'offering', actions: says('findGroup.widenedDistance') },
        { guard: { type: 'gaveUp', params: { wish: 'need' } }, target: 'offering', actions: says('findGroup.widenedNeed') },
        { guard: { type: 'gaveUp', params: { wish: 'language' } }, target: 'offering', actions: says('findGroup.widenedLanguage') },
        { target: 'offering' },
      ],
    },
    offering: {
      entry: asks(({ groups }: Memory) => (groups.length === 1 ? 'findGroup.offerOne' : 'findGroup.offer'), { choices: offers }),
      on: {
        choice: [
          { guard: 'offered', target: 'booking', actions: assign({ sessionId: ({ event }) => event.id }) },
          { guard: picked('more'), target: 'searching' },
          { guard: 'onlyOne', target: 'readingUp', actions: assign({ sessionId: ({ context }) => context.groups[0]?.sessionId ?? '' }) },
          { guard: picked('details'), target: 'askingWhich' },
        ],
        skip: { target: 'closed', actions: says('findGroup.leave') },
        back: 'revising',
      },
      after: { patience: 'closed' },
    },
    nothingNear: {
      entry: asks('findGroup.noneNear', { choices: [{ id: 'wider', label: 'findGroup.wider' }, tellMe, change, person] }),
      on: {
        choice: [
          { guard: picked('wider'), target: 'searching', actions: assign({ wider: true }) },
          { guard: picked('tell'), target: 'awaiting' },
          { guard: picked('change'), target: 'changing' },
          { guard: picked('talk'), target: 'handingOver' },
        ],
        skip: { target: 'closed', actions: says('findGroup.leave') },
        back: 'revising',
      },
      after: { patience: 'closed' },
    },
    nothingAnywhere: {
      entry: asks('findGroup.noneAnywhere', { choices: [tellMe, change, person] }),
      on: {
        choice: [
          { guard: picked('tell'), target: 'awaiting' },
          { guard: picked('change'), target: 'changing' },
          { guard: picked('talk'), target: 'handingOver' },
        ],
        skip: { target: 'closed', actions: says('findGroup.leave') },
        back: 'revising',
      },
      after: { patience: 'closed' },
    },
    awaiting: {
      invoke: {
        id: 'await',
        src: 'awaitGroup',
        input: ({ context }) => ({ answers: without(context.answers, 'days') }),
        onDone: { target: 'closed', actions: says('findGroup.willTell') },
        onError: { target: 'closed', actions: says('findGroup.tryLater') },
      },
    },
    askingWhich: {
      entry: asks('findGroup.askWhich', { choices: ({ groups }: Memory) => groups.map(groupChoice) }),
      on: {
        choice: { guard: 'offered', target: 'readingUp', actions: assign({ sessionId: ({ event }) => event.id }) },
        skip: 'offering',
        back: 'offering',
      },
      after: { patience: 'closed' },
    },
    readingUp: {
      invoke: {
        id: 'read',
        src: 'groupDetails',
        input: ({ context }) => ({ sessionId: context.sessionId }),
        onDone: { target: 'deciding', actions: assign({ details: ({ event }) => event.output }) },
        onError: [
          {
            guard: { type: 'goneOthersLeft', params: ({ event }) => ({ code: event.error }) },
            target: 'offering',
            actions: [assign({ groups: withoutGone }), says('findGroup.seatGone')],
          },
          {
            guard: { type: 'gone', params: ({ event }) => ({ code: event.error }) },
            target: 'searching',
            actions: [assign({ groups: withoutGone }), says('findGroup.seatGone')],
          },
          { target: 'closed', actions: says('findGroup.tryLater') },
        ],
      },
    },
    deciding: {
      entry: asks(({ details }: Memory) => (details ? aboutKey(details) : 'findGroup.about'), {
        vars: ({ details }: Memory) => (details ? aboutVars(details) : {}),
        choices: [
          { id: 'yes', label: 'findGroup.saveSeat' },
          { id: 'no', label: 'findGroup.backToList' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('yes'), target: 'booking' },
          { guard: picked('no'), target: 'offering' },
        ],
        skip: 'offering',
        back: 'offering',
      },
      after: { patience: 'closed' },
    },
    booking: {
      invoke: {
        id: 'book',
        src: 'bookSeat',
        input: ({ context }) => ({ sessionId: context.sessionId }),
        onDone: { target: 'booked', actions: assign({ booking: ({ event }) => event.output }) },
        onError: [
          {
            guard: { type: 'goneOthersLeft', params: ({ event }) => ({ code: event.error }) },
            target: 'offering',
            actions: [assign({ groups: withoutGone }), says('findGroup.seatGone')],
          },
          {
            guard: { type: 'gone', params: ({ event }) => ({ code: event.error }) },
            target: 'searching',
            actions: [assign({ groups: withoutGone }), says('findGroup.seatGone')],
          },
          { target: 'closed', actions: says('findGroup.tryLater') },
        ],
      },
    },
    booked: {
      entry: says(({ booking }: Memory) => (booking ? bookedKey(booking) : 'findGroup.allSet'), bookedVars, 'reminders'),
      always: [{ guard: 'isOnline', target: 'findingLink' }, { target: 'askingWeekly' }],
    },
    findingLink: {
      invoke: {
        id: 'link',
        src: 'groupDetails',
        input: ({ context }) => ({ sessionId: context.sessionId }),
        onDone: [
          {
            guard: { type: 'hasLink', params: ({ event }) => event.output },
            target: 'askingWeekly',
            actions: [assign({ details: ({ event }) => event.output }), says('findGroup.onlineLink', ({ details }: Memory) => ({ link: details?.link ?? '' }))],
          },
          { target: 'askingWeekly', actions: says('findGroup.onlineNoLink') },
        ],
        onError: { target: 'askingWeekly', actions: says('findGroup.onlineNoLink') },
      },
    },
    askingWeekly: {
      entry: asks('findGroup.askWeekly', {
        choices: [
          { id: 'weekly', label: 'findGroup.weekly' },
          { id: 'once', label: 'findGroup.once' },
          { id: 'drop', label: 'findGroup.drop' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('weekly'), target: 'bookingEveryWeek' },
          { guard: picked('once'), target: 'checkingNickname' },
          { guard: picked('drop'), target: 'dropping' },
        ],
        skip: 'checkingNickname',
        back: 'dropping',
      },
      after: { patience: 'closed' },
    },
    bookingEveryWeek: {
      invoke: {
        id: 'book-weekly',
        src: 'bookEveryWeek',
        input: ({ context }) => ({ bookingId: context.booking?.bookingId ?? '' }),
        onDone: { target: 'checkingNickname', actions: says('findGroup.weeklySaved') },
        onError: { target: 'checkingNickname', actions: says('findGroup.weeklyFailed', bookedVars) },
      },
    },
    checkingNickname: {
      always: [{ guard: 'hasNickname', target: 'closed', actions: says('findGroup.allSet') }, { target: 'askingNickname' }],
    },
    askingNickname: {
      entry: asks('findGroup.askNickname', { expects: 'name' }),
      on: {
        text: {
          target: 'closed',
          actions: [
            assign({ nickname: ({ event }) => event.text.trim().slice(0, 40) }),
            remembers(({ nickname }: Memory) => ({ nickname })),
            says('findGroup.thanks', ({ nickname }: Memory) => ({ nickname })),
          ],
        },
        skip: { target: 'closed', actions: says('findGroup.allSet') },
        back: 'askingWeekly',
      },
      after: { patience: 'closed' },
    },
    revising: { type: 'final', output: { next: { flow: 'intake', input: { revise: true } } } },
    changing: { type: 'final', output: { next: { flow: 'intake', input: { fresh: true } } } },
    handingOver: { type: 'final', output: { next: { flow: 'person' } } },
    dropping: {
      type: 'final',
      output: ({ context }) => ({ next: { flow: 'my-sessions', input: { bookingId: context.booking?.bookingId ?? '' } } }),
    },
    closed: { type: 'final' },
  },
});
