import { kilometresBetween, boxAround } from '../../../src/core/directory/distance.ts';
import { areasNamed, blurred, parsePlace } from '../../../src/core/directory/place.ts';

describe('a place as people type it', () => {
  it.each<[string, string[]]>([
    ['10467', ['10467']],
    ['near 10467 please', ['10467']],
    ['10467-1234', ['10467']],
    ['00907', ['00907']],
    ['2108', ['02108']],
    ['zip 501', ['00501']],
    ['12345 Main Street 10458', ['10458', '12345']],
    ['１０４６７', ['10467']],
    ['h2x 1y4', ['H2X']],
    ['H2X', ['H2X']],
  ])('"%s" holds the postal code %j', (text, codes) => {
    expect(parsePlace(text)).toEqual({ kind: 'postal', codes });
  });

  it.each<[string, string]>([
    ['Norwood', 'norwood'],
    ['I live in the South Bronx, NY please', 'south bronx'],
    ['cerca de Washington Heights por favor', 'washington heights'],
    ['vivo en el Barrio', 'barrio'],
    ['  somewhere   near City Island ', 'city island'],
  ])('"%s" names "%s"', (text, words) => {
    expect(parsePlace(text)).toEqual({ kind: 'words', words: expect.arrayContaining([words]) });
  });

  it.each(['online', 'En línea', 'zoom please', 'por internet'])('"%s" is no place but a link', (text) => {
    expect(parsePlace(text)).toEqual({ kind: 'online' });
  });

  it.each(['', '???', '12', '🙂'])('"%s" is nothing', (text) => {
    expect(parsePlace(text)).toEqual({ kind: 'nothing' });
  });
});

describe('the areas a name may mean', () => {
  const areas = [
    { name: 'The Bronx', aliases: ['el bronx'] },
    { name: 'South Bronx', aliases: ['el sur del bronx'] },
    { name: 'East Harlem', aliases: ['El Barrio'] },
    { name: 'Norwood', aliases: [] },
    { name: 'East Tremont', aliases: ['tremont'] },
    { name: 'Mount Hope', aliases: ['tremont'] },
    { name: 'Morrisania', aliases: [] },
  ];
  const named = (text: string) => {
    const spoken = parsePlace(text);
    const { found, exact } = areasNamed(spoken.kind === 'words' ? spoken.words : [], areas);
    return { names: found.map(({ name }) => name), exact };
  };

  it.each<[string, string, string[], boolean]>([
    ['its own name', 'norwood', ['Norwood'], true],
    ['a name with its article', 'the bronx', ['The Bronx'], true],
    ['another name for it, in Spanish', 'El sur del Bronx', ['South Bronx'], true],
    ['a name made of words people put around places', 'el barrio', ['East Harlem'], true],
    ['the longer of two names in a sentence', 'we are staying around south bronx now', ['South Bronx'], true],
    ['a name with two homes', 'tremont', ['East Tremont', 'Mount Hope'], true],
    ['one letter missing', 'norwod', ['Norwood'], false],
    ['two letters wrong in a long name', 'morissanai', ['Morrisania'], false],
    ['a place nobody knows', 'springfield', [], false],
  ])('%s', (_, text, names, exact) => {
    expect(named(text)).toEqual({ names, exact: names.length > 0 && exact });
  });
});

describe('distances', () => {
  it('are as long as they are', () => {
    const [bronx, philadelphia] = [{ latitude: 40.8737, longitude: -73.8712 }, { latitude: 39.9526, longitude: -75.1652 }];
    expect(kilometresBetween(bronx, philadelphia)).toBeCloseTo(149.9, 0);
    expect(kilometresBetween(bronx, bronx)).toBe(0);
  });

  it('stay inside their box', () => {
    const here = { latitude: 64.1, longitude: -21.9 };
    const box = boxAround(here, 8);
    for (const corner of [{ latitude: box.north, longitude: here.longitude }, { latitude: box.south, longitude: here.longitude }, { latitude: here.latitude, longitude: box.east }, { latitude: box.north, longitude: box.west }]) {
      expect(kilometresBetween(here, corner)).toBeGreaterThanOrEqual(7.999);
    }
  });

  it('keep no door of a shared location', () => {
    expect(blurred({ latitude: 40.877912, longitude: -73.877641 })).toEqual({ latitude: 40.88, longitude: -73.88 });
  });
});
