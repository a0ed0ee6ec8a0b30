import { compilePattern, matchEnd } from '../../../src/core/safety/crisis-pattern.ts';
import { readCrisisWords } from '../../../src/core/safety/crisis-words.ts';

const lists = { want: ['want', 'wanna'], die: ['自杀', 'die', 'pass away'.replace(' ', '-')] };

/** [pattern, message, the words it takes from the first on, or -1, why]. */
const cases: [string, string, number, string][] = [
  ['want to die', 'want to die', 3, 'words in a row'],
  ['want to die', 'want a die', -1, 'another word between'],
  ['want|wanna to? die', 'wanna die', 2, 'either word, and one that may be missing'],
  ['@want to? die', 'want to die', 3, 'a named list'],
  ['suicid* now', 'suicidal now', 2, 'any ending'],
  ['want .. die', 'want you all to die', 5, 'a gap of three words'],
  ['want .. die', 'want you all not to die', -1, 'a gap too wide'],
  ['want ..1 die', 'want to die', 3, 'a short gap'],
  ['took ## pills', 'took 30 pills', 3, 'a number of two digits'],
  ['took ## pills', 'took 3 pills', -1, 'a number of one'],
  ['# pills', '3 pills', 2, 'any number'],
  ['不 想 活', '不想活', 3, 'Han characters, one by one'],
  ['想|要 自杀', '要自杀', 3, 'an alternative of several characters'],
  ['不想|不要 活', '不要活', 3, 'a first part of several characters'],
  ['@want @die', 'wanna pass away', 3, 'a list with something of several words'],
  ['自杀* 了', '自杀了', 3, 'any ending means nothing after Han'],
  ['죽고*', '죽고싶어', 1, 'a prefix of Korean is counted in letters'],
  ['wake-up* now', 'wake uppp now', 3, 'any ending after the last of several words'],
  ["don't", 'DONT', 1, 'words of rules are read as messages are'],
  ['no puedo mas|+', 'no puedo +', 3, 'the sign that stands for more'],
  ['want  to ', 'want to', 2, 'a space too many'],
  ['💊 all', '💊💊 all', 2, 'an emoji'],
];

describe('the patterns of crisis.json', () => {
  it.each(cases)('%j in %j takes %j words (%s)', (pattern, message, end) => {
    expect(matchEnd(compilePattern(pattern, lists), readCrisisWords(message).words, 0)).toBe(end);
  });

  it.each([
    ['@nobody home', 'names no list'],
    ['maybe? home', 'must begin with a word'],
    ['.. home', 'must begin with a word'],
    ['ab* home', 'prefix too short'],
    ['', 'nothing to read'],
    [',', 'nothing to read'],
  ])('refuses %j at start, not at midnight: %s', (pattern, reason) => {
    expect(() => compilePattern(pattern, lists)).toThrow(reason);
  });
});
