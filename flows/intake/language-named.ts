/** Languages the people of a city may ask a group for, beside those offered as numbers. BCP 47. */
const known = [
  ...['am', 'ar', 'bn', 'de', 'el', 'en', 'es', 'fa', 'fil', 'fr', 'gu', 'he', 'hi', 'hmn', 'ht', 'hy', 'it', 'ja', 'km', 'ko'],
  ...['lo', 'my', 'ne', 'pa', 'pl', 'ps', 'pt', 'ro', 'ru', 'so', 'sq', 'sw', 'ta', 'te', 'th', 'ti', 'tl', 'tr', 'tw', 'uk', 'ur', 'vi', 'wo', 'yi', 'yo', 'yue', 'zh'],
];

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLowerCase();

const namesOf = (tag: string, locale: string) =>
  [locale, 'en', tag].flatMap((reader) => new Intl.DisplayNames([reader], { type: 'language', fallback: 'none' }).of(tag) ?? []);

/** The tag of a language called by its name in the person's language, in English or in itself; undefined when none is. */
export const languageNamed = (text: string, locale: string): string | undefined =>
  known.find((tag) => namesOf(tag, locale).some((name) => plain(name) === plain(text)));
