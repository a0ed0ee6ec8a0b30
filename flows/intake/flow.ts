import { assign, setup } from 'xstate';
import { asks, chose, days, picked, port, remember, remembers, say, says } from '../../src/core/flow-kit/index.ts';
import type { Answers, DayWord, FlowOutput, FlowPorts, Heard, Need, Person, Place } from '../../src/core/flow-kit/index.ts';
import { languageNamed } from './language-named.ts';
import { every, languageChoices, needChoices, placeChoices, placePicked, saysSomething, wishChoices, wishes, without } from './questions.ts';

type Wished = { ids?: string[]; days?: DayWord[] };

/** The wishes a message names; somebody whose place is "online" wished for that before. */
const wished = ({ answers, online }: Memory, { ids = [], days }: Wished): Answers => ({ ...answers, ...wishes(online ? [...ids, 'online'] : ids), days });
const namesDays = ({ answers: { days } }: Memory) => days !== undefined && days.length > 0;
const daysVars = ({ answers: { days = [] } }: Memory) => ({ days });

type Memory = {
  person: Person;
  again: boolean;
  revise: boolean;
  answers: Answers;
  sought: FlowPorts['understandPlace']['input'];
  tries: number;
  found: Place[];
  otherLanguage: boolean;
  online: boolean;
};
type Input = { person: Person; again?: boolean; fresh?: boolean; revise?: boolean };
type Found = FlowPorts['understandPlace']['output'];

const keep = remembers(({ answers }: Memory) => ({ answers: without(answers, 'days') }));

/**
 * Four questions, each of which may be skipped and none asked when the answer is known. `again` offers last time's
 * answers first, `fresh` asks everything anew, `revise` goes back to the last question.
 */
