import fc from 'fast-check';
import { soundRules } from '../../../src/core/safety/sound-rules.ts';

const rule = { id: 'die', kind: 'suicide', level: 'crisis', say: ['want to die'] };
const file = { words: { no: ['not'] }, rules: [rule], idioms: [], negations: [], notNow: [] };

describe('a crisis.json as a translator sends it', () => {
  it('is taken as it is when nothing is wrong', () => {
    expect(soundRules(file)).toEqual({ rules: { ...file, rules: [{ ...rule, mayBePast: false }] }, problems: [] });
  });

  it.each([
    [{ ...file, rules: [{ ...rule, say: ['want to die', '@nobody home'] }] }, 'rule die: "@nobody home": crisis.json names no list @nobody'],
    [{ ...file, rules: [{ ...rule, kind: 'sadness' }] }, 'rule die: has no kind of'],
    [{ ...file, rules: [{ ...rule, level: 'maybe' }] }, 'rule die: has no level of'],
    [{ ...file, rules: [rule, rule] }, 'rule die: needs an id of its own'],
    [{ ...file, rules: [{ ...rule, id: undefined }] }, 'rule (without an id)'],
    [{ ...file, idioms: ['a* b'] }, 'idioms: "a* b": prefix too short'],
    [{ ...file, negations: undefined }, 'negations: is not a list of patterns'],
    [{ ...file, words: {} }, 'words: the list "no" is missing'],
    [{ ...file, words: { no: [], want: ['...'] } }, 'words.want: nothing to read'],
    [[], 'rules: is not a list'],
  ])('names the rule and says why: %#', (wrong, problem) => {
    expect(soundRules(wrong).problems.join('\n')).toContain(problem);
  });

  it('loses only what is wrong, and says everything that is at once', () => {
    const { rules, problems } = soundRules({ ...file, rules: [{ ...rule, say: ['@nobody', 'want to die', '.. x'] }] });
    expect(rules.rules[0]?.say).toEqual(['want to die']);
    expect(problems).toHaveLength(2);
  });

  it('is read whatever it holds', () => {
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(soundRules(value).problems)));
    fc.assert(fc.property(fc.record({ words: fc.anything(), rules: fc.anything(), idioms: fc.anything() }), (value) => soundRules(value).problems.length > 0));
  });
});
