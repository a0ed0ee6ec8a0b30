import { indexOfPhrase, phrase, phraseKeepingMarks, words } from '../language/fold.ts';
import type { Lexicon } from '../language/lexicon.ts';
import { optOutWords, optOutWordsWithMarks } from './opt-out-words.ts';

/** `stop` ends all messages, `start` takes them up again, `help` asks who we are. */
export type OptOutKind = 'stop' | 'start' | 'help';

const always = {
  stop: new Set(optOutWords.stop.map(phrase)),
  start: new Set(optOutWords.start.map(phrase)),
  help: new Set(optOutWords.help.map(phrase)),
};
const withMarks = new Set(optOutWordsWithMarks.stop.map(phraseKeepingMarks));

/** A keyword is short; a text longer than this is not looked at as one. */
const longestKeyword = 80;
/** Longer messages tell a story; somebody who wants to hear nothing more says so shortly. */
const longestPlea = 400;

const repeated = (said: string) => {
  const tokens = said.split(' ');
  return tokens.every((token) => token === tokens[0]) ? (tokens[0] ?? '') : said;
};

/** The keyword a whole message is, in any language: STOP, "Stop!!", "stop stop", ALTO. Undefined for anything longer. */
export const optOutKeyword = (text: string, lexicons: Lexicon[]): OptOutKind | undefined => {
  if (text.length > longestKeyword) return undefined;
  const said = words(text).filter((word) => /[\p{L}\p{N}]/u.test(word)).join(' ');
  if (said === '') return undefined;
  const among = (kind: OptOutKind) => [said, repeated(said)].some((form) => always[kind].has(form) || lexicons.some((lexicon) => lexicon[kind].has(form)));
  if (among('stop') || withMarks.has(phraseKeepingMarks(text))) return 'stop';
  if (among('start')) return 'start';
  return among('help') ? 'help' : undefined;
};

type Span = { start: number; end: number };

const spansOf = (said: string[], phrases: string[][]): Span[] =>
  phrases.flatMap((wanted) => {
    const spans: Span[] = [];
    for (let start = indexOfPhrase(said, wanted); start >= 0; start = indexOfPhrase(said, wanted, start + 1)) spans.push({ start, end: start + wanted.length });
    return spans;
  });

const asksToStop = (said: string[], { stopPhrases, stopExceptions }: Lexicon) => {
  const wishes = spansOf(said, stopPhrases);
  const exceptions = wishes.length > 0 ? spansOf(said, stopExceptions) : [];
  return wishes.some((wish) => !exceptions.some(({ start, end }) => start < wish.end && wish.start < end));
};

/** Whether a sentence asks us not to write, as a reasonable person would read it (47 CFR 64.1200(a)(10)): "please stop texting me". */
export const wantsNoMessages = (text: string, lexicons: Lexicon[]): boolean => {
  if (text.length > longestPlea) return false;
  const said = words(text);
  return lexicons.some((lexicon) => asksToStop(said, lexicon));
};
