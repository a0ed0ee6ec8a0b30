import type { KeptGroup, Neighbourhood } from '../../services/stores/directory.ts';

type Dot = { x: number; y: number; name: string; groupId: string; online: boolean };
type Label = { x: number; y: number; name: string };

/** Groups and the names of areas on a plane, in units of an SVG `width` wide and `height` high. */
export type DrawnMap = { width: number; height: number; dots: Dot[]; labels: Label[]; off: number };

const width = 640;
const margin = 44;
const mostHeight = 560;
/** Half a degree around the areas: a directory may hold other cities' groups too, and a map of all of them shows nothing. */
const around = 0.5;

type Point = { latitude: number; longitude: number };

const boundsOf = (points: Point[]) => {
  const [south, north] = [Math.min(...points.map(({ latitude }) => latitude)), Math.max(...points.map(({ latitude }) => latitude))];
  const [west, east] = [Math.min(...points.map(({ longitude }) => longitude)), Math.max(...points.map(({ longitude }) => longitude))];
  return { south, north, west, east };
};

const hasPoint = (group: KeptGroup): group is KeptGroup & Point => group.latitude !== null && group.longitude !== null && group.venueKind !== 'online';

/** Draws the groups that have a door, on this server and with nothing from outside; undefined when there is nothing to draw. `off` counts those too far away to be on it. */
export const drawMap = (groups: KeptGroup[], areas: Neighbourhood[]): DrawnMap | undefined => {
  const placed = groups.filter(hasPoint);
  const city = areas.length > 0 ? boundsOf(areas) : undefined;
  const near = placed.filter(({ latitude, longitude }) => !city || (latitude > city.south - around && latitude < city.north + around && longitude > city.west - around && longitude < city.east + around));
  const points: Point[] = [...near, ...areas];
  if (near.length === 0) return undefined;
  const { south, north, west, east } = boundsOf(points);
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min((width - 2 * margin) / Math.max((east - west) * narrow, 0.01), (mostHeight - 2 * margin) / Math.max(north - south, 0.01));
  const at = ({ latitude, longitude }: Point) => ({ x: Math.round(margin + (longitude - west) * narrow * scale), y: Math.round(margin + (north - latitude) * scale) });
  return {
    width,
    height: Math.round(2 * margin + (north - south) * scale),
    dots: near.map((group) => ({ ...at(group), name: group.name, groupId: group.groupId, online: group.venueKind === 'hybrid' })),
    labels: areas.map((area) => ({ ...at(area), name: area.name })),
    off: placed.length - near.length,
  };
};
