/** Walks a flow everywhere it can go, with the pure engine: every answer a person can give, every answer the world can. */
import { getInitialMicrosteps, getMicrosteps, type AnyMachineSnapshot } from 'xstate';
import { flows } from '../../flows/index.ts';
import { answered, failed } from '../../src/core/engine/effects.ts';
import { createEngine } from '../../src/core/engine/engine.ts';
import { restore } from '../../src/core/engine/envelope.ts';
import type { Effect, Flow, Frame } from '../../src/core/engine/frame.ts';
import type { Answers, CaseNews, Heard, Person, Say } from '../../src/core/flow-kit/index.ts';
import { samples } from './world.ts';

const engine = createEngine(flows);
const now = Temporal.Instant.from('2026-11-23T15:00:00Z');

const program = { name: 'Porchlight Bronx', country: 'US', timeZone: 'America/New_York', contact: '(718) 555-0100' };
const stranger: Person = { locale: 'en', isNew: true, answers: {}, program };
const place = { label: '10467, Bronx', latitude: 40.8733, longitude: -73.8714, postalCode: '10467' };
const answers: Answers = { need: 'grief', place, times: ['evening'], access: ['step-free'] };
const friend: Person = { ...stranger, isNew: false, nickname: 'Ana', answers };
const start = '2026-11-24T19:00:00-05:00[America/New_York]';
const lines = { call: '988', text: '988', emergency: '911' };

type Start = { person: Person; input?: Record<string, unknown> };

/** How each flow can be entered, beside the two every flow has: a stranger and a friend. */
const entrances: Record<string, Start[]> = {
  intake: [
    { person: friend, input: { again: true } },
    { person: { ...friend, answers: { need: 'grief', times: [], access: [] } }, input: { again: true } },
    { person: { ...friend, answers: { need: 'grief' } }, input: { again: true } },
    { person: friend, input: { fresh: true } },
    { person: friend, input: { revise: true } },
  ],
  'find-group': [{ person: stranger, input: { answers } }],
  'my-sessions': [{ person: friend, input: { bookingId: 'b-2' } }],
  reminder: [
    { person: friend, input: { bookingId: 'b-1', start, place: 'Mosholu Library', kind: 'day-before' } },
    { person: friend, input: { bookingId: 'b-1', start, place: '', kind: 'day-before' } },
    { person: friend, input: { bookingId: 'b-1', start, place: 'Mosholu Library', kind: 'two-hours' } },
    { person: friend, input: { bookingId: 'b-1', start, place: '', kind: 'two-hours' } },
    { person: friend, input: { bookingId: 'b-1', start, place: '', online: true, kind: 'day-before' } },
    { person: friend, input: { bookingId: 'b-1', start, place: '', online: true, kind: 'two-hours' } },
  ],
  pulse: [{ person: friend, input: { bookingId: 'b-1' } }],
  person: [{ person: friend, input: { reason: 'crisis' } }],
  'my-data': [{ person: friend, input: { forget: true } }],
  crisis: [{ person: friend, input: { ...lines, kind: 'suicide' } }, { person: friend, input: { ...lines, kind: 'abuse' } }],
  'on-call': [{ person: friend, input: { handOffId: 'h-1', number: 12 } }],
  relay: [{ person: friend, input: { handOffId: 'h-1' } }],
};

/** A flow that is about a booking, a case or a call line is only ever entered with it. */
const alwaysGiven = ['reminder', 'crisis', 'on-call', 'relay'];

const startsOf = (flow: string): Start[] => [
  ...(alwaysGiven.includes(flow) ? [] : [{ person: stranger }, { person: friend }]),
  ...(entrances[flow] ?? []),
];

/** What can befall the case a frame is about. */
const news: CaseNews[] = [{ type: 'withdrawn' }, { type: 'ended' }];

const words = ['10467', 'Portuguese', 'asdf', ''];

