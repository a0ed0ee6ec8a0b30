import { choicesIn, chosen, readExamples } from '../../../src/core/safety/crisis-examples.ts';

describe('a file of examples', () => {
  it('is lines of level, kind and text, with comments between', () => {
    expect(readExamples('# greetings\n\ncrisis suicide | i want to die\nnone | hi\n').examples).toEqual([
      { line: 3, level: 'crisis', kind: 'suicide', text: 'i want to die' },
      { line: 4, level: 'none', kind: undefined, text: 'hi' },
    ]);
  });

  it.each([
    ['crisis | no kind', 'does not begin with'],
    ['crisis sadness | of no such kind', 'has no kind of'],
    ['none i forgot the bar', 'does not begin with'],
    ['none | a | b', 'has a bar outside'],
    ['none | (a|(b|c))', 'has a bar outside'],
    ['none | ', 'has no text'],
  ])('refuses %j and says where', (line, reason) => {
    expect(readExamples(`# first\n${line}`)).toMatchObject({ examples: [], problems: [expect.stringContaining(`line 2 ${reason}`)] });
  });

  it('reads alternatives out in every way, and leaves smiles alone', () => {
    const text = 'i (really|) want (it|this) :(';
    expect(choicesIn(text)).toBe(4);
    expect([0, 1, 2, 3].map((which) => chosen(text, which))).toEqual(['i really want it :(', 'i want it :(', 'i really want this :(', 'i want this :(']);
  });
});
