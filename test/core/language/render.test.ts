import { language } from './languages.ts';
import { createLanguage } from '../../../src/core/language/render.ts';
import { segments } from '../../../src/core/language/segments.ts';
import { localeData } from './languages.ts';

const words = createLanguage(
  localeData.map((data) => ({
    ...data,
    messages: {
      test: {
        when: '{{start, when}}',
        time: '{{start, time}}',
        day: '{{start, day}}',
        far: '{{km, distance}}',
        spoken: '{{languages, languageNames}}',
        hello: 'Hi {{nickname}}',
        other: 'secret',
        seats_one: '{{count}} seat',
        seats_other: '{{count}} seats',
      },
    },
  })),
);
const evening = '2026-11-24T19:00:00-05:00[America/New_York]';

const rendered: [tag: string, key: string, vars: Record<string, unknown>, text: string, why: string][] = [
  ['en', 'when', { start: evening }, 'Tue 24 Nov, 7:00 pm', 'the day first, so that a lock screen shows it'],
  ['es', 'when', { start: evening }, 'mar 24 nov, 7:00 p.m.', 'no U+202F, which would make three segments of one'],
  ['es', 'day', { start: '2026-11-28T19:00:00-05:00[America/New_York]' }, 'sab 28 nov', 'no á, which is not in GSM-7'],
  ['en', 'time', { start: '2026-11-24T00:05:00-05:00[America/New_York]' }, '12:05 am', 'just after midnight'],
  ['en', 'when', { start: '2026-11-01T01:30:00-05:00[America/New_York]' }, 'Sun 1 Nov, 1:30 am', 'the second 1:30 of the night the clocks go back'],
  ['en', 'time', { start: '2026-11-24T19:00:00+01:00[Europe/Berlin]', country: 'DE' }, '19:00', 'a country with a 24-hour clock'],
  ['en', 'far', { km: 2 }, '1.2 miles', 'miles in the US'],
  ['es', 'far', { km: 2, country: 'US' }, '1.2 millas', 'miles in the US, in Spanish'],
  ['es', 'far', { km: 2, country: 'MX' }, '2 km', 'kilometres elsewhere'],
  ['en', 'far', { km: 0 }, '0.1 miles', 'never "0 miles"'],
  ['en', 'far', { km: 41.3 }, '26 miles', 'no false precision far away'],
  ['en', 'spoken', { languages: ['en', 'es'] }, 'English and Spanish', 'names in the reader\'s language'],
  ['es', 'spoken', { languages: ['en', 'es'] }, 'inglés y español', 'names in the reader\'s language'],
  ['en', 'spoken', { languages: ['not a tag'] }, 'not a tag', 'a feed may say anything'],
  ['en', 'spoken', { languages: [] }, '', 'not known'],
  ['en', 'hello', { nickname: '{{other}}' }, 'Hi {{other}}', 'a nickname is not a placeholder'],
  ['en', 'hello', { nickname: '$t(test.other)' }, 'Hi $t(test.other)', 'a nickname is not a reference'],
  ['en', 'hello', { nickname: '<b>' }, 'Hi <b>', 'a text message is not a web page'],
  ['en', 'seats', { count: 1 }, '1 seat', 'one'],
  ['en', 'seats', { count: 3 }, '3 seats', 'several'],
];

describe('a message as it is read', () => {
  it.each(rendered)('%s %s %j: %s (%s)', (tag, key, vars, text) => {
    expect(words.render(tag, `test.${key}`, vars)).toBe(text);
  });

  it('throws for a message or a language that is not there, naming the file', () => {
    expect(() => language.render('es', 'gate.nothingLikeThis')).toThrow('locales/es has no message gate.nothingLikeThis');
    expect(() => language.render('xx', 'gate.started')).toThrow('there is no language xx');
    expect(() => language.lexicon('xx')).toThrow('there is no language xx');
  });
});

describe('the price of a text', () => {
  it.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['á'.repeat(70), 1],
    ['á'.repeat(71), 2],
    ['ñ'.repeat(160), 1],
  ])('is counted in segments', (text, count) => {
    expect(segments(text)).toBe(count);
  });
});
