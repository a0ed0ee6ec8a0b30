import { segments } from '../../../src/core/language/segments.ts';
import { createHelplines } from '../../../src/core/safety/helplines.ts';
import { language, localeData } from './languages.ts';

const program = { name: 'Porchlight', country: 'US', timeZone: 'America/New_York', contact: '(212) 555-0123' };
const helplines = createHelplines(language);

const filled = (tag: string, key: string, kind?: 'abuse' | 'overdose') =>
  language.render(tag, key, { ...program, ...helplines.linesFor({ country: 'US', locale: tag, channel: 'sms', kind }), number: 12 });

/** The most segments a message may cost, and why. Everything else of ours is one or two. */
const limits: [key: string, most: number, why: string][] = [
  ['gate.helpAnswer', 2, 'asked for by the carriers, with the crisis line'],
  ['gate.stopped', 2, 'one confirmation'],
  ['gate.stillStopped', 2, 'like the confirmation'],
  ['gate.started', 1, 'one confirmation'],
  ['gate.languageChanged', 1, 'a word of agreement'],
  ['gate.softLines', 1, 'one sentence beside the conversation'],
  ['crisisFlow.lines', 2, 'read in distress'],
  ['crisisFlow.someoneTold', 1, 'read in distress'],
  ['crisisFlow.nobodyOnCall', 1, 'read in distress'],
  ['crisisFlow.danger', 1, 'read in distress'],
  ['engine.didNotUnderstand', 1, 'said often'],
  ['engine.unsupported', 1, 'said often'],
  ['crisisFlow.someoneToldQuietly', 1, 'read in distress'],
  ['crisisFlow.nobodyAnswered', 2, 'with the crisis lines'],
  ['onCall.page', 1, 'a page'],
  ['engine.stuck', 2, 'with the crisis lines'],
];

describe.each(localeData.map(({ tag }) => tag))('messages in %s', (tag) => {
  it.each(limits)('%s costs at most %i segments (%s)', (key, most) => {
    const text = filled(tag, key);
    expect({ text, cheap: segments(text) <= most }).toEqual({ text, cheap: true });
  });

  it.each(['abuse', 'overdose'] as const)('the crisis lines stay within two segments for %s', (kind) => {
    const text = filled(tag, 'crisisFlow.lines', kind);
    expect({ text, cheap: segments(text) <= 2 }).toEqual({ text, cheap: true });
  });

  it('say no placeholder aloud', () => {
    const texts = limits.map(([key]) => filled(tag, key));
    expect(texts.filter((text) => text.includes('{{'))).toEqual([]);
  });
});

describe('what WhatsApp can show', () => {
  const labels = ['crisisFlow.choiceDanger', 'crisisFlow.choiceTalk', 'crisisFlow.choiceSafe', 'crisisFlow.choiceMisunderstood', 'crisisFlow.choiceMayText', 'crisisFlow.choiceDoNotText', 'crisisFlow.choiceLeave', 'crisisFlow.choiceCheckIn', 'crisisFlow.choiceNoCheckIn', 'onCall.choiceTake', 'onCall.choicePass', 'onCall.choiceClose', 'onCall.choiceHandOn'];

  it.each(localeData.map(({ tag }) => tag))('in %s: the list button has 20 characters and a row 24', (tag) => {
    expect(language.render(tag, 'engine.seeChoices').length).toBeLessThanOrEqual(20);
    expect(labels.filter((key) => language.render(tag, key).length > 24)).toEqual([]);
  });
});
