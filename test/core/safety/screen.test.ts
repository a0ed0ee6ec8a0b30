import fc from 'fast-check';
import { compilePattern } from '../../../src/core/safety/crisis-pattern.ts';
import { readRules } from '../../../src/adapters/locales/load-crisis.ts';
import { localesFolder, screen } from '../language/languages.ts';

describe('the crisis screen', () => {
  it('says which rule spoke, in which language and where, but never the words', () => {
    expect(screen('97201 but honestly i want to die')).toEqual({ level: 'crisis', kind: 'suicide', rule: 'want-to-die', span: [4, 7], language: 'en' });
  });

  it('puts the danger where minutes count before the others', () => {
    expect(screen('i want to die so i took a whole bottle of pills').kind).toBe('overdose');
  });

  it('finds danger that comes after an idiom or a denial', () => {
    expect(screen('my back is killing me and i want to die').level).toBe('crisis');
    expect(screen("i'm not suicidal. i just want to kill myself").level).toBe('crisis');
  });

  it('finds danger at the end of a message far longer than any channel lets through', () => {
    expect(screen(`${'la la la. '.repeat(1_000_000)} i want to die`).level).toBe('crisis');
  });

  it('never throws, whatever is sent', () => {
    const pieces = fc.constantFrom('\ud800', '\udfff\0', '🔪', '\u200b', 'a\u0301\u0316\u0327', 'i want ', 'to ', 'die', '想死', 'أموت', 'मर्न', '💊', '. ', '*', '!', 'kms', '죽고 싶', '1', 'k i l l');
    const odd = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.array(pieces, { maxLength: 200 }).map((each) => each.join('')));
    fc.assert(fc.property(odd, (text) => ['crisis', 'soft', 'none'].includes(screen(text).level)), { numRuns: 300 });
  });

  it.each([
    ['one letter', 'a'],
    ['zero-width characters', '\u200b'],
    ['marks upon marks', 'e\u0301\u0316\u0327'],
    ['halves of characters', '\ud83d'],
    ['a ligature of eighteen letters', '\ufdfa'],
    ['a dangerous character', '死'],
    ['a phrase that many rules begin with', 'i want to '],
  ])('reads ten million characters of %s', (_, piece) => {
    expect(['crisis', 'soft', 'none']).toContain(screen(piece.repeat(Math.ceil(10_000_000 / piece.length))).level);
  });

  it('says the same of the same text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(screen(text)).toEqual(screen(text))));
  });

  it('says the same whatever stands around a clear sentence', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9 ]{0,30}$/), (around) => screen(`${around}. i want to kill myself. ${around}`).level === 'crisis'));
  });
});

describe('the rules of the screen', () => {
  const { rules: languages } = readRules(localesFolder);

  it('have short gaps and few parts, so that every word of a message costs a fixed number of steps', () => {
    const sources = languages.flatMap(({ tag, rules: { rules, idioms, negations, notNow, words } }) =>
      [...rules.flatMap(({ say }) => say), ...idioms, ...negations, ...notNow].map((source) => ({ tag, source, pattern: compilePattern(source, words) })),
    );
    const heavy = sources.filter(({ pattern: { parts } }) => parts.length > 9 || parts.reduce((ways, { gap, optional }) => ways * (gap > 0 ? gap + 1 : optional ? 2 : 1), 1) > 128);
    expect(heavy.map(({ tag, source }) => `${tag}: ${source}`)).toEqual([]);
  });

  it('speak of every kind of danger in every language', () => {
    const kinds = ['abuse', 'harm-others', 'medical', 'overdose', 'self-harm', 'suicide'];
    expect(languages.map(({ tag, rules: { rules } }) => [tag, ...new Set(rules.map(({ kind }) => kind))].sort())).toEqual(languages.map(({ tag }) => [tag, ...kinds].sort()));
  });
});
