export type Point = { latitude: number; longitude: number };

const earthKilometres = 6371;
const kilometresPerDegree = 111.19;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres between two points as a bird flies (haversine). */
export const kilometresBetween = (from: Point, to: Point): number => {
  const north = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const east = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const chord = north + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * east;
  return 2 * earthKilometres * Math.asin(Math.min(1, Math.sqrt(chord)));
};

export type Box = { south: number; north: number; west: number; east: number };

/** A box that holds every point within `kilometres`, a little more at the corners. */
export const boxAround = ({ latitude, longitude }: Point, kilometres: number): Box => {
  const up = kilometres / kilometresPerDegree;
  const across = up / Math.max(0.01, Math.cos(radians(Math.min(89, Math.abs(latitude) + up))));
  return { south: latitude - up, north: latitude + up, west: longitude - across, east: longitude + across };
};
