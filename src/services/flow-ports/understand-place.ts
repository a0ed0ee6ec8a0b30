import type { Place, PlaceFound } from '../../core/flow-kit/index.ts';
import { kilometresBetween } from '../../core/directory/distance.ts';
import { areasNamed, blurred, parsePlace } from '../../core/directory/place.ts';
import type { DirectoryStore, Neighbourhood, PostalArea } from '../stores/directory.ts';
import type { FlowPort } from './flow-port.ts';

type Found = PlaceFound;
const nowhere: Found = { found: [], exact: false };

/** Farther than this from every place we know, there are no groups of ours: kilometres. */
const outsideKilometres = 60;

const placeOf = ({ code, city, latitude, longitude }: PostalArea): Place => ({ label: [city, code].filter(Boolean).join(' '), latitude, longitude, postalCode: code });

const asPlace = ({ name, latitude, longitude }: Neighbourhood): Place => ({ label: name, latitude, longitude });

const byCode = async (directory: DirectoryStore, codes: string[]): Promise<Found> => {
  for (const code of codes) {
    const area = await directory.postalArea(code);
    if (area) return { found: [placeOf(area)], exact: true };
  }
  return nowhere;
};

const byName = async (directory: DirectoryStore, words: string[], areas: Neighbourhood[]): Promise<Found> => {
  const { found, exact } = areasNamed(words, areas);
  if (found.length > 0) return { found: found.map(asPlace), exact };
  const towns = await directory.townsNamed(words);
  return { found: towns, exact: towns.length === 1 };
};

/** A pin is kept rounded and called by the postal code it lies in. */
const byPin = async (directory: DirectoryStore, pin: { latitude: number; longitude: number }): Promise<Found> => {
  const area = await directory.nearestPostalArea(pin);
  return area ? { found: [{ ...placeOf(area), ...blurred(pin) }], exact: true } : nowhere;
};

/** The nearest place we know, when what was found is far from all of them. */
const withNearest = (found: Found, areas: Neighbourhood[]): Found => {
  const [place] = found.found;
  if (!place || found.found.length > 1 || areas.length === 0) return found;
  const [nearest] = areas.map((area) => ({ area, kilometres: kilometresBetween(place, area) })).sort((some, others) => some.kilometres - others.kilometres);
  return nearest && nearest.kilometres > outsideKilometres ? { ...found, nearest: asPlace(nearest.area) } : found;
};

/**
 * The places a text or a shared location may mean. `exact` when there is no doubt; a name with two homes gives both, a
 * likely misspelling gives what it may be, "online" is no place and says so.
 */
export const understandPlace: FlowPort<'understandPlace'> = async ({ text, latitude, longitude }, { stores: { directory } }) => {
  const areas = await directory.spokenAreas();
  if (latitude !== undefined && longitude !== undefined) return withNearest(await byPin(directory, { latitude, longitude }), areas);
  const spoken = parsePlace(text ?? '');
  if (spoken.kind === 'online') return { ...nowhere, online: true };
  if (spoken.kind === 'postal') return withNearest(await byCode(directory, spoken.codes), areas);
  return spoken.kind === 'words' ? withNearest(await byName(directory, spoken.words, areas), areas) : nowhere;
};
