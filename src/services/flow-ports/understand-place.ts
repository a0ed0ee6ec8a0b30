import type { Place } from '../../core/flow-kit/index.ts';
import { areasNamed, blurred, parsePlace } from '../../core/directory/place.ts';
import type { DirectoryStore, PostalArea } from '../stores/directory.ts';
import type { FlowPort } from './flow-port.ts';

type Found = { found: Place[]; exact: boolean };
const nowhere: Found = { found: [], exact: false };

const placeOf = ({ code, city, latitude, longitude }: PostalArea): Place => ({ label: [city, code].filter(Boolean).join(' '), latitude, longitude, postalCode: code });

const byCode = async (directory: DirectoryStore, codes: string[]): Promise<Found> => {
  for (const code of codes) {
    const area = await directory.postalArea(code);
    if (area) return { found: [placeOf(area)], exact: true };
  }
  return nowhere;
};

const byName = async (directory: DirectoryStore, words: string[]): Promise<Found> => {
  const { found, exact } = areasNamed(words, await directory.neighbourhoods());
  if (found.length > 0) return { found: found.map(({ name, latitude, longitude }) => ({ label: name, latitude, longitude })), exact };
  const towns = await directory.townsNamed(words);
  return { found: towns, exact: towns.length === 1 };
};

/** A pin is kept rounded and called by the postal code it lies in. */
const byPin = async (directory: DirectoryStore, pin: { latitude: number; longitude: number }): Promise<Found> => {
  const area = await directory.nearestPostalArea(pin);
  return area ? { found: [{ ...placeOf(area), ...blurred(pin) }], exact: true } : nowhere;
};

/**
 * The places a text or a shared location may mean. `exact` when there is no doubt; a name with two homes gives both, a
 * likely misspelling gives what it may be, and "online" is no place.
 */
export const understandPlace: FlowPort<'understandPlace'> = async ({ text, latitude, longitude }, { stores: { directory } }) => {
  if (latitude !== undefined && longitude !== undefined) return byPin(directory, { latitude, longitude });
  const spoken = parsePlace(text ?? '');
  if (spoken.kind === 'postal') return byCode(directory, spoken.codes);
  return spoken.kind === 'words' ? byName(directory, spoken.words) : nowhere;
};
