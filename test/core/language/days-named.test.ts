/** Days as people name them, in five languages and across them. */
import { daysNamed } from '../../../src/core/language/days-named.ts';
import { hear } from '../../../src/core/language/hear.ts';
import { language } from './languages.ts';

const named = (tag: string, text: string) => daysNamed(text, language.lexicon(tag), language.lexicons).join(' ');

describe('days in a text', () => {
  it.each([
    ['en', 'Tuesday evenings', 'tue'],
    ['en', 'thurs or TUES', 'tue thu'],
    ['en', 'the day after tomorrow', 'overmorrow'],
    ['en', 'tonight if possible', 'today'],
    ['en', 'I sat in the sun', 'sat sun'],
    ['es', 'el martes a las 7 de la noche', 'tue'],
    ['es', 'pasado mañana', 'overmorrow'],
    ['es', 'por la mañana', ''],
    ['es', 'mañana por la noche', 'tomorrow'],
    ['es', 'MIERCOLES', 'wed'],
    ['fr', 'mon fils vient jeudi', 'thu'],
    ['fr', 'après-demain', 'overmorrow'],
    ['zh-Hans', '明天晚上', 'tomorrow'],
    ['zh-Hans', '星期二或者周四晚上', 'tue thu'],
    ['ht', 'madi aswè', 'tue'],
    ['ht', 'apre demen', 'overmorrow'],
    ['en', 'el martes', 'tue'],
    ['es', '周二', 'tue'],
    ['en', 'any time', ''],
  ])('%s: %s', (tag, text, days) => expect(named(tag, text)).toBe(days));

  it('come beside the hours, also where no space stands between the words', () => {
    const question = { key: 'intake.askWhen' as const, choices: [{ id: 'daytime', label: 'intake.daytime' as const }, { id: 'evening', label: 'intake.evening' as const }], many: true, expects: 'days' as const };
    const heard = (tag: string, text: string) => hear({ kind: 'text', text }, question, ['白天', '晚上'], language.lexicon(tag), language.lexicons);
    expect(heard('zh-Hans', '我明天晚上可以来')).toEqual({ type: 'choices', ids: ['evening'], days: ['tomorrow'] });
    expect(heard('es', 'el martes a las 7 de la noche')).toEqual({ type: 'choices', ids: ['evening'], days: ['tue'] });
    expect(heard('en', 'wednesdays')).toEqual({ type: 'text', text: 'wednesdays', days: ['wed'] });
  });
});
