/** Which days a text names: "Tuesday evenings", "el martes a las 7", "明天晚上". */
import { dayWords, type DayWord } from '../flow-kit/person.ts';
import { fold, indexOfPhrase, words } from './fold.ts';
import type { Lexicon } from './lexicon.ts';

const han = /\p{Script=Han}/u;

/** In another language than the person's own only words that are nothing else: French "mon" is no Monday. */
const plainElsewhere = (wording: string[]) => han.test(wording.join('')) || wording.join('').length >= 5;

const daysIn = (text: string, { days }: Lexicon, isOwn: boolean): DayWord[] => {
  const tokens = words(text);
  let run = fold(text);
  const found = new Set<DayWord>();
  for (const { day, words: wanted } of days) {
    if (!isOwn && !plainElsewhere(wanted)) continue;
    const said = wanted.join('');
    if (han.test(said)) {
      if (!run.includes(said)) continue;
      run = run.replaceAll(said, ' ');
    } else {
      const at = indexOfPhrase(tokens, wanted);
      if (at < 0) continue;
      tokens.fill('', at, at + wanted.length);
    }
    found.add(day);
  }
  return dayWords.filter((day) => found.has(day));
};

/** The days a text names in the person's language, else in any other; longer wordings first ("day after tomorrow"). */
export const daysNamed = (text: string, lexicon: Lexicon, all: Lexicon[]): DayWord[] => {
  const own = daysIn(text, lexicon, true);
  if (own.length > 0) return own;
  return all.filter(({ tag }) => tag !== lexicon.tag).map((other) => daysIn(text, other, false)).find((days) => days.length > 0) ?? [];
};
