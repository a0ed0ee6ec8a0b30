import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import curated from '../../../src/core/safety/curated-helplines.json' with { type: 'json' };
import { createHelplines, type CrisisLines } from '../../../src/core/safety/helplines.ts';
import { language } from '../language/languages.ts';

const helplines = createHelplines(language);
type Who = Parameters<typeof helplines.linesFor>[0];

const people: [who: Who, lines: CrisisLines, why: string][] = [
  [{ country: 'US', locale: 'en', channel: 'sms' }, { call: '988', text: '988', emergency: '911', lines: 'Call or text 988' }, 'one number for both'],
  [
    { country: 'US', locale: 'es', channel: 'sms' },
    { call: '988', text: '988', emergency: '911', lines: 'Llame al 988 y oprima 2 o mande AYUDA al 988' },
    'texts to 988 are in English unless they say AYUDA',
  ],
  [
    { country: 'US', locale: 'en', channel: 'sms', kind: 'abuse' },
    { call: '1-800-799-7233', text: '88788', emergency: '911', lines: 'Call 1-800-799-7233 or text START to 88788' },
    'a hotline of its own',
  ],
  [
    { country: 'US', locale: 'es', channel: 'sms', kind: 'abuse' },
    { call: '1-800-799-7233', emergency: '911', lines: 'Llame al 1-800-799-7233' },
    'its texts are in English only',
  ],
  [
    { country: 'US', locale: 'en', channel: 'sms', kind: 'overdose' },
    { call: '988', text: '988', emergency: '911', lines: 'Call 911 now. You can also call or text 988' },
    'minutes count',
  ],
  [
    { country: 'US', locale: 'en', channel: 'whatsapp' },
    { call: '988', text: '988', emergency: '911', lines: 'Call or text 988 or chat at https://988lifeline.org/chat/' },
    'who writes by WhatsApp may have no texts',
  ],
  [{ country: 'GB', locale: 'en', channel: 'sms' }, { call: '116 123', text: '85258', emergency: '999 or 112', lines: 'Call 116 123 or text SHOUT to 85258' }, 'two lines'],
  [{ country: 'NZ', locale: 'en', channel: 'sms' }, { call: '111', emergency: '111', lines: 'Call 111' }, 'the line was only recalled: the emergency number alone'],
  [{ country: 'ZZ', locale: 'en', channel: 'sms' }, { call: '112', emergency: '112', lines: 'Call 112' }, 'an unknown country'],
];

describe('the crisis lines a person is given', () => {
  it.each(people)('%j: %j (%s)', (who, lines) => {
    expect(helplines.linesFor(who)).toEqual(lines);
  });

  it('are never ones that nobody has seen written down, nor ones that sleep', () => {
    for (const country of Object.keys(curated.emergency)) {
      const { call, text } = helplines.linesFor({ country, locale: 'en', channel: 'sms' });
      for (const dial of [call, text].filter((number) => number !== undefined && number !== helplines.linesFor({ country, locale: 'en', channel: 'sms' }).emergency)) {
        const holders = curated.lines.filter((line) => line.country === country && line.contacts.some((contact) => 'dial' in contact && contact.dial === dial));
        expect(holders.some(({ status }) => status !== 'recalled')).toBe(true);
        expect(holders.some(({ contacts }) => contacts.some((contact) => 'dial' in contact && contact.dial === dial && 'hours' in contact && contact.hours === '24/7'))).toBe(true);
      }
    }
  });

  it('stand in a message exactly as the list has them', () => {
    const dials = new Set([...curated.lines.flatMap(({ contacts }) => contacts.flatMap((contact) => ('dial' in contact ? [contact.dial] : []))), ...Object.values(curated.emergency), '112']);
    for (const country of [...Object.keys(curated.emergency), 'ES', 'FR', 'DE', 'AR', 'ZZ']) {
      for (const locale of language.tags) {
        const { call, text, emergency, lines } = helplines.linesFor({ country, locale, channel: 'sms' });
        expect([call, text ?? call, emergency].filter((dial) => !dials.has(dial))).toEqual([]);
        expect(lines).toContain(call);
        expect(lines).toContain(text ?? '');
      }
    }
  });
});

const shared = join(import.meta.dirname, '../../../../shared/data/helplines/curated-helplines.json');
const readShared = () => {
  try {
    return readFileSync(shared, 'utf8');
  } catch {
    return undefined;
  }
};

describe('our copy of the list', () => {
  const original = readShared();
  if (original === undefined) it.skip('is skipped: ../shared is not here', () => {});
  else
    it('is the list that was handed over, byte for byte', () => {
      expect(readFileSync(join(import.meta.dirname, '../../../src/core/safety/curated-helplines.json'), 'utf8')).toBe(original);
    });
});
