import fc from 'fast-check';
import { compilePattern } from '../../../src/core/safety/crisis-pattern.ts';
import { createScreen } from '../../../src/core/safety/screen.ts';
import { localeData, screen } from '../language/languages.ts';
import { crisisInEnglish } from '../../tables/crisis-en.ts';
import { crisisInSpanish } from '../../tables/crisis-es.ts';

describe('the crisis screen', () => {
  it.each([...crisisInEnglish, ...crisisInSpanish])('%s %s: %j (%s)', (level, kind, text) => {
    const finding = screen(text);
    expect([finding.level, finding.kind ?? '']).toEqual([level, kind]);
  });

  it('says which rule spoke and where, but never the words', () => {
    expect(screen('97201 but honestly i want to die')).toEqual({ level: 'crisis', kind: 'suicide', rule: 'want-to-die', span: [4, 7] });
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
    const odd = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('\ud800', '\udfff\0', '🔪'.repeat(99)));
    fc.assert(fc.property(odd, (text) => ['crisis', 'soft', 'none'].includes(screen(text).level)));
  });

  it('says the same whatever stands around a clear sentence', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9 ]{0,30}$/), (around) => screen(`${around}. i want to kill myself. ${around}`).level === 'crisis'));
  });
});

describe('the rules of the screen', () => {
  const rulesWith = (say: string) => [{ words: { no: [] }, rules: [{ id: 'r', kind: 'suicide' as const, level: 'crisis' as const, say: [say] }], idioms: [], negations: [], notNow: [] }];

  it.each([
    ['@nobody home', 'names no list'],
    ['maybe? home', 'must begin with a word'],
    ['.. home', 'must begin with a word'],
    ['ab* home', 'prefix too short'],
  ])('refuse the pattern %j at start, not at midnight', (say, reason) => {
    expect(() => createScreen(rulesWith(say))).toThrow(reason);
  });

  it('have short gaps and few parts, so that every word of a message costs a fixed number of steps', () => {
    const sources = localeData.flatMap(({ crisis: { rules, idioms, negations, notNow, words } }) =>
      [...rules.flatMap(({ say }) => say), ...idioms, ...negations, ...notNow].map((source) => ({ source, pattern: compilePattern(source, words) })),
    );
    const heavy = sources.filter(({ pattern: { parts } }) => parts.length > 9 || parts.reduce((ways, { gap, optional }) => ways * (gap > 0 ? gap + 1 : optional ? 2 : 1), 1) > 64);
    expect(heavy.map(({ source }) => source)).toEqual([]);
  });

  it('have an id each, and the same kinds of danger in every language', () => {
    const ids = localeData.map(({ crisis }) => crisis.rules.map(({ id }) => id));
    for (const list of ids) expect(new Set(list).size).toBe(list.length);
    const kinds = localeData.map(({ crisis }) => [...new Set(crisis.rules.map(({ kind }) => kind))].sort());
    for (const list of kinds) expect(list).toEqual(kinds[0]);
  });
});
