import { fold, phrase, words } from './fold.ts';
import type { Lexicon } from './lexicon.ts';

const scripts = (text: string, script: string) => {
  try {
    return text.match(new RegExp(`\\p{Script=${script}}`, 'gu'))?.length ?? 0;
  } catch {
    return 0;
  }
};

const unusualLetters = (text: string, { letters }: Lexicon) => [...text.toLowerCase().normalize('NFC')].filter((letter) => letters.has(letter)).length;

/** How much of a text is in a language: a greeting counts for three, a common word or a telling letter for one. */
const score = (text: string, lexicon: Lexicon) => {
  const tokens = words(text);
  const greeting = lexicon.greetings.has(tokens.join(' ')) ? 3 : tokens.filter((word) => lexicon.greetings.has(word)).length * 2;
  const common = tokens.filter((word) => lexicon.common.has(word)).length;
  const script = lexicon.script === 'Latin' ? 0 : scripts(text, lexicon.script);
  return greeting + common + unusualLetters(text, lexicon) + script;
};

const longestSample = 500;

/** The language a first message is written in; `fallback` when nothing or two languages alike are heard in it. */
export const chooseLocale = (text: string, lexicons: Lexicon[], fallback: string): string => {
  const sample = text.slice(0, longestSample);
  const asked = languageAsked(sample, lexicons);
  if (asked !== undefined) return asked;
  const ranked = lexicons.map((lexicon) => ({ tag: lexicon.tag, points: score(sample, lexicon) })).sort((a, b) => b.points - a.points);
  const [best, second] = ranked;
  return best && best.points > (second?.points ?? 0) ? best.tag : fallback;
};

/** The language a person asks for by its name: "español", "in Spanish please", "¿habla español?". Undefined for any other text. */
export const languageAsked = (text: string, lexicons: Lexicon[]): string | undefined => {
  if (fold(text).length > longestSample) return undefined;
  const around = new Set(lexicons.flatMap(({ askingForLanguage, fillers }) => [...askingForLanguage, ...fillers]));
  const left = words(text).filter((word) => !around.has(word)).join(' ');
  return lexicons.find(({ names }) => names.has(left) || names.has(phrase(text)))?.tag;
};
