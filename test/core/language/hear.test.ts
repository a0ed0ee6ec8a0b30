import fc from 'fast-check';
import type { Question } from '../../../src/core/flow-kit/index.ts';
import type { Heard } from '../../../src/core/flow-kit/heard.ts';
import { hear, type Content } from '../../../src/core/language/hear.ts';
import { language } from './languages.ts';

type Asked = { question: Question; labels: string[] };
const asked = (ids: string[], labels: string[], rest: Partial<Question> = {}): Asked => ({
  question: { key: 'intake.askNeed', choices: ids.map((id) => ({ id, label: 'intake.needOther' })), many: false, expects: 'none', ...rest },
  labels,
});

const needs = asked(
  ['grief', 'low-mood', 'alcohol', 'drugs', 'family', 'parenting', 'company', 'other'],
  ['Losing someone', 'Feeling low or anxious', 'Drinking', 'Drugs', 'Worry about a loved one', 'Being a parent', 'People to talk to', 'Something else'],
  { expects: 'text' },
);
const wishes = asked(
  ['daytime', 'evening', 'weekend', 'step-free', 'sign-language', 'childcare', 'online', 'other-language', 'any'],
  ['Daytime', 'Evening', 'Weekend', 'A way in with no steps', 'Sign language', 'Childcare', 'Online', 'Another language', 'Anything is fine'],
  { many: true },
);
const reminder = asked(['coming', 'cannot', 'ride'], ['Coming', "Can't come", 'Need a ride']);
const groups = asked(['g1', 'g2', 'g3', 'more'], ['Tuesday Night Hope', 'Oak Street Circle', 'New Beginnings', 'Show more']);
const weekly = asked(['weekly', 'once', 'drop'], ['Every week', 'Just this one', 'Drop it']);
const yesNo = asked(['yes', 'no'], ['Yes, the same', 'No, change it']);
const pulse = asked(['good', 'okay', 'bad'], ['Good', 'Okay', 'Not good']);
const place = asked([], [], { expects: 'place' });
const places = asked(['place-1', 'place-2', 'change'], ['Springfield, IL', 'Springfield, MA', 'None of these'], { expects: 'place' });
const name = asked([], [], { expects: 'name' });
const danger = asked(['danger', 'talk', 'safe', 'misunderstood'], ["I'm in danger now", 'I want to talk', "I'm safe", "That's not what I meant"], { expects: 'exact' });

const choice = (id: string): Heard => ({ type: 'choice', id });
const choices = (...ids: string[]): Heard => ({ type: 'choices', ids });
const text = (words: string): Heard => ({ type: 'text', text: words });

const hearText = (words: string, { question, labels }: Asked, tag = 'en') =>
  hear({ kind: 'text', text: words }, question, labels, language.lexicon(tag), language.lexicons);

