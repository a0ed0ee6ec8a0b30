import fc from 'fast-check';
import { normalised } from '../../../src/core/safety/crisis-letters.ts';
import { readCrisisWords } from '../../../src/core/safety/crisis-words.ts';

/** How people write and what is read: [written, words, why]. */
const spellings: [string, string, string][] = [
  ['Je N’EN PEUX plus', 'je nen peux plus', 'capitals and a curly apostrophe'],
  ["don't don`t don´t don‘t", 'dont dont dont dont', 'four apostrophes of four keyboards'],
  ['sé, muñón, cậu chết đi', 'se munon cau chet di', 'accents and tone marks, and a d with a stroke'],
  ['ｉ ｗａｎｔ ｔｏ 𝐝𝐢𝐞', 'i want to die', 'fullwidth and mathematical letters'],
  ['d\u200Bi\u00ADe', 'die', 'a zero-width space and a soft hyphen inside a word'],
  ['k i l l  y o u', 'kil you', 'letters apart; two spaces end the word'],
  ['k.m.s k-m-s k_m_s', 'kms kms kms', 'letters held together by dots, dashes, lines'],
  ['a b', 'a b', 'two letters are two words'],
  ['х о ч у', 'хочу', 'letters apart in another alphabet'],
  ['k1ll mys3lf 5uicide', 'kil myself suicide', 'digits for letters'],
  ['su!cide! now', 'suicide now', 'an exclamation mark between letters is an i, at the end it is not'],
  ['k*ll s*icide', 'kl sicide', 'stars left out'],
  ['2 pills at 8', '2 pils at 8', 'numbers stay numbers'],
  ['dieeee killlll', 'die kil', 'stretched words'],
  ['suiсide', 'suicide', 'a Cyrillic letter in a Latin word'],
  ['cуицид п0весить', 'суицид повесить', 'a Latin letter and a digit in Cyrillic words'],
  ['ёлка й', 'елка и', 'Cyrillic marks go, as they do on hurried phones'],
  ['أموت إلى آه على کتاب یوم حبة', 'اموت الي اه علي كتاب يوم حبه', 'one letter for the several that keyboards send'],
  ['انـــتـــحـــار', 'انتحار', 'a word stretched with tatweel'],
  ['مُنْتَحِر', 'منتحر', 'vowel signs of Arabic go'],
  ['می‌خواهم', 'ميخواهم', 'a zero-width non-joiner'],
  ['मर मार', 'मर मार', 'vowel signs of Devanagari stay: they make another word'],
  ['मरी मरि', 'मरि मरि', 'long and short i are mixed up by most writers'],
  ['ሞት ሐኪም ሃኪም ኀይል ዐይን ፀሐይ ሠላም', 'ሞት ሀኪም ሀኪም ሀይል አይን ጸሀይ ሰላም', 'letters of Ethiopic that sound alike'],
  ['我想死', '我 想 死', 'every Han character is a word'],
  ['想💊死', '想 💊 死', 'an emoji is a word'],
  ['😂😂😂', '😂', 'a row of one emoji is one word'],
  ['٣ حبات ২', '3 حبات 2', 'digits of other scripts'],
  ['죽고', '죽고'.normalize('NFKD'), 'Korean syllables are read as their letters'],
  ['... !!! ,,,', '', 'nothing but marks'],
  ['\ud800 \udfff x', 'x', 'halves of characters'],
];

describe('what the screen reads', () => {
  it.each(spellings)('%j is %j (%s)', (written, words) => {
    expect(readCrisisWords(written).words.join(' ')).toBe(words);
  });

  it('keeps the spelling beside what is compared: Arabizi is written with digits', () => {
    expect(readCrisisWords('7ayati')).toMatchObject({ words: ['tayati'], spellings: ['7ayati'] });
  });

  it('knows where a clause begins, in every script', () => {
    expect([...readCrisisWords('no. i mean it, yes').breaks]).toEqual([1, 4]);
    for (const mark of ['。', '、', '،', '؟', '۔', '।', '።', '፣', '\n']) expect([...readCrisisWords(`ab${mark}cd`).breaks]).toEqual([1]);
  });

  it('reads a word no longer than any word, and a text no longer than any text, whatever is sent', () => {
    const { words } = readCrisisWords('ab'.repeat(5_000_000));
    expect(words.every((word) => word.length <= 80)).toBe(true);
    expect(words.length).toBeLessThan(4);
  });

  it('never lets a text grow beyond what one compatibility character can stand for', () => {
    const longestExpansion = 18;
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => normalised(text).length <= longestExpansion * Math.max(1, text.length) + 1));
    expect(normalised('e' + '\u0301\u0316'.repeat(1_000_000)).length).toBeLessThan(32);
    expect(normalised('\ufdfa'.repeat(1_000_000)).length).toBeLessThan(longestExpansion * 20_001);
  });

  it('reads any string, and the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = readCrisisWords(text);
        expect(read).toEqual(readCrisisWords(text));
        expect(read.spellings).toHaveLength(read.words.length);
        expect(read.words.every((word) => word !== '')).toBe(true);
      }),
    );
  });

  it('reads what it has read as the same words again', () => {
    const written = fc.string({ unit: fc.constantFrom(...'abekl ёйдِاموت想死मरीሐ'), maxLength: 30 });
    fc.assert(fc.property(written, (text) => {
      const { words } = readCrisisWords(text);
      fc.pre(words.every((word) => [...word].length > 1 || /\p{Script=Han}/u.test(word)));
      expect(readCrisisWords(words.join('  ')).words).toEqual(words);
    }));
  });
});