export const intake = setup({
  types: {} as { context: Memory; events: Heard; input: Input; output: FlowOutput },
  actions: { say, remember },
  actors: { understandPlace: port('understandPlace') },
  guards: {
    chose,
    revises: ({ context }) => context.revise,
    offersSame: ({ context }) => context.again && context.person.answers.times !== undefined,
    knowsNeed: ({ context }) => context.answers.need !== undefined,
    knowsPlace: ({ context }) => context.answers.place !== undefined,
    knowsWishes: ({ context }) => context.answers.times !== undefined && context.answers.access !== undefined,
    wantsOtherLanguage: ({ context }) => context.otherLanguage,
    saysSomething: ({ event }) => event.type === 'text' && saysSomething(event.text),
    pickedPlace: ({ context, event }) => event.type === 'choice' && placePicked(context.found, event.id) !== undefined,
    namedLanguage: ({ context, event }) => event.type === 'text' && languageNamed(event.text, context.person.locale) !== undefined,
    certain: (_, { found, exact }: Found) => exact && found.length === 1,
    possible: (_, { found }: Found) => found.length > 0,
    online: (_, { online }: Found) => online === true,
    outside: (_, { found, exact, nearest }: Found) => exact && found.length === 1 && nearest !== undefined,
    saysDays: ({ event }) => event.type === 'text' && event.days !== undefined,
    saidDays: ({ context }) => namesDays(context),
    firstTry: ({ context }) => context.tries === 0,
  },
  delays: { patience: days(1) },
}).createMachine({
  id: 'intake',
  context: ({ input }) => ({
    person: input.person,
    again: input.again ?? false,
    revise: input.revise ?? false,
    answers: input.fresh ? {} : input.person.answers,
    sought: {},
    tries: 0,
    found: [],
    otherLanguage: false,
    online: false,
  }),
  initial: 'starting',
  output: ({ event }) => event.output as FlowOutput,
  states: {
    starting: {
      always: [{ guard: 'revises', target: 'askingWishes' }, { guard: 'offersSame', target: 'askingSame' }, { target: 'checkingNeed' }],
    },
    askingSame: {
      entry: asks(({ person }: Memory) => (person.answers.place ? 'intake.askSame' : 'intake.askSameAnywhere'), {
        vars: ({ person }: Memory) => ({ place: person.answers.place?.label ?? '' }),
        choices: [
          { id: 'yes', label: 'intake.same' },
          { id: 'no', label: 'intake.change' },
        ],
      }),
      on: {
        choice: [
          { guard: picked('yes'), target: 'finished', actions: assign({ answers: ({ context }) => context.person.answers }) },
          { guard: picked('no'), target: 'askingNeed', actions: assign({ answers: {} }) },
        ],
        location: {
          target: 'understanding',
          actions: assign({ answers: ({ context }) => context.person.answers, sought: ({ event: { latitude, longitude } }) => ({ latitude, longitude }) }),
        },
        skip: { target: 'finished', actions: assign({ answers: ({ context }) => context.person.answers }) },
        back: { target: 'askingSame', reenter: true },
      },
      after: { patience: 'closed' },
    },
    checkingNeed: { always: [{ guard: 'knowsNeed', target: 'checkingPlace' }, { target: 'askingNeed' }] },
    askingNeed: {
      entry: asks('intake.askNeed', { choices: needChoices, expects: 'text' }),
      on: {
        choice: { target: 'checkingPlace', actions: [assign({ answers: ({ context, event }) => ({ ...context.answers, need: event.id as Need }) }), keep] },
        text: {
          guard: 'saysSomething',
          target: 'checkingPlace',
          actions: [assign({ answers: ({ context }) => ({ ...context.answers, need: 'other' as const }) }), keep],
        },
        skip: { target: 'checkingPlace', actions: assign({ answers: ({ context }) => without(context.answers, 'need') }) },
        back: [{ guard: 'offersSame', target: 'askingSame' }, { target: 'askingNeed', reenter: true }],
      },
      after: { patience: 'closed' },
    },
    checkingPlace: { always: [{ guard: 'knowsPlace', target: 'checkingWishes' }, { target: 'askingPlace' }] },
    askingPlace: {
      entry: asks(({ tries }: Memory) => (tries === 0 ? 'intake.askPlace' : 'intake.placeUnknown'), { expects: 'place' }),
      on: {
        text: { target: 'understanding', actions: assign({ sought: ({ event }) => ({ text: event.text }) }) },
        location: { target: 'understanding', actions: assign({ sought: ({ event: { latitude, longitude } }) => ({ latitude, longitude }) }) },
        skip: { target: 'checkingWishes', actions: assign({ answers: ({ context }) => without(context.answers, 'place') }) },
        back: 'askingNeed',
      },
      after: { patience: 'closed' },
    },
    understanding: {
      invoke: {
        id: 'understand',
        src: 'understandPlace',
        input: ({ context }) => context.sought,
        onDone: [
          { guard: { type: 'online', params: ({ event }) => event.output }, target: 'checkingWishes', actions: assign({ answers: ({ context }) => without(context.answers, 'place', 'times'), online: true, tries: 0 }) },
          {
            guard: { type: 'outside', params: ({ event }) => event.output },
            target: 'checkingWishes',
            actions: [
              assign({ answers: ({ context, event }) => ({ ...context.answers, place: event.output.nearest }), tries: 0 }),
              keep,
              { type: 'say', params: ({ event }) => ({ key: 'intake.placeOutside' as const, vars: { nearest: event.output.nearest?.label ?? '' } }) },
            ],
          },
          {
            guard: { type: 'certain', params: ({ event }) => event.output },
            target: 'checkingWishes',
            actions: [assign({ answers: ({ context, event }) => ({ ...context.answers, place: event.output.found[0] }), tries: 0 }), keep],
          },
          {
            guard: { type: 'possible', params: ({ event }) => event.output },
            target: 'choosingPlace',
            actions: assign({ found: ({ event }) => event.output.found.slice(0, 4) }),
          },
          { guard: 'firstTry', target: 'askingPlace', actions: assign({ tries: 1 }) },
          { target: 'checkingWishes', actions: says('intake.placeLeftOut') },
        ],
        onError: { target: 'checkingWishes', actions: says('intake.placeLeftOut') },
      },
    },
    choosingPlace: {
      entry: asks('intake.choosePlace', { choices: ({ found }: Memory) => placeChoices(found), expects: 'place' }),
      on: {
        choice: [
          {
            guard: 'pickedPlace',
            target: 'checkingWishes',
            actions: [assign({ answers: ({ context, event }) => ({ ...context.answers, place: placePicked(context.found, event.id) }) }), keep],
          },
          { guard: picked('change'), target: 'askingPlace', actions: assign({ tries: 0 }) },
        ],
        text: { target: 'understanding', actions: assign({ sought: ({ event }) => ({ text: event.text }) }) },
        location: { target: 'understanding', actions: assign({ sought: ({ event: { latitude, longitude } }) => ({ latitude, longitude }) }) },
        skip: 'checkingWishes',
        back: { target: 'askingPlace', actions: assign({ tries: 0 }) },
      },
      after: { patience: 'closed' },
    },
    checkingWishes: { always: [{ guard: 'knowsWishes', target: 'checkingLanguage' }, { target: 'askingWishes' }] },
    askingWishes: {
      entry: asks('intake.askWhen', { choices: wishChoices, many: true, expects: 'days' }),
      on: {
        choice: {
          target: 'checkingLanguage',
          actions: [
            assign({
              answers: ({ context, event }) => wished(context, { ids: [event.id] }),
              otherLanguage: ({ event }) => event.id === 'other-language',
            }),
            keep,
          ],
        },
        text: { guard: 'saysDays', target: 'checkingLanguage', actions: [assign({ answers: ({ context, event }) => wished(context, event), otherLanguage: false }), keep] },
        choices: {
          target: 'checkingLanguage',
          actions: [
            assign({
              answers: ({ context, event }) => wished(context, event),
              otherLanguage: ({ event }) => event.ids.includes('other-language'),
            }),
            keep,
          ],
        },
        skip: {
          target: 'finished',
          actions: assign({ answers: ({ context }) => wished(context, {}), otherLanguage: false }),
        },
        back: { target: 'askingPlace', actions: assign({ tries: 0 }) },
      },
      after: { patience: 'closed' },
    },
    checkingLanguage: {
      always: [
        { guard: 'wantsOtherLanguage', target: 'askingLanguage' },
        { guard: 'saidDays', target: 'finished', actions: says('intake.onDays', daysVars) },
        { target: 'finished' },
      ],
    },
    askingLanguage: {
      entry: asks('intake.askLanguage', { choices: languageChoices, expects: 'text' }),
      on: {
        choice: { target: 'finished', actions: assign({ answers: ({ context, event }) => ({ ...context.answers, languages: [event.id] }) }) },
        text: [
          {
            guard: 'namedLanguage',
            target: 'finished',
            actions: assign({ answers: ({ context, event }) => ({ ...context.answers, languages: [languageNamed(event.text, context.person.locale) ?? ''] }) }),
          },
          {
            target: 'finished',
            actions: [assign({ answers: ({ context }) => ({ ...context.answers, languages: [] }) }), says('intake.languageUnknown')],
          },
        ],
        skip: { target: 'finished', actions: assign({ answers: ({ context }) => without(context.answers, 'languages') }) },
        back: 'askingWishes',
      },
      after: { patience: 'closed' },
    },
    finished: {
      type: 'final',
      entry: remembers(({ answers }: Memory) => ({ answers: every(answers) })),
      output: ({ context }) => ({ next: { flow: 'find-group', input: { answers: context.answers } } }),
    },
    closed: { type: 'final' },
  },
});