const english: [asked: Asked, said: string, heard: Heard, why: string][] = [
  [danger, 'im not ok', text('im not ok'), 'never taken for safe'],
  [danger, 'its not ok', text('its not ok'), 'never taken for safe'],
  [danger, 'm pa ok', choice('talk'), 'Kreyòl for not ok: no other language reads a yes into it'],
  [danger, 'im safe', choice('safe'), 'the answer itself'],
  [needs, '2', choice('low-mood'), 'a number'],
  [needs, '2.', choice('low-mood'), 'a number with a dot'],
  [needs, '#2', choice('low-mood'), 'a number with a hash'],
  [needs, 'no. 2', choice('low-mood'), 'an abbreviation'],
  [needs, 'two', choice('low-mood'), 'a word'],
  [needs, 'number two please', choice('low-mood'), 'polite'],
  [needs, 'the second one', choice('low-mood'), 'an ordinal; its "one" is not a number'],
  [needs, '2nd', choice('low-mood'), 'an ordinal in digits'],
  [needs, '2️⃣', choice('low-mood'), 'an emoji keycap'],
  [needs, '２', choice('low-mood'), 'fullwidth'],
  [needs, '٢', choice('low-mood'), 'Arabic digits'],
  [needs, '②', choice('low-mood'), 'a circled digit'],
  [needs, 'dos', choice('low-mood'), 'another language'],
  [needs, '9', text('9'), 'a number that was not offered'],
  [needs, '0', text('0'), 'no such choice'],
  [needs, 'drinking', choice('alcohol'), 'the label'],
  [needs, '3. Drinking', choice('alcohol'), 'the line copied'],
  [needs, 'alchohol', choice('alcohol'), 'misspelt'],
  [needs, 'drnking', choice('alcohol'), 'a letter missing'],
  [needs, 'my husband died last month', choice('grief'), 'a sentence with one meaning'],
  [needs, 'I lost my mom and cant sleep', choice('grief'), 'a sentence with one meaning'],
  [needs, 'i feel so lonely', choice('company'), 'a sentence with one meaning'],
  [needs, 'my son drinks too much', choice('family'), 'the longer words win: not the drinker'],
  [needs, 'duelo', choice('grief'), 'another language'],
  [needs, 'my feet and my cat', text('my feet and my cat'), 'own words'],
  [needs, 'drinking and drugs', text('drinking and drugs'), 'two answers where one is asked'],
  [needs, 'skip', { type: 'skip' }, 'skip'],
  [needs, 'SKIP!', { type: 'skip' }, 'loudly'],
  [needs, 'saltar', { type: 'skip' }, 'another language'],
  [needs, 'back', { type: 'back' }, 'back'],
  [wishes, '1 and 4', choices('daytime', 'step-free'), 'two numbers'],
  [wishes, '1,4', choices('daytime', 'step-free'), 'two numbers'],
  [wishes, '2 4', choices('evening', 'step-free'), 'two numbers'],
  [wishes, '4 & 2', choices('evening', 'step-free'), 'in the order they were offered'],
  [wishes, '14', text('14'), 'not 1 and 4'],
  [wishes, '1-4', text('1-4'), 'a range or two numbers? ask again'],
  [wishes, 'evening and childcare', choices('evening', 'childcare'), 'two words'],
  [wishes, 'evenings, 6', choices('evening', 'childcare'), 'a word and a number'],
  [wishes, 'evning', choices('evening'), 'misspelt'],
  [wishes, 'after work, and i use a wheelchair', choices('evening', 'step-free'), 'a sentence'],
  [wishes, 'saturday', choices('weekend'), 'a synonym'],
  [wishes, 'not in the evening, daytime', choices('daytime'), 'what is refused is not chosen'],
  [wishes, 'anything', choices('any'), 'a synonym'],
  [reminder, "can't come", choice('cannot'), 'the label'],
  [reminder, 'cant make it sorry', choice('cannot'), 'a sentence'],
  [reminder, "yes i'll be there", choice('coming'), 'a sentence'],
  [reminder, 'I need a ride', choice('ride'), 'a sentence'],
  [reminder, 'no', choice('cannot'), 'to "can you come?"'],
  [reminder, '👍', choice('coming'), 'an emoji'],
  [reminder, "yes but i can't come to the one after", text("yes but i can't come to the one after"), 'two answers'],
  [groups, 'hope', choice('g1'), 'a word of one label only'],
  [groups, 'oak street', choice('g2'), 'words of one label only'],
  [groups, 'tuesday nigth hpoe', choice('g1'), 'misspelt'],
  [groups, 'more', choice('more'), 'a choice before a keyword'],
  [groups, 'more please', choice('more'), 'polite'],
  [weekly, 'every week', choice('weekly'), 'the label'],
  [weekly, 'once', choice('once'), 'not eleven, though it is in Spanish'],
  [weekly, 'drop', choice('drop'), 'one of our words'],
  [weekly, 'please drop it', choice('drop'), 'polite'],
  [groups, 'DROP 2', choice('g2'), 'the word we print beside a number'],
  [yesNo, 'yes', choice('yes'), 'yes'],
  [yesNo, 'yep', choice('yes'), 'yes'],
  [yesNo, "no i don't think so", choice('no'), 'no in a sentence'],
  [pulse, 'not good', choice('bad'), 'not "good"'],
  [pulse, 'it was really good', choice('good'), 'a sentence'],
  [place, '10467', text('10467'), 'a ZIP is never a choice'],
  [place, '2', text('2'), 'nothing was offered'],
  [place, 'Evening Star Ave', text('Evening Star Ave'), 'a street is not searched for words'],
  [places, '2', choice('place-2'), 'a number that was offered'],
  [places, '10467', text('10467'), 'a ZIP, with choices open'],
  [places, 'none of these', choice('change'), 'the label'],
  [places, 'Springfield', text('Springfield'), 'which one?'],
  [places, 'MA', text('MA'), 'too short to be sure of'],
  [name, 'Ana', text('Ana'), 'a name'],
  [name, 'Skip', { type: 'skip' }, 'nobody is called Skip here'],
  [danger, "i'm in danger", choice('danger'), 'said in words'],
  [danger, 'yes', text('yes'), 'yes to what? ask again'],
  [danger, 'it was about someone else', choice('safe'), 'said in words'],
  [danger, 'i am not safe', choice('danger'), 'not "safe"'],
];

