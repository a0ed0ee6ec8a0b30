/** What a person means by a place: a postal code, the name of an area, or no place at all. */
import { editDistance } from '../language/edit-distance.ts';
import { phrase } from '../language/fold.ts';

/** `codes` in the order they are likely; `words` is the text folded, with and without what people put around a place. */
export type SpokenPlace = { kind: 'postal'; codes: string[] } | { kind: 'words'; words: string[] } | { kind: 'online' } | { kind: 'nothing' };

const onlineWords = new Set(['online only', '网上', '在线', '线上', 'sou entenet', 'anliy', 'a distance', 'online', 'on line', 'zoom', 'internet', 'virtual', 'en linea', 'en ligne', 'por internet', 'por zoom', 'video', 'from home', 'desde casa', 'phone', 'telefono', 'por telefono']);

/** What people put around a place, English, Spanish, French, Portuguese and Haitian Creole, longest first. */
const around = [
  'i live in the', 'i live in', 'i live near', 'i am in', 'im in', 'i m in', 'my zip code is', 'my zip is', 'zip code', 'zip', 'somewhere near', 'somewhere in', 'close to', 'next to', 'near the', 'near', 'around', 'by the', 'by', 'at', 'in the', 'in', 'the',
  'vivo en el', 'vivo en la', 'vivo en', 'estoy en', 'cerca de la', 'cerca del', 'cerca de', 'codigo postal', 'mi codigo postal es', 'por el', 'por la', 'por', 'en el', 'en la', 'en', 'el', 'la', 'los', 'las',
  'j habite a', 'jhabite a', 'pres de', 'dans le', 'dans', 'perto de', 'moro em', 'mwen rete', 'bo kote', 'nan',
].sort((some, others) => others.length - some.length);
const after = ['please', 'por favor', 'thanks', 'thank you', 'gracias', 'area', 'neighborhood', 'neighbourhood', 'barrio', 'new york', 'nueva york', 'nyc', 'ny', 'usa'];

/** A place name without what people put around it: "Near the South Bronx, NY please" is "south bronx". */
export const placeWords = (text: string): string => {
  let left = phrase(text.slice(0, 200));
  for (;;) {
    const before = around.find((word) => left.startsWith(`${word} `));
    const behind = before ? undefined : after.find((word) => left.endsWith(` ${word}`));
    if (before) left = left.slice(before.length + 1);
    else if (behind) left = left.slice(0, -behind.length - 1);
    else return left;
  }
};

const lostZeros = /^(?:zip(?:\s*code)?\s*)?(\d{3,4})$/i;
const canadian = /(?<![\p{L}\d])([ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z])[\s-]?(\d[ABCEGHJ-NPRSTV-Z]\d)?(?![\p{L}\d])/iu;

const postalCodes = (text: string): string[] => {
  const long = [...text.matchAll(/(?<!\d)(\d{5})(?:[-\s]\d{4})?(?!\d)/g)].map((match) => match[1] ?? '').reverse();
  if (long.length > 0) return long;
  const short = lostZeros.exec(text.trim())?.[1];
  if (short) return [short.padStart(5, '0')];
  const area = canadian.exec(text)?.[1];
  return area ? [area.toUpperCase()] : [];
};

/**
 * Reads a place as people type it. Of several five-digit numbers the last is likeliest, since a house number comes first;
 * three or four digits alone are a ZIP code that lost its zeros; "H2X 1Y4" is the area H2X.
 */
export const parsePlace = (text: string): SpokenPlace => {
  const plain = text.slice(0, 200).normalize('NFKC');
  const codes = postalCodes(plain);
  if (codes.length > 0) return { kind: 'postal', codes };
  const words = placeWords(plain);
  if (onlineWords.has(words) || onlineWords.has(phrase(plain))) return { kind: 'online' };
  const spoken = [...new Set([phrase(plain), words])].filter((each) => /\p{L}{2}/u.test(each));
  return spoken.length > 0 ? { kind: 'words', words: spoken } : { kind: 'nothing' };
};

export type Named = { name: string; aliases: string[] };

const mostTypos = (word: string) => (word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0);

/** How well a name fits: 0 the same, 1 named among other words, 2 with a typo; undefined when it does not. */
const fitOf = (spoken: string, name: string): number | undefined => {
  if (spoken === name) return 0;
  if (name.length >= 4 && ` ${spoken} `.includes(` ${name} `)) return 1;
  const typos = mostTypos(name);
  return typos > 0 && spoken[0] === name[0] && editDistance(spoken, name, typos) <= typos ? 2 : undefined;
};

type Fit = { fit: number; length: number };
const bestFit = (spoken: string[], { name, aliases }: Named): Fit | undefined => {
  const fits = [name, ...aliases].flatMap((each) => [...new Set([phrase(each), placeWords(each)])]).flatMap((each) =>
    spoken.flatMap((words): Fit[] => {
      const fit = fitOf(words, each);
      return fit === undefined ? [] : [{ fit, length: each.length }];
    }),
  );
  return fits.sort((some, others) => some.fit - others.fit || others.length - some.length)[0];
};

/**
 * The areas a person's words may mean, best first, and whether the words were exactly their name. A name with two homes
 * gives both; of names found inside a sentence only the longest counts ("south bronx" and not "bronx").
 */
export const areasNamed = <Area extends Named>(words: string[], areas: Area[]): { found: Area[]; exact: boolean } => {
  const fitting = areas.flatMap((area) => {
    const fit = bestFit(words, area);
    return fit ? [{ area, ...fit }] : [];
  });
  const best = Math.min(...fitting.map(({ fit }) => fit));
  const longest = Math.max(...fitting.filter(({ fit }) => fit === best).map(({ length }) => length));
  const found = fitting.filter(({ fit, length }) => fit === best && (fit !== 1 || length === longest)).map(({ area }) => area);
  return { found, exact: best < 2 };
};

/** A shared location as it may be kept: rounded to about a kilometre, which is enough for "near you" and names no door. */
export const blurred = ({ latitude, longitude }: { latitude: number; longitude: number }) => ({
  latitude: Math.round(latitude * 100) / 100,
  longitude: Math.round(longitude * 100) / 100,
});
