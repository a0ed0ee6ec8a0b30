import { boxAround, kilometresBetween } from '../../../src/core/directory/distance.ts';

describe('distances', () => {
  it('are as long as they are', () => {
    const bronx = { latitude: 40.8737, longitude: -73.8712 };
    expect(kilometresBetween(bronx, { latitude: 39.9526, longitude: -75.1652 })).toBeCloseTo(149.9, 0);
    expect(kilometresBetween(bronx, bronx)).toBe(0);
  });

  it.each([
    ['the Bronx', 40.87, -73.87],
    ['far north, where degrees are narrow', 64.1, -21.9],
  ])('a box around %s leaves no near place out', (_, latitude, longitude) => {
    const here = { latitude, longitude };
    const { north, south, east, west } = boxAround(here, 8);
    const edges = [{ latitude: north, longitude }, { latitude: south, longitude }, { latitude, longitude: east }, { latitude: north, longitude: west }];
    for (const edge of edges) expect(kilometresBetween(here, edge)).toBeGreaterThanOrEqual(7.999);
  });
});