const spanish: typeof english = [
  [asked(['grief', 'alcohol'], ['Un duelo o una pérdida', 'El alcohol'], { expects: 'text' }), 'la segunda', choice('alcohol'), 'an ordinal'],
  [asked(['grief', 'alcohol'], ['Un duelo o una pérdida', 'El alcohol'], { expects: 'text' }), 'número dos', choice('alcohol'), 'a number in words'],
  [asked(['grief', 'alcohol'], ['Un duelo o una pérdida', 'El alcohol'], { expects: 'text' }), 'opción 2 por favor', choice('alcohol'), 'polite'],
  [asked(['grief', 'alcohol'], ['Un duelo o una pérdida', 'El alcohol'], { expects: 'text' }), 'perdi a mi esposo', choice('grief'), 'no accent'],
  [asked(['yes', 'no'], ['Lo mismo', 'Cambiar algo']), 'sí', choice('yes'), 'yes'],
  [asked(['yes', 'no'], ['Lo mismo', 'Cambiar algo']), 'si', choice('yes'), 'yes, no accent'],
  [asked(['coming', 'cannot', 'ride'], ['Voy', 'No puedo', 'Necesito transporte']), 'no puedo ir', choice('cannot'), 'not "voy"'],
  [asked(['coming', 'cannot', 'ride'], ['Voy', 'No puedo', 'Necesito transporte']), 'no tengo carro', choice('ride'), 'a sentence'],
  [asked(['evening', 'childcare'], ['Por la noche', 'Cuidado de niños'], { many: true }), 'noche y niños', choices('evening', 'childcare'), 'two words'],
  [asked(['evening', 'childcare'], ['Por la noche', 'Cuidado de niños'], { many: true }), '1 y 2', choices('evening', 'childcare'), 'two numbers'],
];

describe('what a person says to an open question', () => {
  it.each(english)('in English %#', (question, said, heard, why) => {
    expect([why, said, hearText(said, question)]).toEqual([why, said, heard]);
  });

  it.each(spanish)('in Spanish %#', (question, said, heard, why) => {
    expect([why, said, hearText(said, question, 'es')]).toEqual([why, said, heard]);
  });
});

describe('what is not a text', () => {
  const tell = (content: Content, { question, labels }: Asked) => hear(content, question, labels, language.lexicon('en'), language.lexicons);

  it('takes a button of the open question by its id', () => {
    expect(tell({ kind: 'choice', choice: 'ride', label: 'Need a ride' }, reminder)).toEqual(choice('ride'));
  });

  it('takes a row of a question with several answers as one of them', () => {
    expect(tell({ kind: 'choice', choice: 'online', label: 'Online' }, wishes)).toEqual(choices('online'));
  });

  it('reads an old button by what it said, for its id belongs to another question', () => {
    expect(tell({ kind: 'choice', choice: 'a-group-of-last-week', label: 'Coming' }, reminder)).toEqual(choice('coming'));
    expect(tell({ kind: 'choice', choice: 'g9', label: 'Some other group' }, reminder)).toEqual(text('Some other group'));
  });

  it('passes a shared location on', () => {
    expect(tell({ kind: 'location', latitude: 40.8, longitude: -73.9 }, place)).toEqual({ type: 'location', latitude: 40.8, longitude: -73.9 });
  });

  it('reads the words under a picture', () => {
    expect(tell({ kind: 'unsupported', what: 'image', text: '2' }, reminder)).toEqual(choice('cannot'));
  });

  it('hears only words when nothing was asked', () => {
    expect(hear({ kind: 'text', text: ' hola ' }, undefined, [], language.lexicon('en'), language.lexicons)).toEqual(text('hola'));
  });
});

describe('hearing', () => {
  it('never throws and never invents a choice, whatever is sent', () => {
    const offered = new Set(wishes.question.choices.map(({ id }) => id));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 60 })), (said) => {
        const heard = hearText(said, wishes);
        if (heard.type === 'choices') expect(heard.ids.length > 0 && heard.ids.every((id) => offered.has(id))).toBe(true);
      }),
    );
  });

  it('takes a story of ten million letters whole', () => {
    const story = 'evening '.repeat(1_250_000).trim();
    expect(hearText(story, wishes)).toEqual(text(story));
  });
});
