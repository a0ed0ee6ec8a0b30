import { assign, fromPromise, initialTransition, setup, transition } from 'xstate';
import { createEngine, dueTimers, wakeAt } from '../../../src/core/engine/engine.ts';
import { firstSnapshot, nextSnapshot } from '../../../src/core/engine/pure-step.ts';
import type { Flow, Stack } from '../../../src/core/engine/frame.ts';
import { asks, minutes, port, remember, remembers, say, says, type Heard, type MessageKey, type Person } from '../../../src/core/flow-kit/index.ts';

const key = (name: string) => name as MessageKey;
const person: Person = { locale: 'en', isNew: false, answers: {}, program: { name: 'P', country: 'US', timeZone: 'UTC', contact: '' } };
const now = Temporal.Instant.from('2026-11-24T12:00:00Z');
const moment = { now, person };

type Memory = { person: Person; place: string };

const asking = setup({
  types: {} as { context: Memory; events: Heard; input: { person: Person }; output: object },
  actions: { say, remember },
  actors: { understandPlace: port('understandPlace') },
  delays: { patience: minutes(5) },
}).createMachine({
  id: 'asking',
  context: ({ input }) => ({ person: input.person, place: '' }),
  initial: 'open',
  output: ({ event }) => event.output as object,
  states: {
    open: {
      entry: asks<Memory>(key('test.where'), { expects: 'place' }),
      on: { text: { target: 'looking', actions: assign({ place: ({ event }) => event.text }) }, skip: 'onward' },
      after: { patience: 'closed' },
    },
    looking: {
      invoke: {
        id: 'look',
        src: 'understandPlace',
        input: ({ context }) => ({ text: context.place }),
        onDone: { target: 'closed', actions: [remembers<Memory>(({ place }) => ({ nickname: place })), says<Memory>(key('test.found'))] },
        onError: { target: 'closed', actions: says<Memory>(key('test.later')) },
      },
    },
    onward: { type: 'final', output: { next: { flow: 'greeting' } } },
    closed: { type: 'final' },
  },
});

const greeting = setup({ types: {} as { context: { person: Person }; events: Heard; input: { person: Person } }, actions: { say } }).createMachine({
  id: 'greeting',
  context: ({ input }) => ({ person: input.person }),
  initial: 'open',
  states: { open: { entry: asks<{ person: Person }>(key('test.hello')), on: { text: 'closed' } }, closed: { type: 'final' } },
});

const smuggling = setup({ actors: { outside: fromPromise(async () => 1) } }).createMachine({ context: { person }, entry: () => {} });

const flow = (id: string, machine: Flow['machine'], more: Partial<Flow> = {}): Flow => ({ id, machine, version: 1, migrations: [], ...more });
const flows = [flow('asking', asking), flow('greeting', greeting), flow('smuggling', smuggling)];
const engine = createEngine(flows);
const saidIn = (effects: { type: string }[]) => effects.map((effect) => ('say' in effect ? (effect.say as { key: string }).key : effect.type));
const begun = () => engine.begin([], 'asking', {}, moment).stack;

