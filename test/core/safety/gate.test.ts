import fc from 'fast-check';
import type { Content } from '../../../src/core/language/hear.ts';
import { gate, type GateContext, type Verdict } from '../../../src/core/safety/gate.ts';
import { language, screen } from '../language/languages.ts';

const context: GateContext = { locale: 'en', lexicons: language.lexicons, screen, optedOut: false };
const hold = (text: string, more: Partial<GateContext> = {}) => gate({ kind: 'text', text }, { ...context, ...more });
const optOutOf = (text: string, more: Partial<GateContext> = {}) => {
  const { optOut } = hold(text, more);
  return optOut ? `${optOut.kind} by ${optOut.by}` : 'nothing';
};

const keywords: [text: string, verdict: string, why: string][] = [
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'opt out', 'opt-out'].map((word): [string, string, string] => [word, 'stop by keyword', 'a carrier word']),
  ...['ALTO', 'PARAR', 'PARE', 'DETENER', 'CANCELAR', 'BAJA', 'SALIR', 'NO MAS', 'no más', 'BASTA'].map((word): [string, string, string] => [word, 'stop by keyword', 'Spanish']),
  ...['ARRET', 'Arrêt', 'ARRETE', 'DESABONNER', 'désabonner'].map((word): [string, string, string] => [word, 'stop by keyword', 'French']),
  ...['SAIR', 'KANPE', 'RETE', 'SISPANN', 'HINTO', 'TIGIL', 'JOOJI'].map((word): [string, string, string] => [word, 'stop by keyword', 'Portuguese, Haitian Creole, Tagalog, Somali']),
  ...['停止', '退订', '取消', '退訂', 'СТОП', 'стоп', 'отписаться', 'إيقاف', 'توقف', 'الغاء', 'إلغاء', '중지', '수신거부'].map((word): [string, string, string] => [word, 'stop by keyword', 'other scripts']),
  ...['DỪNG', 'dừng', 'HỦY', 'DUNG', 'HUY'].map((word): [string, string, string] => [word, 'stop by keyword', 'Vietnamese']),
  ['đúng', 'nothing', 'Vietnamese for "correct", not for "stop"'],
  ['stop', 'stop by keyword', 'small letters'],
  ['Stop!!', 'stop by keyword', 'with feeling'],
  [' "STOP" ', 'stop by keyword', 'as it was quoted to them'],
  ['stop stop stop', 'stop by keyword', 'three times'],
  ['STOP 😡', 'stop by keyword', 'with a face'],
  ['ＳＴＯＰ', 'stop by keyword', 'fullwidth'],
  ['s\u200Btop', 'stop by keyword', 'an invisible character'],
  ['cancel', 'stop by keyword', 'always, even where we asked about a ride'],
  ['START', 'start by keyword', 'always'],
  ['unstop', 'start by keyword', 'always'],
  ['HELP', 'help by keyword', 'a carrier word'],
  ['INFO', 'help by keyword', 'a carrier word'],
  ['ayuda', 'help by keyword', 'Spanish'],
  ['AIDE', 'help by keyword', 'French'],
  ['帮助', 'help by keyword', 'Chinese'],
  ['ED', 'help by keyword', 'Haitian Creole'],
  ['yes', 'nothing', 'an answer'],
  ['hello', 'nothing', 'a greeting'],
  ['', 'nothing', 'nothing'],
  ['???', 'nothing', 'no word'],
];

const plainWords: [text: string, verdict: string, why: string][] = [
  ['please stop texting me', 'stop by plain-words', 'any reasonable means'],
  ['Stop texting me!!', 'stop by plain-words', 'any reasonable means'],
  ["I told you to stop texting me", 'stop by plain-words', 'said to us'],
  ["don't text me anymore", 'stop by plain-words', 'any reasonable means'],
  ["please don't text me back", 'stop by plain-words', 'any reasonable means'],
  ['take me off your list', 'stop by plain-words', 'any reasonable means'],
  ['how do i unsubscribe', 'stop by plain-words', 'a question that means stop'],
  ['wrong number', 'stop by keyword', 'not the person we think'],
  ['sorry you have the wrong number', 'stop by plain-words', 'not the person we think'],
  ['no more texts please', 'stop by plain-words', 'any reasonable means'],
  ['stop please', 'stop by keyword', 'polite'],
  ['ya no me escriban', 'stop by plain-words', 'Spanish'],
  ['por favor dejen de mandarme mensajes', 'stop by plain-words', 'Spanish'],
  ['ya no quiero mensajes', 'stop by plain-words', 'Spanish'],
  ['les pido que no me escriban', 'stop by plain-words', 'Spanish, with "que"'],
  ['número equivocado', 'stop by keyword', 'Spanish'],
  ['dénme de baja por favor', 'stop by plain-words', 'Spanish'],
  ['the bus stop on 5th', 'nothing', 'a place'],
  ["it won't stop", 'nothing', 'something else'],
  ["my ex won't stop texting me", 'nothing', 'somebody else'],
  ['i told him to stop calling me', 'nothing', 'somebody else'],
  ["i can't stop drinking", 'nothing', 'why people write'],
  ['I want to quit drinking', 'nothing', 'why people write'],
  ['how does it end', 'nothing', 'a question'],
  ['end of the month', 'nothing', 'a time'],
  ['the weekend', 'nothing', 'a time'],
  ["please don't text me after 9", 'nothing', 'a wish about hours, not an end'],
  ['can i cancel my ride', 'nothing', 'about a ride'],
  ['i called the wrong number yesterday', 'nothing', 'a story'],
  ['la parada del autobús', 'nothing', 'a place, Spanish'],
  ['mi ex no deja de escribirme', 'nothing', 'somebody else, Spanish'],
  ['le dije que deje de llamarme', 'nothing', 'somebody else, Spanish'],
  ['no me escriban después de las 9', 'nothing', 'a wish about hours, Spanish'],
  ['fin de semana', 'nothing', 'a time, Spanish'],
  ['ya no quiero tomar', 'nothing', 'why people write, Spanish'],
  ['necesito parar de tomar', 'nothing', 'why people write, Spanish'],
  ['more info about 2', 'nothing', 'about a group'],
  ['can you help my son', 'nothing', 'why people write'],
];

