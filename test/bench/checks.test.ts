/** The bench is only worth something if it notices what goes wrong: each case here breaks one good run in one way. */
import { checkTurns, compareArrivals, replyKeys, type StoredTurn } from './checks.ts';
import { turns } from './intake.ts';
import { conversationRequests } from './twilio-posts.ts';

const sidOf = (request: Buffer) => /MessageSid=(SM[0-9a-f]{32})/.exec(request.toString())?.[1] ?? '';

const keysOf = (step: number) => replyKeys[step] ?? [];
const textsOf = (step: number) => keysOf(step).map((key) => `the words of ${key}`);
const twice = (values: string[]) => [...values, ...values];

/** Two conversations as they stand in the database when all went well. */
const goodRun = (): StoredTurn[] => {
  let position = 0;
  return [0, 1].flatMap((conversation) =>
    conversationRequests(3000, conversation).map((request, step) => {
      return {
        sid: sidOf(request), person: `person ${conversation}`, handled: true, stuck: false, keys: keysOf(step),
        texts: textsOf(step), positions: keysOf(step).map(() => String((position += 1))),
      };
    }),
  );
};

const change = (index: number, how: Partial<StoredTurn>) => goodRun().map((row, at) => (at === index ? { ...row, ...how } : row));
const without = (index: number) => goodRun().filter((_, at) => at !== index);

describe('a run of two conversations', () => {
  it('has nothing wrong with it when every turn is there and answered', () => expect(checkTurns(goodRun(), 2, 0)).toEqual([]));

  const place = turns.findIndex(({ says }) => says === '10467');
  it.each([
    ['a turn answered 200 is not in the database', without(place), 0, 'a conversation has 3 turns, not 4'],
    ['a turn stands there twice', [...goodRun(), ...goodRun().slice(0, 1)], 0, 'a turn is stored twice'],
    ['a turn was stored but its step never ran', change(place, { handled: false }), 0, 'turn 3 was not handled'],
    ['a conversation could not go on', change(place, { stuck: true }), 0, 'a conversation is stuck'],
    ['a reply is lost', change(place, { keys: [], texts: [], positions: [] }), 0, 'turn 3 was answered with []'],
    ['a reply is doubled', change(1, { keys: twice(keysOf(1)), texts: twice(textsOf(1)), positions: ['3', '3'] }), 0, `turn 2 was answered with [${twice(keysOf(1)).join(' ')}]`],
    ['a reply is another question', change(place, { keys: ['engine.didNotUnderstand'] }), 0, 'turn 3 was answered with [engine.didNotUnderstand]'],
    ['a reply has no words', change(5, { texts: [''] }), 0, 'turn 2 was answered with other words than the first time'],
    ['a reply stands before an earlier one', change(place, { positions: ['1'] }), 0, 'replies are out of order'],
    ['one number became two people', change(place, { person: 'person 7' }), 0, 'one number became several people'],
    ['a turn came from nowhere', [...goodRun(), { ...goodRun()[0]!, sid: sidOf(conversationRequests(3000, 9)[0]!) }], 0, 'a turn is stored that nobody sent'],
    ['a message answers nothing', goodRun(), 1, '1 messages answer nothing'],
  ])('is found out when %s', (_, rows, uncaused, problem) => {
    expect(checkTurns(rows, 2, uncaused).some((found) => found.startsWith(problem))).toBe(true);
  });
});

describe('the messages at the double', () => {
  const due = [{ to: '+12125550101', text: 'Where are you?' }, { to: '+12125550102', text: 'Where are you?' }];

  it('are right when each is there once, with its choices below', () => {
    expect(compareArrivals(due, [{ to: '+12125550102', text: 'Where are you?\n1 Here' }, { to: '+12125550101', text: 'Where are you?' }])).toEqual([]);
  });

  it.each([
    ['one never came', due.slice(1), ['1 x a message never arrived']],
    ['one came twice', [...due, ...due.slice(1)], ['1 x a message arrived that was not due, or twice']],
    ['one went to the wrong number', [due[0]!, due[0]!], ['1 x a message never arrived', '1 x a message arrived that was not due, or twice']],
  ])('are found out when %s', (_, arrivals, problems) => expect(compareArrivals(due, arrivals)).toEqual(problems));
});
