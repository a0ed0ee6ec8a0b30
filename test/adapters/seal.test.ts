import { createSeal } from '../../src/adapters/sealing/seal.ts';

const seal = createSeal('a secret that is long enough to be one');
const number = '+12125550123';

describe('a sealed number', () => {
  it('opens again', () => expect(seal.open(seal.seal(number))).toBe(number));
  it('looks different every time, so that equal numbers cannot be seen', () => expect(seal.seal(number).equals(seal.seal(number))).toBe(false));
  it('holds nothing of the number in the clear', () => expect(seal.seal(number).toString('latin1')).not.toContain('5550123'));
  it('does not open with another secret', () => expect(() => createSeal('another secret that is long enough').open(seal.seal(number))).toThrow('PORCHLIGHT_SECRET'));
  it('does not open when a byte was changed', () => {
    const changed = seal.seal(number);
    changed.writeUInt8(changed.readUInt8(changed.length - 1) ^ 1, changed.length - 1);
    expect(() => seal.open(changed)).toThrow('does not open');
  });
});

describe('the hash of a number', () => {
  it('is steady, for look-ups', () => expect(seal.hash(number).equals(seal.hash(number))).toBe(true));
  it('is another one under another secret, so that a list of all numbers does not undo it', () => {
    expect(createSeal('another secret that is long enough').hash(number).equals(seal.hash(number))).toBe(false);
  });
});
