/**
 * Conversations as anyone can read them:
 *
 *     # Somebody new has a seat five messages after "hi".
 *     language: en
 *     person: a stranger
 *
 *     you: hi
 *     bot: welcome.hello (agrees: conversation) | Hi, this is …
 *     you: 10467
 *     run: understandPlace {"text":"10467"} -> one place
 *     bot: intake.askWhen | When can you come …
 *          1. Daytime
 *     wait: 1 day
 *
 * A person also does `you: [button weekly]`, `you: [location 40.87 -73.87]` or `you: [sticker]`; `begin: reminder {…}`
 * is the bot writing first; `news: relay h-1 ended` is what befell the case a frame is about. A `run` ends in a name from world.ts or in `error <code>`.
 */
import { flows } from '../../flows/index.ts';
import { AppError } from '../../src/core/app-error.ts';
import { createEngine, dueTimers, wakeAt } from '../../src/core/engine/engine.ts';
import type { CaseNews, ProgramFacts } from '../../src/core/flow-kit/index.ts';
import type { Content } from '../../src/core/language/hear.ts';
import { createTurns, type Said, type Turn, type TurnMoment, type TurnState } from '../../src/services/run-turn.ts';
import { helplines, language, screen } from './kit.ts';
import { people } from './people.ts';
import { samples } from './world.ts';

type Run = { port: string; outcome: string };
type Happening = { kind: 'you' | 'wait' | 'begin' | 'news'; value: string; runs: Run[] };
export type Transcript = { title: string; locale: string; person: string; happenings: Happening[] };

const turns = createTurns({ engine: createEngine(flows), language, helplines, screen });
const started = Temporal.Instant.from('2026-11-23T15:00:00Z');
const program: ProgramFacts = { name: 'Porchlight Bronx', country: 'US', timeZone: 'America/New_York', contact: '(718) 555-0100' };

/** A supervisor may be told or not; the gate asks for that itself, beside the flows' ports. */
const answersByName: Record<string, Record<string, unknown>> = {
  ...samples,
  alert: { 'someone told': { someoneTold: true }, 'nobody on call': { someoneTold: false } },
};

const readRun = (value: string): Run => {
  const [asked = '', outcome = ''] = value.split(' -> ');
  return { port: asked.split(' ')[0] ?? '', outcome };
};

/** Reads what a transcript's people and world do; what the bot says is worked out by playing it. */
export const readTranscript = (text: string): Transcript => {
  const transcript: Transcript = { title: '', locale: 'en', person: 'a stranger', happenings: [] };
  for (const line of text.split('\n')) {
    const [, kind = '', value = ''] = /^(#|\w+:)\s?(.*)$/.exec(line) ?? [];
    if (kind === '#') transcript.title = value;
    if (kind === 'language:') transcript.locale = value;
    if (kind === 'person:') transcript.person = value;
    if (['you:', 'wait:', 'begin:', 'news:'].includes(kind)) transcript.happenings.push({ kind: kind.slice(0, -1) as Happening['kind'], value, runs: [] });
    if (kind === 'run:') transcript.happenings.at(-1)?.runs.push(readRun(value));
  }
  return transcript;
};

const onOneLine = (text: string) => text.replaceAll('\n', ' / ');

const writeSaid = ({ key, text, choices, consent }: Said) => [
  `bot: ${key}${consent ? ` (agrees: ${consent})` : ''} | ${onOneLine(text)}`,
  ...choices.map(({ label, detail }, index) => `     ${index + 1}. ${label}${detail ? ` - ${detail}` : ''}`),
];

const contentOf = (value: string): Content => {
  const [, what = '', rest = ''] = /^\[(\w+) ?(.*)\]$/.exec(value) ?? [];
  if (what === 'button') return { kind: 'choice', choice: rest, label: '' };
  if (what === 'location') {
    const [latitude = 0, longitude = 0] = rest.split(' ').map(Number);
    return { kind: 'location', latitude, longitude };
  }
  return what ? { kind: 'unsupported', what } : { kind: 'text', text: value };
};

const durationOf = (value: string) => {
  const [amount = '', unit = ''] = value.split(' ');
  return Temporal.Duration.from({ [unit.replace(/s?$/, 's').replace('days', 'hours')]: Number(amount) * (unit.startsWith('day') ? 24 : 1) });
};

/** The world as this happening scripts it: named answers in order, and the usual one when none is named. */
const worldOf = (runs: Run[], lines: string[]) => {
  const script = [...runs];
  const ask = (port: string, input: unknown) => {
    const known = answersByName[port] ?? {};
    const next = script[0]?.port === port ? script.shift() : undefined;
    const outcome = next?.outcome || Object.keys(known)[0] || '';
    lines.push(`run: ${port} ${JSON.stringify(input)} -> ${outcome}`);
    if (outcome.startsWith('error ')) throw new AppError(outcome.slice('error '.length) as never);
    if (!(outcome in known)) throw new Error(`test/flows/world.ts has no answer "${outcome}" for ${port}`);
    return known[outcome];
  };
  return {
    ask: async (port: string, input: unknown) => ask(port, input),
    tell: async (notice: string, input: unknown) => void lines.push(`tell: ${notice} ${JSON.stringify(input)}`),
    alert: async ({ kind }: { kind?: unknown }) => ask('alert', { kind }) as { someoneTold: boolean },
  };
};

const happen = ({ kind, value }: Happening, state: TurnState, moment: TurnMoment): Promise<Turn> => {
  if (kind === 'you') return turns.receive(state, { content: contentOf(value) }, moment);
  if (kind === 'wait') return turns.wake(state, dueTimers(state.stack, moment.now), moment);
  if (kind === 'news') {
    const [flow = '', handOffId = '', news = 'ended'] = value.split(' ');
    return turns.hearNews(state, { flow, handOffId, news: news as CaseNews['type'] }, moment);
  }
  const [, flow = '', input = ''] = /^(\S+) ?(.*)$/.exec(value) ?? [];
  return turns.interrupt(state, flow, input ? (JSON.parse(input) as Record<string, unknown>) : {}, moment);
};

/** Plays a transcript through the gate, the ear, the engine and the words, and writes down what happened. */
export const playTranscript = async ({ title, locale, person, happenings }: Transcript): Promise<string> => {
  const lines = [`# ${title}`, `language: ${locale}`, `person: ${person}`];
  let state: TurnState = { ...(people[person] as TurnState) };
  if (state.welcomed) state = { ...state, locale };
  let now = started;
  for (const happening of happenings) {
    if (happening.kind === 'wait') now = now.add(durationOf(happening.value));
    lines.push('', `${happening.kind}: ${happening.value}`);
    const moment = { now, program, fallbackLocale: locale, channel: 'sms' as const, world: worldOf(happening.runs, lines) };
    const turn = await happen(happening, state, moment);
    lines.push(...turn.said.flatMap(writeSaid));
    if (turn.said.length === 0) lines.push('(nothing is said)');
    state = JSON.parse(JSON.stringify(turn.state)) as TurnState;
  }
  const waits = wakeAt(state.stack);
  lines.push('', state.stack.length === 0 ? '(nothing is left open)' : `(left open: ${state.stack.map(({ flow, value }) => `${flow} ${String(value)}`).join(', ')}${waits ? '' : ', for ever'})`);
  return `${lines.join('\n')}\n`;
};
