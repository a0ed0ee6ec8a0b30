/**
 * One turn of a conversation: the gate, the ear and the engine in their fixed order, with everything said rendered.
 * It knows no table and no channel; the world is asked through `TurnWorld`, so that tests can script it.
 */
import { AppError } from '../core/app-error.ts';
import { repeat, type Engine } from '../core/engine/engine.ts';
import type { Effect, Stack, Step } from '../core/engine/frame.ts';
import type { Answers, CaseNews, NoticeName, Person, PortName, ProgramFacts, Say } from '../core/flow-kit/index.ts';
import { chooseLocale } from '../core/language/choose-locale.ts';
import { phrase, words } from '../core/language/fold.ts';
import { hear, type Content } from '../core/language/hear.ts';
import type { Language } from '../core/language/render.ts';
import { gate, type Verdict } from '../core/safety/gate.ts';
import type { CrisisLines, Helplines } from '../core/safety/helplines.ts';
import type { CrisisFinding } from '../core/safety/screen.ts';

/** What a turn starts from and leaves behind. `locale` is null until the person's language is known. */
export type TurnState = {
  stack: Stack;
  misheard: number;
  locale: string | null;
  nickname: string | null;
  answers: Answers;
  welcomed: boolean;
  optedOut: boolean;
  stuck: boolean;
};

/** One message said, in the person's language. `consent` names what the person agrees to by going on. */
export type Said = {
  flow: string;
  key: string;
  locale: string;
  text: string;
  choices: { id: string; label: string; detail?: string }[];
  urgent: boolean;
  consent?: string;
};

export type Turn = { state: TurnState; said: Said[]; optOut: 'out' | 'in' | null; personChanged: boolean };

/** The world as a turn sees it: a flow's questions, what a flow tells it, and the people on call. */
export type TurnWorld = {
  ask(port: PortName, input: unknown): Promise<unknown>;
  tell(notice: NoticeName, input: unknown): Promise<void>;
  alert(finding: CrisisFinding, lines: CrisisLines, locale: string): Promise<{ someoneTold: boolean }>;
};

export type TurnKit = { engine: Engine; language: Language; helplines: Helplines; screen: (text: string) => CrisisFinding };

/** What one turn needs beside the kit. `channel` decides which crisis line can be reached from this phone. */
export type TurnMoment = { now: Temporal.Instant; program: ProgramFacts; fallbackLocale: string; channel: 'sms' | 'whatsapp'; world: TurnWorld };

export type Arrival = { content: Content; optOutType?: 'STOP' | 'START' | 'HELP' };

const misheardBeforeOffer = 2;

/** So many common words of a language, and a text is in it. */
const plainlyOwn = 2;

/** Characters that only traditional writing has, of those that are everywhere. */
const traditional = /[殺嗎們這說個會來對時沒還讓愛傷學過點裡藥號樣為開關門買賣聽電話難媽]/u;
const chineseIn = (text: string) => (traditional.test(text) ? 'zh-Hant' : 'zh-Hans');

const notScreened = (): CrisisFinding => ({ level: 'none' });