/** Everything a person can do in front of a question, sensible or not. */
const doings = ({ question }: Frame): Heard[] => [
  ...(question?.choices ?? []).map(({ id }): Heard => ({ type: 'choice', id })),
  { type: 'choice', id: 'not-a-choice' },
  ...(question?.many ? [...question.choices.map(({ id }) => [id]), question.choices.map(({ id }) => id), []] : []).map((ids): Heard => ({ type: 'choices', ids })),
  ...words.map((text): Heard => ({ type: 'text', text })),
  { type: 'location', latitude: 40.87, longitude: -73.87 },
  { type: 'skip' },
  { type: 'back' },
];

/** Words that steer a flow; all other words only fill a message. */
const steering = ['answer', 'kind', 'widened'];

/**
 * What makes two frames different to a walker: the state, the question, and roughly what is remembered. Exact words
 * would make the walk endless and show nothing new.
 */
const shapeOf = (value: unknown, key: string): unknown => {
  if (typeof value === 'string' && !steering.includes(key)) return value !== '';
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return Math.min(value.length, 2);
  if (typeof value !== 'object' || value === null) return value;
  return Object.keys(value).length > 0;
};

const shapesOf = (context: Frame['context']) => Object.entries(context).map(([key, value]) => shapeOf(key === 'person' ? null : value, key));

/** One place on the walk: a frame that waits for the person (or the world), or null for the end of the flow. */
export type Stop = { id: string; state: string; frame: Frame; waiting: boolean; ways: string[] };

export type Walk = { flow: Flow; stops: Map<string, Stop>; states: Set<string>; said: Say[] };

export const theEnd = 'the end';

type Asked = Extract<Effect, { type: 'ask-world' }>;

/** Every way on from a frame: what happened, and the event the machine is told. */
const eventsFor = (frame: Frame, asked: Asked | undefined): { type: string }[] => {
  if (!asked) return [...doings(frame), ...news, ...frame.timers.map(({ event }) => ({ type: event }))];
  const outputs = Object.values(samples[asked.port as keyof typeof samples] as Record<string, unknown>);
  return [...outputs.map((output) => answered(asked.id, output)), ...['not-found', 'session-gone'].map((code) => failed(asked.id, code))];
};

/** Walks one flow breadth first from each of its entrances. Throws whatever the engine throws. */
export const walkFlow = (flow: Flow): Walk => {
  const walk: Walk = { flow, stops: new Map(), states: new Set(), said: [] };
  const toVisit: { stop: Stop; person: Person; asked: Asked | undefined }[] = [];
  const saw = (snapshots: [unknown, unknown][]) => snapshots.forEach(([snapshot]) => walk.states.add(String((snapshot as AnyMachineSnapshot).value)));

  /** Notes where a step led; a stop seen before is not walked again. */
  const arrive = ({ stack, effects }: { stack: Frame[]; effects: Effect[] }, person: Person): string => {
    walk.said.push(...effects.flatMap((effect) => (effect.type === 'say' && effect.flow === flow.id ? [effect.say] : [])));
    const frame = stack[0];
    if (frame?.flow !== flow.id) return theEnd;
    const asked = effects.find((effect) => effect.type === 'ask-world');
    const id = JSON.stringify([frame.value, frame.question?.key, shapesOf(frame.context), person === stranger]);
    if (!walk.stops.has(id)) {
      const stop: Stop = { id, state: String(frame.value), frame, waiting: !asked, ways: [] };
      walk.stops.set(id, stop);
      toVisit.push({ stop, person, asked });
    }
    return id;
  };

  for (const { person, input } of startsOf(flow.id)) {
    saw(getInitialMicrosteps(flow.machine, { ...input, person } as never));
    arrive(engine.begin([], flow.id, input ?? {}, { now, person }), person);
  }
  for (let next = toVisit.shift(); next; next = toVisit.shift()) {
    const { stop, person, asked } = next;
    for (const event of eventsFor(stop.frame, asked)) {
      const step = engine.tell([stop.frame], stop.frame.id, event, { now, person });
      if (!step.heard) continue;
      saw(getMicrosteps(flow.machine, restore(flow, stop.frame), event as never));
      stop.ways.push(arrive(step, person));
    }
  }
  return walk;
};

export const walks: Walk[] = flows.map(walkFlow);
