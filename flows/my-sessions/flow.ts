import { assign, setup } from 'xstate';
import { asks, chose, hours, picked, port, say, says } from '../../src/core/flow-kit/index.ts';
import type { Booking, Choice, FlowOutput, FlowPorts, Heard, MessageKey, Person } from '../../src/core/flow-kit/index.ts';

type Memory = { person: Person; wanted: string; bookings: Booking[]; calendar: string; chosen: Booking | null; everyWeek: boolean };
type Input = { person: Person; bookingId?: string };
type Result = FlowPorts['mySessions']['output'];

const mostShown = 8;

const detailKey = ({ weekly, online, venue }: Booking): MessageKey => {
  if (online) return weekly ? 'mySessions.onlineWeekly' : 'mySessions.online';
  if (!venue) return weekly ? 'mySessions.weeklyNoVenue' : 'mySessions.noVenue';
  return weekly ? 'mySessions.weekly' : 'mySessions.once';
};

const bookingChoice = (booking: Booking): Choice => ({
  id: booking.bookingId,
  label: 'mySessions.when',
  detail: detailKey(booking),
  vars: { start: booking.start, venue: booking.venue },
});

const toCalendar: Choice = { id: 'calendar', label: 'mySessions.calendar' };
const kept = {
  bookings: ({ event }: { event: { output: Result } }) => event.output.bookings.slice(0, mostShown),
  calendar: ({ event }: { event: { output: Result } }) => event.output.calendar,
};

const keep: Choice = { id: 'no', label: 'mySessions.keep' };
const waysToDrop = ({ chosen: booking }: Memory): Choice[] =>
  booking?.weekly
    ? [{ id: 'once', label: 'mySessions.dropThis' }, { id: 'weekly', label: 'mySessions.dropWeekly' }, keep]
    : [{ id: 'drop', label: 'mySessions.dropIt' }, keep];

const oneVars = ({ chosen: booking }: Memory) => ({ start: booking?.start ?? '', venue: booking?.venue ?? '' });

/** The seats a person has, an easy way out of each, and their own calendar. `bookingId` goes straight to that one. */
export const mySessions = setup({
  types: {} as { context: Memory; events: Heard; input: Input; output: FlowOutput },
  actions: { say },
  actors: { mySessions: port('mySessions'), dropBooking: port('dropBooking') },
  guards: {
    chose,
    hasNone: (_, { bookings }: Result) => bookings.length === 0,
    hasWanted: ({ context }, { bookings }: Result) => bookings.some(({ bookingId }) => bookingId === context.wanted),
    listed: ({ context, event }) => event.type === 'choice' && context.bookings.some(({ bookingId }) => bookingId === event.id),
  },
  delays: { patience: hours(12) },
}).createMachine({
  id: 'my-sessions',
  context: ({ input }) => ({ person: input.person, wanted: input.bookingId ?? '', bookings: [], calendar: '', chosen: null, everyWeek: false }),
  initial: 'looking',
  output: ({ event }) => event.output as FlowOutput,
  states: {
    looking: {
      invoke: {
        id: 'look',
        src: 'mySessions',
        input: {},
        onDone: [
          { guard: { type: 'hasNone', params: ({ event }) => event.output }, target: 'offeringToFind' },
          {
            guard: { type: 'hasWanted', params: ({ event }) => event.output },
            target: 'decidingOne',
            actions: assign({
              ...kept,
              chosen: ({ context, event }) => event.output.bookings.find(({ bookingId }) => bookingId === context.wanted) ?? null,
            }),
          },
          { target: 'listing', actions: assign(kept) },
        ],
        onError: { target: 'closed', actions: says('mySessions.tryLater') },
      },
    },
    offeringToFind: {
      entry: asks('mySessions.none', {
        choices: [
          { id: 'yes', label: 'mySessions.find' },
          { id: 'no', label: 'mySessions.notNow' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('yes'), target: 'finding' },
          { guard: picked('no'), target: 'closed', actions: says('mySessions.anyTime') },
        ],
        skip: { target: 'closed', actions: says('mySessions.anyTime') },
        back: 'toMenu',
      },
      after: { patience: 'closed' },
    },
    listing: {
      entry: asks('mySessions.list', { choices: ({ bookings, calendar }: Memory) => [...bookings.map(bookingChoice), ...(calendar ? [toCalendar] : [])] }),
      on: {
        choice: [
          { guard: picked('calendar'), target: 'closed', actions: says('mySessions.calendarLink', ({ calendar }: Memory) => ({ link: calendar })) },
          {
            guard: 'listed',
            target: 'decidingOne',
            actions: assign({ chosen: ({ context, event }) => context.bookings.find(({ bookingId }) => bookingId === event.id) ?? null }),
          },
        ],
        skip: { target: 'closed', actions: says('mySessions.kept') },
        back: 'toMenu',
      },
      after: { patience: 'closed' },
    },
    decidingOne: {
      entry: asks(({ chosen: booking }: Memory) => (booking?.venue ? 'mySessions.one' : 'mySessions.oneNoVenue'), { vars: oneVars, choices: waysToDrop }),
      on: {
        choice: [
          { guard: picked('drop'), target: 'dropping' },
          { guard: picked('once'), target: 'dropping' },
          { guard: picked('weekly'), target: 'dropping', actions: assign({ everyWeek: true }) },
          { guard: picked('no'), target: 'closed', actions: says('mySessions.kept') },
        ],
        skip: { target: 'closed', actions: says('mySessions.kept') },
        back: 'listing',
      },
      after: { patience: 'closed' },
    },
    dropping: {
      invoke: {
        id: 'drop',
        src: 'dropBooking',
        input: ({ context }) => ({ bookingId: context.chosen?.bookingId ?? '', everyWeek: context.everyWeek }),
        onDone: {
          target: 'closed',
          actions: says(({ everyWeek }: Memory) => (everyWeek ? 'mySessions.droppedWeekly' : 'mySessions.dropped'), oneVars),
        },
        onError: { target: 'closed', actions: says('mySessions.tryLater') },
      },
    },
    finding: { type: 'final', output: { next: { flow: 'intake', input: { again: true } } } },
    toMenu: { type: 'final', output: { next: { flow: 'menu' } } },
    closed: { type: 'final' },
  },
});
