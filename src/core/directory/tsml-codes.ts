import type { Fellowship } from './fellowships.ts';
import type { GroupRecord } from './group.ts';
import { languageOfCode } from './language-codes.ts';
import { beginning, plainText } from './plain-text.ts';
import type { Fields } from './tsml-fields.ts';

/** What spreadsheets write in plain English where the format has codes. */
const plainNames: Record<string, string> = {
  OPEN: 'O', CLOSED: 'C', WOMEN: 'W', 'WOMEN ONLY': 'W', MEN: 'M', 'MEN ONLY': 'M', TRANSGENDER: 'T', 'NON-BINARY': 'NB', 'LGBTQIAA+': 'LGBTQ', GAY: 'LGBTQ', LESBIAN: 'LGBTQ',
  'PEOPLE OF COLOR': 'POC', INDIGENOUS: 'NDG', 'NATIVE AMERICAN': 'NDG', SENIORS: 'SEN', NEWCOMER: 'BE', NEWCOMERS: 'BE', BEGINNER: 'BE', BEGINNERS: 'BE', 'YOUNG PEOPLE': 'YP',
  'CHILD-FRIENDLY': 'CF', 'CHILDREN WELCOME': 'CF', 'WHEELCHAIR ACCESS': 'X', 'WHEELCHAIR ACCESSIBLE': 'X', WHEELCHAIR: 'X', 'WHEELCHAIR-ACCESSIBLE BATHROOM': 'XB',
  'AMERICAN SIGN LANGUAGE': 'ASL', 'SIGN LANGUAGE': 'ASL', 'BABYSITTING AVAILABLE': 'BA', BABYSITTING: 'BA', 'LOCATION TEMPORARILY CLOSED': 'TC', 'ONLINE MEETING': 'ONL', ONLINE: 'ONL',
  ENGLISH: 'EN', SPANISH: 'ES', FRENCH: 'FR', PORTUGUESE: 'POR', RUSSIAN: 'RUS', KOREAN: 'KOR', JAPANESE: 'JA', POLISH: 'POL', ITALIAN: 'ITA', UKRAINIAN: 'UK', ARABIC: 'AR', AMHARIC: 'AM', PERSIAN: 'FA', FARSI: 'FA', TAGALOG: 'TL', NEPALI: 'NE', HINDI: 'HI', PUNJABI: 'PUN', GERMAN: 'DE',
  DISCUSSION: 'D', SPEAKER: 'SP', 'BIG BOOK': 'B', 'STEP STUDY': 'ST', 'STEP MEETING': 'ST', LITERATURE: 'LIT', MEDITATION: 'MED', 'GRAPEVINE': 'GR', 'TRADITION STUDY': 'TR', 'DUAL DIAGNOSIS': 'DD', 'OUTDOOR MEETING': 'OUT', OUTDOOR: 'OUT', 'FRAGRANCE FREE': 'FF', 'DAILY REFLECTIONS': 'DR', 'CANDLELIGHT': 'CAN', 'BASIC TEXT': 'BT', BIRTHDAY: 'H', CONCURRENT: 'A',
};

/** Type codes as they were written: a list, or one string such as "[open]", "O, X" or "Closed, Wheelchair Access". */
export const codesOf = ({ types }: Fields): string[] => {
  const isName = (part: string) => part.toUpperCase() in plainNames || /\p{Ll}{2}/u.test(part);
  const parts: unknown[] = Array.isArray(types) ? types : plainText(types).split(/[,;|[\]]+/).flatMap((part) => (isName(part.trim()) ? [part] : part.split(/\s+/)));
  return [...new Set(parts.map(plainText).filter(Boolean).map((part) => plainNames[part.toUpperCase()] ?? part))];
};

const venueCodes = new Set(['TC', 'ONL']);

type Access = Pick<GroupRecord, 'wheelchair' | 'signLanguage' | 'childcare'>;

/** What a record's type codes amount to. `unknown` are the codes this fellowship has no word for; they claim nothing. */
export type Claims = Access & Pick<GroupRecord, 'audience' | 'languages'> & { unknown: string[] };

/** Reads type codes the way their fellowship means them. No code, no claim: a fact that is not written is unknown. */
export const claimsOf = (codes: string[], { codes: meanings }: Fellowship, language: string): Claims => {
  const audience = new Set<string>();
  const languages = new Set<string>();
  const unknown: string[] = [];
  const access: Access = { wheelchair: 'unknown', signLanguage: 'unknown', childcare: 'unknown' };
  for (const written of codes) {
    const code = beginning(written.toUpperCase(), 20);
    const meaning = meanings[code];
    const spoken = meaning ? undefined : languageOfCode(code);
    if (meaning?.audience) audience.add(meaning.audience);
    if (meaning?.access) access[meaning.access] = 'yes';
    if (spoken) languages.add(spoken);
    if (!meaning && !spoken && !venueCodes.has(code)) unknown.push(code);
  }
  for (const code of unknown) audience.add(`code:${code}`);
  return { ...access, audience: [...audience], languages: languages.size > 0 ? [...languages] : [language], unknown };
};
