/**
 * The only part of src a flow may import: how a flow speaks, asks, remembers and reaches the world.
 * Nothing here does anything; every call returns data that the engine turns into effects.
 */
import { fromPromise } from 'xstate';
import type { MessageKey } from '../language/message-keys.ts';
import type { Choice, Expects, Vars } from './heard.ts';
import type { Answers } from './person.ts';
import type { FlowNotices, FlowPorts, NoticeName, PortName } from './ports.ts';

export type { Choice, Expects, Heard, Question, Vars } from './heard.ts';
export { accessNeeds, dayParts, dayWords, needs } from './person.ts';
export type { AccessNeed, Answers, DayPart, DayWord, Need, Person, Place, ProgramFacts } from './person.ts';
export { closeOutcomes } from './ports.ts';
export type { Booking, CaseNews, CloseOutcome, CrisisAnswer, FlowNotices, FlowPorts, GroupChoice, GroupDetails, GroupSearch, KeptFacts, Known, NoticeName, PlaceFound, PortName, Widened } from './ports.ts';
export type { MessageKey } from '../language/message-keys.ts';

/**
 * One message to the person. `consent` names the purpose the person agrees to by going on: the exact
 * text shown is then kept as proof. A message with `ask` stays open as the frame's question.
 */
export type Say = { key: MessageKey; vars?: Vars; ask?: { choices: Choice[]; many: boolean; expects: Expects }; consent?: 'conversation' | 'reminders' };

/** Answers to keep with the person, so that no flow asks twice. */
export type Remember = { answers?: Partial<Answers>; nickname?: string };

/** Something the world is told, with no answer to wait for. */
export type Tell = { [N in NoticeName]: { notice: N; input: FlowNotices[N] } }[NoticeName];

/** What one flow hands to the next when it ends: `next` starts that flow with `input` beside the person. */
export type FlowOutput = { next?: { flow: string; input?: Record<string, unknown> } };

const nothing = () => {};

/** Put these into `setup({ actions })`; the engine carries them out. */
export const say = nothing as (_: unknown, params: Say) => void;
export const remember = nothing as (_: unknown, params: Remember) => void;
export const tell = nothing as (_: unknown, params: Tell) => void;

type From<C, T> = T | ((context: C) => T);
const resolve = <C, T>(value: From<C, T> | undefined, context: C): T | undefined =>
  typeof value === 'function' ? (value as (context: C) => T)(context) : value;

const keyFor = <C>(key: From<C, MessageKey>, context: C): MessageKey => (typeof key === 'function' ? key(context) : key);

/** Say something that needs no answer. The key itself may depend on what is known. */
export const says = <C>(key: From<C, MessageKey>, vars?: From<C, Vars>, consent?: Say['consent']) => ({
  type: 'say' as const,
  params: ({ context }: { context: C }): Say => ({ key: keyFor(key, context), vars: resolve(vars, context), consent }),
});

/** Say something and wait for the answer. `choices` are offered as numbers, buttons or a list; `many` takes several. */
export const asks = <C>(
  key: From<C, MessageKey>,
  question: { choices?: From<C, Choice[]>; vars?: From<C, Vars>; many?: boolean; expects?: Expects; consent?: Say['consent'] } = {},
) => ({
  type: 'say' as const,
  params: ({ context }: { context: C }): Say => ({
    key: keyFor(key, context),
    vars: resolve(question.vars, context),
    consent: question.consent,
    ask: { choices: resolve(question.choices, context) ?? [], many: question.many ?? false, expects: question.expects ?? 'none' },
  }),
});

/** Keep something the person told us. */
export const remembers = <C>(what: (context: C) => Remember) => ({
  type: 'remember' as const,
  params: ({ context }: { context: C }): Remember => what(context),
});

/** Tell the world something that needs no answer: the frame stays as it is, its question open. */
export const tells = <C>(notice: NoticeName, input: (context: C) => FlowNotices[NoticeName]) => ({
  type: 'tell' as const,
  params: ({ context }: { context: C }): Tell => ({ notice, input: input(context) }),
});

/** A question to the world, for `setup({ actors })`. It never runs here: the engine hands it to the service of that name. */
export const port = <N extends PortName>(name: N) =>
  fromPromise<FlowPorts[N]['output'], FlowPorts[N]['input']>(() => {
    throw new Error(`port ${name} was run inside a flow`);
  });

/** For `setup({ guards: { chose } })`: whether the person picked this answer. */
export const chose = ({ event }: { event: { type: string; id?: unknown } }, { id }: { id: string }) => event.type === 'choice' && event.id === id;

/** The guard of one answer: `choice: [{ guard: picked('more'), target: … }]`. */
export const picked = (id: string) => ({ type: 'chose' as const, params: { id } });

/** Durations, in milliseconds, for `setup({ delays })`. */
export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => minutes(n * 60);
export const days = (n: number) => hours(n * 24);
