/** Meeting Guide's language codes are its own: UK is Ukrainian, S is Spanish, TL is Tagalog. */
const tags: Record<string, string> = {
  AM: 'am', AR: 'ar', BN: 'bn', DA: 'da', DE: 'de', EL: 'el', EN: 'en', ES: 'es', FA: 'fa', FI: 'fi', FR: 'fr', HE: 'he', HI: 'hi',
  HR: 'hr', HU: 'hu', ITA: 'it', JA: 'ja', KOR: 'ko', LT: 'lt', ML: 'ml', NE: 'ne', NO: 'nb', POL: 'pl', POR: 'pt', PUN: 'pa',
  RUS: 'ru', S: 'es', SK: 'sk', SL: 'sl', SV: 'sv', TH: 'th', TL: 'tl', TUR: 'tr', UK: 'uk',
};

/** The BCP 47 tag behind a Meeting Guide language code, or undefined when the code names no language. */
export const languageOfCode = (code: string): string | undefined => tags[code];

const codes = Object.fromEntries(Object.entries(tags).map(([code, tag]) => [tag, code]));

/** The Meeting Guide code of a language, or undefined when the format has none for it. */
export const codeOfLanguage = (tag: string): string | undefined => codes[tag] ?? codes[tag.split('-')[0] ?? ''];
