/** Takes one locked conversation through one turn, and says what has to be saved. */
import type { NoticeName, PortName } from '../core/flow-kit/index.ts';
import { dueTimers, wakeAt } from '../core/engine/engine.ts';
import type { Stores } from './database.ts';
import { flowNotices, flowPorts } from './flow-ports/index.ts';
import { causeOf } from './flow-ports/flow-port.ts';
import { alertCrisis } from './hand-offs/open-hand-off.ts';
import type { Kit } from './kit.ts';
import { fallbackLocale, programFacts, replyValidity } from './moment.ts';
import { calendarPath } from './publish-directory.ts';
import type { Arrival, Said, Turn, TurnMoment, TurnState } from './run-turn.ts';
import type { Move } from './stores/jobs.ts';
import type { ConsentRecord, Conversation, Outcome } from './stores/conversations.ts';

type Timing = { dueAt?: Temporal.Instant; validUntil?: Temporal.Instant; urgent?: boolean; handOffId?: string };

const stateOf = ({ stack, misheard, locale, nickname, answers, welcomed, optedOut, stuck }: Conversation): TurnState => ({ stack, misheard, locale, nickname, answers, welcomed, optedOut, stuck });

const momentOf = (kit: Kit, stores: Stores, conversation: Conversation, inboundId: string | null, now: Temporal.Instant): TurnMoment => {
  const program = kit.program();
  const { personId } = conversation;
  const locale = conversation.locale ?? fallbackLocale(program);
  const context = { stores, personId, inboundId: inboundId ?? undefined, now, program, locale, language: kit.language, calendar: () => `${kit.address}${calendarPath(kit, personId)}` };
  return {
    now,
    program: programFacts(program),
    fallbackLocale: fallbackLocale(program),
    channel: conversation.channel,
    world: {
      ask: (port: PortName, input: unknown) => flowPorts[port](input as never, context),
      tell: (notice: NoticeName, input: unknown) => flowNotices[notice](input as never, context),
      alert: (finding, lines, locale) => alertCrisis(causeOf({ ...context, locale }), finding, lines),
    },
  };
};

const consentsOf = ({ said, optOut }: Turn): ConsentRecord[] => {
  const agreed = said.flatMap(({ consent, key, locale, text }) => (consent ? [{ purpose: consent, given: true, source: 'conversation', key, locale, text }] : []));
  if (!optOut) return agreed;
  const answer = said.find(({ key }) => key === 'gate.stopped' || key === 'gate.started');
  const wish = { purpose: 'all', given: optOut === 'in', source: answer ? 'message' : 'provider', key: answer?.key ?? '', locale: answer?.locale ?? '', text: answer?.text ?? '' };
  return [wish, ...agreed];
};

const writtenOf = ({ consent: _, ...said }: Said, now: Temporal.Instant, { dueAt = now, validUntil = now.add(replyValidity), urgent, handOffId }: Timing) => ({
  ...said,
  ...(urgent && { urgent }),
  ...(handOffId && { handOffId }),
  id: crypto.randomUUID(),
  dueAt: dueAt.toString(),
  validUntil: validUntil.toString(),
});

const outcomeOf = (before: Conversation, turn: Turn, causeId: string | null, now: Temporal.Instant, timing: Timing = {}): Outcome => ({
  conversation: { ...before, ...turn.state, revision: before.revision + 1 },
  causeId,
  wakeAt: wakeAt(turn.state.stack)?.toString() ?? null,
  stuckReason: turn.state.stuck ? 'a saved frame no longer fits its flow' : null,
  personChanged: turn.personChanged,
  optOut: turn.optOut,
  written: turn.said.map((said) => writtenOf(said, now, timing)),
  consents: consentsOf(turn),
});

/** A message from the person. */
export const stepMessage = async (kit: Kit, stores: Stores, conversation: Conversation, inboundId: string, arrival: Arrival, now: Temporal.Instant): Promise<Outcome> => {
  const turn = await kit.turns.receive(stateOf(conversation), arrival, momentOf(kit, stores, conversation, inboundId, now));
  return outcomeOf(conversation, turn, inboundId, now);
};

/** The timers that are due on a conversation. */
export const stepTimers = async (kit: Kit, stores: Stores, conversation: Conversation, now: Temporal.Instant, timing: Timing): Promise<Outcome> => {
  const due = dueTimers(conversation.stack, now);
  const turn = await kit.turns.wake(stateOf(conversation), due, momentOf(kit, stores, conversation, null, now));
  return outcomeOf(conversation, turn, null, now, timing);
};

/** A flow of our own on top of whatever is going on. */
export const stepInterrupt = async (kit: Kit, stores: Stores, conversation: Conversation, flow: string, input: Record<string, unknown>, now: Temporal.Instant, timing: Timing): Promise<Outcome> => {
  const turn = await kit.turns.interrupt(stateOf(conversation), flow, input, momentOf(kit, stores, conversation, null, now));
  const handOffId = typeof input['handOffId'] === 'string' ? input['handOffId'] : undefined;
  return outcomeOf(conversation, turn, null, now, { ...timing, handOffId });
};

/** News of a hand-off to the frames about it. Someone opted out is told nothing, and their frame ends all the same. */
export const stepNews = async (kit: Kit, stores: Stores, conversation: Conversation, { tell, handOffId, news }: Extract<Move, { tell: string }>, now: Temporal.Instant): Promise<Outcome> => {
  const turn = await kit.turns.hearNews(stateOf(conversation), { flow: tell, handOffId, news }, momentOf(kit, stores, conversation, null, now));
  const outcome = outcomeOf(conversation, turn, null, now, { urgent: true, handOffId });
  return conversation.optedOut ? { ...outcome, written: [] } : outcome;
};
