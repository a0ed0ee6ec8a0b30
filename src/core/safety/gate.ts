import { languageAsked } from '../language/choose-locale.ts';
import { phrase } from '../language/fold.ts';
import type { Content } from '../language/hear.ts';
import type { Lexicon } from '../language/lexicon.ts';
import { optOutWords } from './opt-out-words.ts';
import { optOutKeyword, wantsNoMessages, type OptOutKind } from './opt-out.ts';
import type { CrisisFinding } from './screen.ts';

/**
 * What every message is held against before any flow sees it. More than one can be set: STOP and danger in one message
 * are both honoured. `by` says how the wish was put; `provider` means it has been answered already.
 */
export type Verdict = {
  optOut?: { kind: OptOutKind; by: 'keyword' | 'plain-words' | 'provider' };
  crisis?: CrisisFinding;
  global?: { kind: 'menu' | 'person' | 'my-data' | 'forget' | 'language'; locale?: string };
};

/** `labels` are those of the open question, so that an offered answer ("Spanish") is not taken for a global word. */
export type GateContext = {
  locale: string;
  lexicons: Lexicon[];
  screen: (text: string) => CrisisFinding;
  optOutType?: 'STOP' | 'START' | 'HELP';
  optedOut: boolean;
  labels?: string[];
};

const kinds = { STOP: 'stop', START: 'start', HELP: 'help' } as const;

/** A bare yes is an answer to whatever was asked, unless nothing could have been asked. */
const startsAgain = new Set<string>(optOutWords.startWhenStopped);

const globals = [
  ['menu', 'menu'],
  ['person', 'person'],
  ['myData', 'my-data'],
  ['forget', 'forget'],
] as const;

const wordsOf = (content: Content) => (content.kind === 'text' || content.kind === 'unsupported' ? (content.text ?? '') : '');

const optOut = (content: Content, { lexicons, optOutType, optedOut }: GateContext): Verdict['optOut'] => {
  if (optOutType) return { kind: kinds[optOutType], by: 'provider' };
  const text = content.kind === 'choice' ? content.label : wordsOf(content);
  const kind = optOutKeyword(text, lexicons);
  if (kind) return { kind, by: 'keyword' };
  if (optedOut && startsAgain.has(phrase(text))) return { kind: 'start', by: 'keyword' };
  return wantsNoMessages(wordsOf(content), lexicons) ? { kind: 'stop', by: 'plain-words' } : undefined;
};

/** A message that is one of the words we ask people to send ("saltar" is skip, and also to jump) is that word. */
const isOurs = (content: Content, lexicons: Lexicon[]) => {
  const said = phrase(wordsOf(content));
  return lexicons.some(({ skip, back, menu }) => [skip, back, menu].some((words) => words.has(said)));
};

const crisis = (content: Content, { screen, lexicons }: GateContext): Verdict['crisis'] => {
  if (isOurs(content, lexicons)) return undefined;
  const finding = screen(wordsOf(content));
  return finding.level === 'none' ? undefined : finding;
};

const global = (content: Content, { locale, lexicons, labels = [] }: GateContext): Verdict['global'] => {
  const said = phrase(wordsOf(content));
  if (said === '' || labels.some((label) => phrase(label) === said)) return undefined;
  const readers = [...lexicons].sort((a, b) => Number(b.tag === locale) - Number(a.tag === locale));
  const found = globals.find(([list]) => readers.some((reader) => reader[list].has(said)));
  if (found) return { kind: found[1] };
  const asked = languageAsked(wordsOf(content), readers);
  return asked === undefined ? undefined : { kind: 'language', locale: asked };
};

const without = <T extends object>(verdict: T): T => Object.fromEntries(Object.entries(verdict).filter(([, value]) => value !== undefined)) as T;

/** Holds a message against opt-out, danger and the words that work everywhere, in that order. Pure, and never throws. */
export const gate = (content: Content, context: GateContext): Verdict => {
  const first = { optOut: optOut(content, context), crisis: crisis(content, context) };
  return without<Verdict>({ ...first, global: first.optOut || first.crisis?.level === 'crisis' ? undefined : global(content, context) });
};