describe('opting out', () => {
  it.each([...keywords, ...plainWords])('%j: %s (%s)', (text, verdict) => {
    expect(optOutOf(text)).toBe(verdict);
    expect(optOutOf(text, { locale: 'es' })).toBe(verdict);
  });

  it.each([
    ['yes', 'start by keyword', 'nothing else could have been asked'],
    ['sí', 'start by keyword', 'nothing else could have been asked'],
    ['start', 'start by keyword', 'always'],
    ['sure', 'nothing', 'only the words that the law and the carriers know bring somebody back'],
    ['hola', 'nothing', 'a greeting opts nobody in'],
  ])('somebody who opted out and says %j: %s (%s)', (text, verdict) => {
    expect(optOutOf(text, { optedOut: true })).toBe(verdict);
  });

  it('is not answered again when the provider has answered', () => {
    expect(hold('STOP', { optOutType: 'STOP' }).optOut).toEqual({ kind: 'stop', by: 'provider' });
    expect(hold('start', { optOutType: 'START' }).optOut).toEqual({ kind: 'start', by: 'provider' });
    expect(hold('help', { optOutType: 'HELP' }).optOut).toEqual({ kind: 'help', by: 'provider' });
  });

  it('counts on a button too', () => {
    expect(gate({ kind: 'choice', choice: 'x', label: 'Stop' }, context).optOut).toEqual({ kind: 'stop', by: 'keyword' });
  });
});

describe('danger at the gate', () => {
  it('is honoured beside an opt-out', () => {
    const verdict = hold('please stop texting me i want to die');
    expect([verdict.optOut?.kind, verdict.crisis?.level]).toEqual(['stop', 'crisis']);
  });

  it('comes before a global word', () => {
    expect(hold('menu. i want to die')).toMatchObject({ crisis: { level: 'crisis' } });
  });

  it('is looked for under a picture', () => {
    expect(gate({ kind: 'unsupported', what: 'image', text: 'goodbye forever' }, context).crisis?.level).toBe('crisis');
  });

  it('is not looked for in our own buttons', () => {
    expect(gate({ kind: 'choice', choice: 'danger', label: "I'm in danger now" }, context)).toEqual({});
  });
});

const globals: [text: string, global: Verdict['global'], why: string][] = [
  ['menu', { kind: 'menu' }, 'a word of ours'],
  ['MENÚ', { kind: 'menu' }, 'the other language'],
  ['Menu!', { kind: 'menu' }, 'loudly'],
  ['person', { kind: 'person' }, 'a human is one word away'],
  ['can I talk to a person?', { kind: 'person' }, 'a question'],
  ['quiero hablar con una persona', { kind: 'person' }, 'the other language'],
  ['are you a robot?', { kind: 'person' }, 'an honest answer is a person'],
  ['what do you know about me?', { kind: 'my-data' }, 'a question'],
  ['¿qué saben de mí?', { kind: 'my-data' }, 'the other language'],
  ['forget me', { kind: 'forget' }, 'a right'],
  ['bórrenme', { kind: 'forget' }, 'the other language'],
  ['español', { kind: 'language', locale: 'es' }, 'the name of a language'],
  ['english please', { kind: 'language', locale: 'en' }, 'the name of a language'],
  ['back', undefined, 'an answer to the question'],
  ['1', undefined, 'an answer'],
  ['a person I love drinks', undefined, 'a sentence'],
  ['the menu at the church was good', undefined, 'a sentence'],
];

describe('the words that work everywhere', () => {
  it.each(globals)('%j: %j (%s)', (text, global) => {
    expect(hold(text).global).toEqual(global);
  });

  it('leave an answer alone that the open question offers', () => {
    expect(hold('Spanish', { labels: ['English', 'Spanish'] }).global).toBeUndefined();
    expect(hold('Talk to a person', { labels: ['Look wider', 'Talk to a person'] }).global).toBeUndefined();
  });
});

describe('the gate', () => {
  it('never throws, whatever is sent', () => {
    const contents: fc.Arbitrary<Content> = fc.oneof(
      fc.record({ kind: fc.constant('text' as const), text: fc.string({ unit: 'binary' }) }),
      fc.record({ kind: fc.constant('choice' as const), choice: fc.string(), label: fc.string({ unit: 'binary' }) }),
      fc.record({ kind: fc.constant('location' as const), latitude: fc.double(), longitude: fc.double() }),
      fc.record({ kind: fc.constant('unsupported' as const), what: fc.string() }),
    );
    fc.assert(fc.property(contents, fc.boolean(), (content, optedOut) => typeof gate(content, { ...context, optedOut }) === 'object'));
  });
});
