import { chooseLocale, languageAsked } from '../../../src/core/language/choose-locale.ts';
import { language } from './languages.ts';

const first: [text: string, fallback: string, tag: string, why: string][] = [
  ['hola', 'en', 'es', 'a greeting'],
  ['Hola!!', 'en', 'es', 'a greeting, loudly'],
  ['HELLO', 'es', 'en', 'a greeting'],
  ['hi i need a group', 'es', 'en', 'a sentence'],
  ['necesito un grupo cerca de mi casa', 'en', 'es', 'a sentence'],
  ['¿dónde?', 'en', 'es', 'a letter only Spanish has'],
  ['español', 'en', 'es', 'the name of the language'],
  ['in spanish please', 'en', 'es', 'asked for by name, in the other language'],
  ['10467', 'en', 'en', 'nothing to go by'],
  ['10467', 'es', 'es', 'nothing to go by, in a Spanish-speaking programme'],
  ['no', 'en', 'en', 'a word both have'],
  ['', 'es', 'es', 'nothing at all'],
];

describe('the language a new person is answered in', () => {
  it.each(first)('%j, else %s: %s (%s)', (text, fallback, tag) => {
    expect(chooseLocale(text, language.lexicons, fallback)).toBe(tag);
  });
});

const asked: [text: string, tag: string | undefined, why: string][] = [
  ['español', 'es', 'its own name'],
  ['ESPANOL', 'es', 'without the tilde'],
  ['Spanish', 'es', 'its English name'],
  ['in spanish please', 'es', 'a request'],
  ['do you speak spanish?', 'es', 'a question'],
  ['¿habla español?', 'es', 'a question'],
  ['no hablo inglés', 'es', 'said the other way round'],
  ['english', 'en', 'its own name'],
  ['en inglés por favor', 'en', 'a request in the other language'],
  ['I want a group in spanish on mondays', undefined, 'about a group, not about us'],
  ['my spanish teacher died', undefined, 'about a person'],
  ['tagalog', undefined, 'a language we do not speak'],
  ['please', undefined, 'only a word around a request'],
];

describe('asking for another language', () => {
  it.each(asked)('%j: %s (%s)', (text, tag) => {
    expect(languageAsked(text, language.lexicons)).toBe(tag);
  });
});