/** Makes the three ways a conversation can move: a message, a due timer, and an interruption of our own. */
export const createTurns = ({ engine, language, helplines, screen }: TurnKit) => {
  type Open = { turn: Turn; moment: TurnMoment };

  const localeOf = ({ turn, moment }: Open) => turn.state.locale ?? moment.fallbackLocale;

  /** What is said after an alarm is said in the language the alarm was in, though the conversation be in another. */
  const tongueIn = (open: Open, flow: string): string | undefined => {
    const frame = flow === 'crisis' ? open.turn.state.stack.findLast((each) => each.flow === flow) : undefined;
    return (frame?.context['person'] as Person | undefined)?.locale;
  };

  const personOf = (open: Open): Person => ({
    locale: localeOf(open),
    isNew: !open.turn.state.welcomed,
    nickname: open.turn.state.nickname ?? undefined,
    answers: open.turn.state.answers,
    program: open.moment.program,
  });

  const at = (open: Open, locale = localeOf(open)) => ({ now: open.moment.now, person: { ...personOf(open), locale } });

  const linesOf = (open: Open, locale: string, kind?: CrisisFinding['kind']): CrisisLines =>
    helplines.linesFor({ country: open.moment.program.country, locale, channel: open.moment.channel, kind });

  /** Renders and keeps one message. Every message may name the programme and its crisis lines. */
  const say = (open: Open, flow: string, { key, vars, ask, consent }: Say, { urgent = false, kind, locale = tongueIn(open, flow) ?? localeOf(open) }: { urgent?: boolean; kind?: CrisisFinding['kind']; locale?: string } = {}) => {
    const filled = { ...open.moment.program, ...linesOf(open, locale, kind), ...vars };
    const choices = (ask?.choices ?? []).map(({ id, label, detail, vars: own }) => ({
      id,
      label: language.render(locale, label, { ...filled, ...own }),
      ...(detail && { detail: language.render(locale, detail, { ...filled, ...own }) }),
    }));
    open.turn.said.push({ flow, key, locale, text: language.render(locale, key, filled), choices, urgent, consent });
  };

  const remember = (open: Open, effect: Extract<Effect, { type: 'remember' }>) => {
    const { state } = open.turn;
    open.turn.state = { ...state, answers: { ...state.answers, ...effect.what.answers }, nickname: effect.what.nickname ?? state.nickname };
    open.turn.personChanged = true;
  };

  /** Asks the world and tells the frame. A refusal (AppError) is an event the flow handles; anything else ends the turn. */
  const askWorld = async (open: Open, effect: Extract<Effect, { type: 'ask-world' }>): Promise<Step> => {
    const { stack } = open.turn.state;
    try {
      const output = await open.moment.world.ask(effect.port as PortName, effect.input);
      return engine.answer(stack, effect, { output }, at(open));
    } catch (error) {
      if (!(error instanceof AppError) || error.retry !== 'never') throw error;
      return engine.answer(stack, effect, { code: error.code }, at(open));
    }
  };

  /** Carries a step's effects out in order, asking the world as they come, until nothing is left to do. */
  const carryOut = async (open: Open, step: Step): Promise<void> => {
    const before = tongueIn(open, 'crisis');
    open.turn.state = { ...open.turn.state, stack: step.stack };
    for (const effect of step.effects) {
      if (effect.type === 'say') say(open, effect.flow, effect.say, { locale: tongueIn(open, effect.flow) ?? (effect.flow === 'crisis' ? before : undefined) });
      else if (effect.type === 'remember') remember(open, effect);
      else if (effect.type === 'tell-world') await open.moment.world.tell(effect.tell.notice, effect.tell.input);
      else await carryOut(open, await askWorld(open, effect));
    }
  };

  const begin = async (open: Open, flow: string, input: Record<string, unknown> = {}, locale = localeOf(open)) => {
    await carryOut(open, engine.begin(open.turn.state.stack, flow, input, at(open, locale)));
    if (flow === 'welcome') open.turn.state = { ...open.turn.state, welcomed: true };
    if (flow === 'welcome') open.turn.personChanged = true;
  };

  const repeatQuestion = (open: Open) => {
    const top = open.turn.state.stack.at(-1);
    for (const effect of top ? repeat(top) : []) if (effect.type === 'say') say(open, effect.flow, effect.say);
  };

  const clear = (open: Open) => {
    open.turn.state = { ...open.turn.state, stack: [], misheard: 0, stuck: false };
  };

  const goOn = async (open: Open) => {
    if (open.turn.state.stack.length > 0) repeatQuestion(open);
    else await begin(open, open.turn.state.welcomed ? 'menu' : 'welcome');
  };

  /** Honestly whether a person is told; where somebody is being hurt, also that they will not write first. */
  const toldOrNot = (someoneTold: boolean, kind: CrisisFinding['kind']) => {
    if (!someoneTold) return 'crisisFlow.nobodyOnCall';
    return kind === 'abuse' ? 'crisisFlow.someoneToldQuietly' : 'crisisFlow.someoneTold';
  };

  const textOf = (content: Content) => ('text' in content && content.text) || (content.kind === 'choice' ? content.label : '');

  /** The language to answer danger in: the one it was said in, unless the person plainly writes the conversation's own. */
  const tongueOf = ({ language: tongue }: CrisisFinding, text: string, open: Open) => {
    const own = localeOf(open);
    const { common } = language.lexicon(own);
    const isPlainlyOwn = words(text).filter((word) => common.has(word)).length >= plainlyOwn;
    if (!tongue || isPlainlyOwn) return own;
    return tongue.startsWith('zh') ? chineseIn(text) : tongue;
  };

  /** Danger comes first: the lines, whether someone was told, and one short question on top of everything. */
  const answerCrisis = async (open: Open, finding: CrisisFinding, content: Content) => {
    const locale = tongueOf(finding, textOf(content), open);
    const lines = linesOf(open, locale, finding.kind);
    const { someoneTold } = await open.moment.world.alert(finding, lines, locale);
    const urgent = { urgent: true, kind: finding.kind, locale };
    say(open, 'crisis', { key: 'crisisFlow.lines' }, urgent);
    if (finding.kind === 'overdose') say(open, 'crisis', { key: 'crisisFlow.overdoseAdvice' }, urgent);
    const { stack } = open.turn.state;
    if (stack.at(-1)?.flow === 'relay') return converse(open, content);
    say(open, 'crisis', { key: toldOrNot(someoneTold, finding.kind) }, urgent);
    open.turn.state = { ...open.turn.state, stack: stack.filter(({ flow }) => flow !== 'crisis') };
    const saidBefore = open.turn.said.length;
    await begin(open, 'crisis', { ...lines, kind: finding.kind }, locale);
    for (const said of open.turn.said.slice(saidBefore)) said.urgent = true;
  };

  const optOut = (open: Open, by: 'keyword' | 'plain-words' | 'provider', endConversation: boolean) => {
    if (endConversation) clear(open);
    const already = open.turn.state.optedOut;
    open.turn.state = { ...open.turn.state, optedOut: true };
    open.turn.optOut = 'out';
    if (by !== 'provider' && !already) say(open, 'gate', { key: 'gate.stopped' });
  };

  const optIn = async (open: Open, by: 'keyword' | 'plain-words' | 'provider') => {
    open.turn.state = { ...open.turn.state, optedOut: false };
    open.turn.optOut = 'in';
    if (by === 'provider') return;
    say(open, 'gate', { key: 'gate.started' });
    await goOn(open);
  };

  const answerOptOut = async (open: Open, { kind, by }: NonNullable<Verdict['optOut']>, inCrisis: boolean) => {
    if (kind === 'stop') return optOut(open, by, !inCrisis);
    if (kind === 'start') return optIn(open, by);
    if (by !== 'provider') say(open, 'gate', { key: 'gate.helpAnswer' });
  };

  const changeLanguage = async (open: Open, locale: string) => {
    open.turn.state = { ...open.turn.state, locale };
    open.turn.personChanged = true;
    if (open.turn.state.welcomed) say(open, 'gate', { key: 'gate.languageChanged' });
    await goOn(open);
  };

  const answerGlobal = async (open: Open, { kind, locale }: NonNullable<Verdict['global']>) => {
    if (kind === 'language') return changeLanguage(open, locale ?? localeOf(open));
    if (!open.turn.state.welcomed) return begin(open, 'welcome');
    if (kind === 'menu') {
      clear(open);
      return begin(open, 'menu');
    }
    if (kind === 'person') return begin(open, 'person');
    return begin(open, 'my-data', kind === 'forget' ? { forget: true } : {});
  };

  const misheard = (open: Open, key: 'engine.didNotUnderstand' | 'engine.unsupported') => {
    const count = open.turn.state.misheard + 1;
    open.turn.state = { ...open.turn.state, misheard: count };
    const flow = open.turn.state.stack.at(-1)?.flow ?? 'engine';
    say(open, flow, { key });
    if (count >= misheardBeforeOffer) say(open, flow, { key: 'engine.offerPerson' });
    repeatQuestion(open);
  };

  /** The open question's choices as the person sees them. */
  const labelsOf = (open: Open) => {
    const top = open.turn.state.stack.at(-1);
    return (top?.question?.choices ?? []).map(({ label, vars }) => language.render(tongueIn(open, top?.flow ?? '') ?? localeOf(open), label, { ...open.moment.program, ...vars }));
  };

  /** DROP, which booking messages offer, works at any moment; where the open question knows it, it is that question's. */
  const wantsToDrop = (content: Content, top: Stack[number] | undefined) => {
    const known = top?.flow === 'my-sessions' || top?.question?.choices.some(({ id }) => id === 'drop');
    if (content.kind !== 'text' || known) return false;
    const said = phrase(content.text);
    return language.lexicons.some(({ choices }) => choices.get('drop')?.some(({ words }) => words.join(' ') === said));
  };

  /** The message as an answer to the open question. */
  const converse = async (open: Open, content: Content) => {
    const { stack } = open.turn.state;
    const top = stack.at(-1);
    if (open.turn.state.welcomed && wantsToDrop(content, top)) return begin(open, 'my-sessions');
    if (!top) return goOn(open);
    if (content.kind === 'unsupported' && !content.text) return misheard(open, 'engine.unsupported');
    const heard = hear(content, top.question ?? undefined, labelsOf(open), language.lexicon(localeOf(open)), language.lexicons);
    const step = engine.tell(stack, top.id, heard, at(open));
    if (!step.heard) return misheard(open, 'engine.didNotUnderstand');
    open.turn.state = { ...open.turn.state, misheard: 0 };
    await carryOut(open, step);
  };

  const tellStuck = (open: Open) => {
    open.turn.state = { ...open.turn.state, stuck: true };
    say(open, 'engine', { key: 'engine.stuck' });
  };

  const meet = (open: Open, content: Content) => {
    if (open.turn.state.locale) return;
    const locale = chooseLocale(textOf(content), language.lexicons, open.moment.fallbackLocale);
    open.turn.state = { ...open.turn.state, locale };
    open.turn.personChanged = true;
  };

  /** One of the answers the crisis question offers is that answer, not another alarm ("I'm in danger now"). */
  const answersCrisis = (open: Open, content: Content) => {
    const top = open.turn.state.stack.at(-1);
    if (top?.flow !== 'crisis' || !top.question) return false;
    const asked = { ...top.question, expects: 'message' as const };
    return hear(content, asked, labelsOf(open), language.lexicon(localeOf(open)), language.lexicons).type === 'choice';
  };

  /** What a supervisor writes to somebody in danger names the danger: it is passed on, not screened, and no word of it is a command but STOP. */
  const isPassingOn = ({ turn }: Open) => turn.state.stack.at(-1)?.question?.expects === 'message';

  /** Somebody whose first words are of danger is answered in the language of those words, where we speak it. */
  const answerInTheirs = (open: Open, { language: theirs }: CrisisFinding, isNew: boolean) => {
    if (isNew && theirs && language.tags.includes(theirs)) open.turn.state = { ...open.turn.state, locale: theirs };
  };

  const handle = async (open: Open, { content, optOutType }: Arrival) => {
    const isNew = open.turn.state.locale === null;
    meet(open, content);
    const { optedOut } = open.turn.state;
    const byStaff = isPassingOn(open) && open.turn.state.stack.at(-1)?.flow === 'on-call';
    const unscreened = byStaff || answersCrisis(open, content);
    const verdict = gate(content, { locale: localeOf(open), lexicons: language.lexicons, screen: unscreened ? notScreened : screen, optOutType, optedOut, labels: labelsOf(open) });
    const inCrisis = verdict.crisis?.level === 'crisis';
    if (verdict.crisis) answerInTheirs(open, verdict.crisis, isNew);
    if (verdict.crisis && inCrisis) await answerCrisis(open, verdict.crisis, content);
    if (verdict.optOut) return answerOptOut(open, verdict.optOut, inCrisis);
    if (inCrisis) return;
    if (optedOut) return say(open, 'gate', { key: 'gate.stillStopped' });
    if (verdict.crisis?.level === 'soft' && !isPassingOn(open)) say(open, 'gate', { key: 'gate.softLines' }, { locale: tongueOf(verdict.crisis, textOf(content), open) });
    if (verdict.global && !isPassingOn(open)) return answerGlobal(open, verdict.global);
    if (open.turn.state.stuck) return tellStuck(open);
    return converse(open, content);
  };

  const fresh = (state: TurnState, moment: TurnMoment): Open => ({
    turn: { state: { ...state }, said: [], optOut: null, personChanged: false },
    moment,
  });

  const lostFrame = (error: unknown) => error instanceof AppError && ['frame-shape', 'frame-lost', 'flow-unknown'].includes(error.code);

  return {
    /** A message from the person. A frame that can no longer be restored makes the conversation stuck, never restarted. */
    receive: async (state: TurnState, arrival: Arrival, moment: TurnMoment): Promise<Turn> => {
      const open = fresh(state, moment);
      try {
        await handle(open, arrival);
        return open.turn;
      } catch (error) {
        if (!lostFrame(error)) throw error;
        const again = fresh(state, moment);
        tellStuck(again);
        return again.turn;
      }
    },
    /** The timers of a stack that are due, one after another. */
    wake: async (state: TurnState, due: { frameId: string; timer: { id: string; at: string; event: string } }[], moment: TurnMoment): Promise<Turn> => {
      const open = fresh(state, moment);
      for (const { frameId, timer } of due) await carryOut(open, engine.fire(open.turn.state.stack, frameId, timer, at(open)));
      return open.turn;
    },
    /** A flow of our own on top of whatever is going on, in place of an unanswered one about the same booking or hand-off. */
    interrupt: async (state: TurnState, flow: string, input: Record<string, unknown>, moment: TurnMoment): Promise<Turn> => {
      const earlier = (frame: Stack[number]) => frame.flow === flow && ['bookingId', 'handOffId'].every((subject) => frame.context[subject] === input[subject]);
      const open = fresh({ ...state, stack: state.stack.filter((frame) => !earlier(frame)) }, moment);
      await begin(open, flow, input);
      return open.turn;
    },
    /** News of a hand-off to the frames that are about it; the rest of the stack stays as it is. */
    hearNews: async (state: TurnState, { flow, handOffId, news }: { flow: string; handOffId: string; news: CaseNews['type'] }, moment: TurnMoment): Promise<Turn> => {
      const open = fresh(state, moment);
      const about = state.stack.filter((frame) => frame.flow === flow && frame.context['handOffId'] === handOffId);
      for (const { id } of about) await carryOut(open, engine.tell(open.turn.state.stack, id, { type: news }, at(open)));
      return open.turn;
    },
  };
};

export type Turns = ReturnType<typeof createTurns>;
