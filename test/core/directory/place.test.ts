/** Where somebody is, as people write it. */
import { areasNamed, blurred, parsePlace } from '../../../src/core/directory/place.ts';

describe('a place as people type it', () => {
  it.each([
    ['a ZIP', '10467', ['10467']],
    ['ZIP+4', '10467-1234', ['10467']],
    ['a ZIP among words', 'near 10467 please', ['10467']],
    ['a ZIP that lost its zero in a spreadsheet', '2108', ['02108']],
    ['one that lost two', '907', ['00907']],
    ['a ZIP with zeros', '00501', ['00501']],
    ['San Juan', '00907', ['00907']],
    ['Guam', '96910', ['96910']],
    ['a street with a house number of five digits: the last number is likelier', '23456 Main St 75072', ['75072', '23456']],
    ['a Canadian area', 'H2X', ['H2X']],
    ['a Canadian code in full', 'h2x 1y4', ['H2X']],
    ['wide digits from another keyboard', '１０４６７', ['10467']],
  ])('%s', (_, text, codes) => expect(parsePlace(text)).toEqual({ kind: 'postal', codes }));

  it.each([
    ['four digits in a sentence are a house number, not a ZIP', 'at 2108 Oak', { kind: 'words', words: ['at 2108 oak', '2108 oak'] }],
    ['courtesies around a name', 'Near the South Bronx, NY please', { kind: 'words', words: ['near the south bronx ny please', 'south bronx'] }],
    ['Spanish around a name', 'vivo en el Bronx, por favor', { kind: 'words', words: ['vivo en el bronx por favor', 'bronx'] }],
    ['accents and capitals', 'CERCA DE TREMÓNT', { kind: 'words', words: ['cerca de tremont', 'tremont'] }],
    ['a person who wants no place', 'en línea', { kind: 'online' }],
    ['nothing to go by', '??', { kind: 'nothing' }],
    ['an empty text', '', { kind: 'nothing' }],
  ])('%s', (_, text, expected) => expect(parsePlace(text)).toEqual(expected));
});

const areas = [
  { name: 'Norwood', aliases: ['mosholu', 'gun hill'] },
  { name: 'The Bronx', aliases: ['bronx', 'el bronx'] },
  { name: 'South Bronx', aliases: ['sur del bronx'] },
  { name: 'Bedford Park', aliases: [] },
  { name: 'Chelsea', aliases: [] },
  { name: 'Chelsea', aliases: ['chelsea, staten island'] },
  { name: 'Inwood', aliases: [] },
  { name: 'East Harlem', aliases: ['El Barrio'] },
];
const named = (text: string) => {
  const spoken = parsePlace(text);
  const { found, exact } = areasNamed(spoken.kind === 'words' ? spoken.words : [], areas);
  return [found.map(({ name }) => name), exact];
};

describe('a neighbourhood', () => {
  it.each([
    ['by its name', 'Norwood', [['Norwood'], true]],
    ['by what people call it', 'Gun Hill', [['Norwood'], true]],
    ['in Spanish', 'sur del Bronx', [['South Bronx'], true]],
    ['with one letter wrong, and then we ask', 'Norwod', [['Norwood'], false]],
    ['the longer name counts when it holds a shorter one', 'somewhere in south bronx', [['South Bronx'], true]],
    ['with two homes, and then we ask', 'Chelsea', [['Chelsea', 'Chelsea'], true]],
    ['whose name is a word people put around names', 'el barrio', [['East Harlem'], true]],
    ['the same in a sentence', 'vivo en el Barrio', [['East Harlem'], true]],
    ['that nobody knows', 'Atlantis', [[], false]],
    ['another word that only looks a little like one', 'Linwood Hills Estate', [[], false]],
  ])('%s', (_, text, expected) => expect(named(text)).toEqual(expected));
});

it('a shared pin is kept to about a kilometre: nobody is found by it', () => {
  expect(blurred({ latitude: 40.878012, longitude: -73.878765 })).toEqual({ latitude: 40.88, longitude: -73.88 });
});