describe('a step', () => {
  it('asks, sets its timer and waits', () => {
    const { stack, effects } = engine.begin([], 'asking', {}, moment);
    expect(saidIn(effects)).toEqual(['test.where']);
    expect(stack[0]).toMatchObject({ value: 'open', question: { key: 'test.where', expects: 'place' }, timers: [{ at: '2026-11-24T12:05:00Z' }] });
    expect(wakeAt(stack)?.toString()).toBe('2026-11-24T12:05:00Z');
  });

  it('hands a port its question as data, and stops the timer of the state it leaves', () => {
    const { stack, effects } = engine.tell(begun(), 'f1', { type: 'text', text: '10467' } as Heard, moment);
    expect(effects).toEqual([{ type: 'ask-world', frame: 'f1', id: 'look', port: 'understandPlace', input: { text: '10467' } }]);
    expect(stack[0]).toMatchObject({ value: 'looking', timers: [], question: null });
  });

  it.each([
    ['an answer', { output: { found: [] } }, ['remember', 'test.found']],
    ['a refusal', { code: 'nothing-there' }, ['test.later']],
  ])('goes on with the port\'s result: %s', (_, result, said) => {
    const { stack } = engine.tell(begun(), 'f1', { type: 'text', text: 'x' } as Heard, moment);
    const after = engine.answer(stack, { frame: 'f1', id: 'look' }, result as { code: string }, moment);
    expect([saidIn(after.effects), after.stack]).toEqual([said, []]);
  });

  it('leaves everything as it was when the frame cannot take the event', () => {
    const stack = begun();
    expect(engine.tell(stack, 'f1', { type: 'location' }, moment)).toEqual({ stack, effects: [], heard: false });
  });

  it('follows one flow with the next it names', () => {
    const { stack, effects } = engine.tell(begun(), 'f1', { type: 'skip' }, moment);
    expect([stack.map((frame) => frame.flow), saidIn(effects)]).toEqual([['greeting'], ['test.hello']]);
  });

  it('returns to the interrupted question, word for word, when the frame on top ends', () => {
    const { stack } = engine.begin(begun(), 'greeting', {}, moment);
    const after = engine.tell(stack, 'f2', { type: 'text', text: 'hi' } as Heard, moment);
    expect([saidIn(after.effects), after.stack.map((frame) => frame.flow)]).toEqual([['engine.backTo', 'test.where'], ['asking']]);
  });

  it('closes silently when nobody answers, and says nothing of a frame underneath that gave up', () => {
    const stack = begun();
    const [due] = dueTimers(stack, now.add({ minutes: 6 }));
    expect(engine.fire(stack, 'f1', due!.timer, moment)).toMatchObject({ stack: [], effects: [] });
    const covered = engine.begin(stack, 'greeting', {}, moment).stack;
    expect(engine.fire(covered, 'f1', due!.timer, moment)).toMatchObject({ stack: [{ flow: 'greeting' }], effects: [] });
  });

  it('does not go back to the question underneath when the frame on top ended by its timer', () => {
    const { stack } = engine.begin(engine.begin([], 'greeting', {}, moment).stack, 'asking', {}, moment);
    const [due] = dueTimers(stack, now.add({ minutes: 6 }));
    expect(engine.fire(stack, 'f2', due!.timer, moment)).toMatchObject({ stack: [{ flow: 'greeting' }], effects: [] });
  });

  it('gives the same outcome for the same stack, and never changes the stack it was given', () => {
    const stack = begun();
    const before = structuredClone(stack);
    const steps = [1, 2].map(() => engine.tell(stack, 'f1', { type: 'text', text: 'x' } as Heard, moment));
    expect(steps[0]).toEqual(steps[1]);
    expect(stack).toEqual(before);
  });

  it('refuses an effect smuggled into a flow', () => {
    expect(() => engine.begin([], 'smuggling', {}, moment)).toThrow('which no flow may do');
  });
});

describe('our own pure step', () => {
  const essence = ([snapshot, actions]: [unknown, unknown]) => {
    const { value, context, status } = snapshot as { value: unknown; context: unknown; status: string };
    const wanted = (actions as { type: string; params?: Record<string, unknown> }[]).map(({ type, params }) => [type, params && { ...params, actorRef: undefined }]);
    return { value, context, status, wanted };
  };

  it('says what XState\'s own initialTransition and transition say', () => {
    const first = initialTransition(asking, { person });
    expect(essence(firstSnapshot(asking, { person }))).toEqual(essence(first));
    for (const event of [{ type: 'text', text: '10467' }, { type: 'skip' }, { type: 'xstate.after.patience.asking.open' }] as never[]) {
      expect(essence(nextSnapshot(asking, first[0], event))).toEqual(essence(transition(asking, first[0], event)));
    }
  });
});

describe('a stored frame', () => {
  const stored = (change: object): Stack => [{ ...begun()[0]!, ...change }];
  const tell = (stack: Stack, with_ = engine) => with_.tell(stack, 'f1', { type: 'skip' }, moment);

  it.each([
    ['of a newer version waits for a newer process', { version: 2 }, 'frame-newer'],
    ['without a value its flow needs is refused', { context: { person } }, 'frame-shape'],
    ['in a state that is gone is refused', { value: 'gone' }, 'frame-lost'],
    ['of a flow that is gone is refused', { flow: 'gone' }, 'flow-unknown'],
  ])('%s, never silently restarted', (_, change, code) => {
    expect(() => tell(stored(change))).toThrow(expect.objectContaining({ code }));
  });

  it('is carried to the new version by its migrations, in order', () => {
    const renamed = createEngine([
      flow('asking', asking, {
        version: 3,
        migrations: [
          { to: 3, why: 'open was called waiting', migrate: (saved) => ({ ...saved, value: saved.value === 'waiting' ? 'open' : saved.value }) },
          { to: 2, why: 'place is kept', migrate: (saved) => ({ ...saved, value: 'waiting', context: { ...saved.context, place: '' } }) },
        ],
      }),
      flow('greeting', greeting),
    ]);
    const { stack } = renamed.tell(stored({ value: 'asks', context: { person } }), 'f1', { type: 'text', text: 'x' } as Heard, moment);
    expect(stack[0]).toMatchObject({ version: 3, value: 'looking', context: { place: 'x' } });
  });
});
