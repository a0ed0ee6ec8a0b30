/** Invented groups at invented rooms in real postal areas of the Bronx and upper Manhattan. Any likeness is chance. */
import type { Known, Need } from '../../src/core/flow-kit/index.ts';
import type { VenueKind } from '../../src/core/directory/group.ts';

/** `day` is an RFC 5545 weekday or a whole rule; `access` is wheelchair, sign language, childcare: y, n or ? each. */
type Row = {
  slug: string;
  name: string;
  need: Need;
  venue: string;
  address: string;
  code: string;
  area: string;
  at: [latitude: number, longitude: number];
  day: string;
  time: string;
  minutes: number;
  languages: string[];
  access: string;
  kind?: VenueKind;
  audience?: string[];
  about?: string;
  leader?: string;
};

const rows: Row[] = [
  { slug: 'norwood-tuesday', name: 'Tuesday Lantern', need: 'grief', venue: 'Oval Reading Room', address: '3210 Reservoir Oval West', code: '10467', area: 'Norwood', at: [40.8779, -73.8776], day: 'TU', time: '19:00', minutes: 75, languages: ['en'], access: 'y?n', about: 'Ring the side bell. Tea and chairs on the ground floor.', leader: 'rosa' },
  { slug: 'norwood-jueves', name: 'Luz de Jueves', need: 'grief', venue: 'Oval Reading Room', address: '3210 Reservoir Oval West', code: '10467', area: 'Norwood', at: [40.8779, -73.8776], day: 'TH', time: '18:30', minutes: 75, languages: ['es'], access: 'y?y', about: 'Toque el timbre del lado. Hay café.', leader: 'rosa' },
  { slug: 'allerton-saturday', name: 'Saturday Porch', need: 'grief', venue: 'Allerton Corner Hall', address: '2740 White Plains Road', code: '10467', area: 'Allerton', at: [40.8662, -73.8674], day: 'SA', time: '10:30', minutes: 60, languages: ['en', 'es'], access: 'n?n', about: 'Up one flight of stairs.', leader: 'andre' },
  { slug: 'fordham-grief', name: 'The Empty Chair', need: 'grief', venue: 'Fordham Friends House', address: '2488 Grand Concourse', code: '10458', area: 'Fordham', at: [40.8626, -73.8965], day: 'WE', time: '12:30', minutes: 60, languages: ['en'], access: 'y??' },
  { slug: 'harlem-grief', name: 'Sunday Remembering', need: 'grief', venue: 'Convent Garden House', address: '152 Convent Avenue', code: '10031', area: 'Hamilton Heights', at: [40.8203, -73.9491], day: 'SU', time: '15:00', minutes: 90, languages: ['en', 'fr'], access: '?n?', leader: 'mariam' },
  { slug: 'mott-haven-monday', name: 'Monday Deep Breath', need: 'low-mood', venue: 'Willis Avenue Community Kitchen', address: '389 Willis Avenue', code: '10454', area: 'Mott Haven', at: [40.8105, -73.9213], day: 'MO', time: '18:00', minutes: 60, languages: ['en', 'es'], access: 'ynn', leader: 'luis' },
  { slug: 'mott-haven-lunes', name: 'Respira', need: 'low-mood', venue: 'Willis Avenue Community Kitchen', address: '389 Willis Avenue', code: '10454', area: 'Mott Haven', at: [40.8105, -73.9213], day: 'WE', time: '10:00', minutes: 60, languages: ['es'], access: 'yny', about: 'Hay quien cuide a los niños.', leader: 'luis' },
  { slug: 'norwood-mornings', name: 'Slow Mornings', need: 'low-mood', venue: 'Bainbridge Tenants Room', address: '3305 Bainbridge Avenue', code: '10467', area: 'Norwood', at: [40.8757, -73.8782], day: 'FR', time: '10:00', minutes: 60, languages: ['en'], access: '???' },
  { slug: 'parkchester-bangla', name: 'Shanti Adda', need: 'low-mood', venue: 'Starling Avenue Study Circle', address: '2109 Starling Avenue', code: '10462', area: 'Parkchester', at: [40.8358, -73.8546], day: 'SA', time: '16:00', minutes: 75, languages: ['bn', 'en'], access: '?nn', leader: 'farida' },
  { slug: 'inwood-evening', name: 'Evening Walk and Talk', need: 'low-mood', venue: 'Seaman Avenue Gate', address: 'Isham Street and Seaman Avenue', code: '10034', area: 'Inwood', at: [40.8696, -73.9205], day: 'TH', time: '18:00', minutes: 60, languages: ['en', 'es'], access: 'n?n', about: 'Outdoors. The path is steep in parts.' },
  { slug: 'highbridge-sign', name: 'Hands Together', need: 'low-mood', venue: 'Highbridge Workshop', address: '1181 Nelson Avenue', code: '10452', area: 'Highbridge', at: [40.8379, -73.9229], day: 'TU', time: '17:30', minutes: 60, languages: ['en'], access: 'yy?', about: 'In American Sign Language, with a voice interpreter.' },
  { slug: 'tremont-dawn', name: 'First Light', need: 'alcohol', venue: 'Tremont Storefront', address: '1905 Webster Avenue', code: '10457', area: 'Tremont', at: [40.8486, -73.8978], day: 'MO', time: '07:00', minutes: 60, languages: ['en'], access: 'y?n', audience: ['open'] },
  { slug: 'tremont-noche', name: 'Una Noche Más', need: 'alcohol', venue: 'Tremont Storefront', address: '1905 Webster Avenue', code: '10457', area: 'Tremont', at: [40.8486, -73.8978], day: 'FR', time: '20:00', minutes: 60, languages: ['es'], access: 'y?n', audience: ['open'], leader: 'luis' },
  { slug: 'norwood-steps', name: 'Gun Hill Evenings', need: 'alcohol', venue: 'Gun Hill Meeting Room', address: '3550 Rochambeau Avenue', code: '10467', area: 'Norwood', at: [40.8803, -73.8797], day: 'WE', time: '19:30', minutes: 60, languages: ['en'], access: 'ynn', audience: ['open'], leader: 'andre' },
  { slug: 'bedford-park-noon', name: 'Noon on the Concourse', need: 'alcohol', venue: 'Bedford Park Hall', address: '2925 Grand Concourse', code: '10468', area: 'Bedford Park', at: [40.8716, -73.8884], day: 'TH', time: '12:00', minutes: 60, languages: ['en'], access: 'n?n', audience: ['closed'] },
  { slug: 'wakefield-women', name: 'Women of Wakefield', need: 'alcohol', venue: 'East 233rd Parlor', address: '681 East 233rd Street', code: '10466', area: 'Wakefield', at: [40.8932, -73.8573], day: 'SU', time: '17:00', minutes: 90, languages: ['en'], access: '??y', audience: ['women', 'open'], leader: 'mariam' },
  { slug: 'kingsbridge-late', name: 'Late Shift', need: 'alcohol', venue: 'Kingsbridge Armory Annex', address: '29 West Kingsbridge Road', code: '10468', area: 'Kingsbridge Heights', at: [40.8678, -73.8985], day: 'SA', time: '23:00', minutes: 90, languages: ['en', 'es'], access: 'y??', audience: ['open'], about: 'Ends after midnight. Someone will walk you to the train.' },
  { slug: 'hunts-point-friday', name: 'Friday Harbor', need: 'drugs', venue: 'Lafayette Harbor Room', address: '1231 Lafayette Avenue', code: '10474', area: 'Hunts Point', at: [40.8168, -73.8887], day: 'FR', time: '18:30', minutes: 75, languages: ['en', 'es'], access: 'y?n', leader: 'andre' },
  { slug: 'melrose-martes', name: 'Paso a Paso', need: 'drugs', venue: 'Melrose Open Door', address: '412 East 159th Street', code: '10451', area: 'Melrose', at: [40.8228, -73.9127], day: 'TU', time: '19:00', minutes: 60, languages: ['es'], access: 'ynn', leader: 'luis' },
  { slug: 'norwood-saturday', name: 'Saturday Steady', need: 'drugs', venue: 'Bainbridge Tenants Room', address: '3305 Bainbridge Avenue', code: '10467', area: 'Norwood', at: [40.8757, -73.8782], day: 'SA', time: '14:00', minutes: 60, languages: ['en'], access: '???' },
  { slug: 'east-harlem-day', name: 'Daylight on 116th', need: 'drugs', venue: 'La Marqueta Upstairs', address: '1607 Park Avenue', code: '10029', area: 'East Harlem', at: [40.7983, -73.9432], day: 'MO', time: '13:00', minutes: 60, languages: ['en', 'es'], access: 'n?n' },
  { slug: 'soundview-wed', name: 'Soundview Wednesday', need: 'drugs', venue: 'Pugsley Creek House', address: '590 Soundview Avenue', code: '10473', area: 'Soundview', at: [40.8178, -73.8653], day: 'WE', time: '19:00', minutes: 60, languages: ['en'], access: 'y?y' },
  { slug: 'washington-heights-familia', name: 'Familias Unidas', need: 'family', venue: 'Salón de la 181', address: '4140 Broadway', code: '10033', area: 'Washington Heights', at: [40.8483, -73.9379], day: 'TU', time: '18:30', minutes: 90, languages: ['es'], access: 'y?y', about: 'Los niños son bienvenidos.', leader: 'rosa' },
  { slug: 'riverdale-family', name: 'The Long View', need: 'family', venue: 'Johnson Avenue Library Room', address: '5540 Mosholu Avenue', code: '10471', area: 'Riverdale', at: [40.9052, -73.9003], day: 'TH', time: '19:00', minutes: 60, languages: ['en'], access: 'y??' },
  { slug: 'norwood-family', name: 'Loving From Here', need: 'family', venue: 'Gun Hill Meeting Room', address: '3550 Rochambeau Avenue', code: '10467', area: 'Norwood', at: [40.8803, -73.8797], day: 'MO', time: '18:30', minutes: 60, languages: ['en', 'es'], access: 'ynn', leader: 'rosa' },
  { slug: 'concourse-family', name: 'Concourse Kitchen Table', need: 'family', venue: 'Joyce Kilmer Room', address: '901 Walton Avenue', code: '10452', area: 'Concourse', at: [40.8292, -73.9236], day: 'SU', time: '13:00', minutes: 75, languages: ['en'], access: 'n??' },
  { slug: 'morris-heights-parents', name: 'Parents at Pickup', need: 'parenting', venue: 'Sedgwick Play Room', address: '1600 Sedgwick Avenue', code: '10453', area: 'Morris Heights', at: [40.8466, -73.9259], day: 'WE', time: '15:30', minutes: 60, languages: ['en', 'es'], access: 'y?y', about: 'Play corner with two helpers.', leader: 'farida' },
  { slug: 'parkchester-parents', name: 'Ma o Shishu', need: 'parenting', venue: 'Metropolitan Oval Room', address: '1525 Metropolitan Avenue', code: '10462', area: 'Parkchester', at: [40.8377, -73.8609], day: 'TH', time: '10:30', minutes: 60, languages: ['bn'], access: 'yny', leader: 'farida' },
  { slug: 'norwood-new-parents', name: 'First Year', need: 'parenting', venue: 'Oval Reading Room', address: '3210 Reservoir Oval West', code: '10467', area: 'Norwood', at: [40.8779, -73.8776], day: 'SA', time: '11:00', minutes: 60, languages: ['en'], access: 'y?y' },
  { slug: 'harlem-fathers', name: 'Fathers in Harlem', need: 'parenting', venue: 'Lenox Barber Lounge', address: '412 Malcolm X Boulevard', code: '10037', area: 'Central Harlem', at: [40.8131, -73.9405], day: 'MO', time: '19:30', minutes: 60, languages: ['en'], access: 'n?n', audience: ['men'], leader: 'andre' },
  { slug: 'concourse-francais', name: 'Autour du Thé', need: 'company', venue: 'Maison de la 167e', address: '1210 Sheridan Avenue', code: '10456', area: 'Concourse Village', at: [40.8337, -73.9158], day: 'SA', time: '15:00', minutes: 90, languages: ['fr', 'en'], access: 'y??', leader: 'mariam' },
  { slug: 'morris-park-arabic', name: 'Bayt Suhba', need: 'company', venue: 'Rhinelander Sitting Room', address: '1020 Rhinelander Avenue', code: '10461', area: 'Morris Park', at: [40.8488, -73.8588], day: 'SU', time: '16:00', minutes: 75, languages: ['ar', 'en'], access: '?n?', leader: 'mariam' },
  { slug: 'norwood-cards', name: 'Cards and Coffee', need: 'company', venue: 'Mosholu Senior Parlor', address: '3450 Dekalb Avenue', code: '10467', area: 'Norwood', at: [40.8813, -73.8805], day: 'TU', time: '13:30', minutes: 90, languages: ['en', 'es'], access: 'y?n', audience: ['seniors'] },
  { slug: 'city-island-first', name: 'First Sunday Supper', need: 'company', venue: 'City Island Boathouse', address: '120 City Island Avenue', code: '10464', area: 'City Island', at: [40.8409, -73.7853], day: 'FREQ=MONTHLY;BYDAY=1SU', time: '17:00', minutes: 120, languages: ['en'], access: 'y?y' },
  { slug: 'throgs-neck-evening', name: 'Neighbors After Work', need: 'company', venue: 'Throgs Neck Row House', address: '3017 East Tremont Avenue', code: '10461', area: 'Throgs Neck', at: [40.8372, -73.8301], day: 'WE', time: '18:30', minutes: 60, languages: ['en'], access: 'n?n' },
  { slug: 'inwood-company', name: 'Sobremesa', need: 'company', venue: 'Dyckman Back Room', address: '170 Dyckman Street', code: '10040', area: 'Inwood', at: [40.8649, -73.9262], day: 'FR', time: '19:00', minutes: 90, languages: ['es'], access: 'y?n', leader: 'rosa' },
  { slug: 'co-op-city-other', name: 'Open Table', need: 'other', venue: 'Bartow Community Room', address: '2049 Bartow Avenue', code: '10475', area: 'Co-op City', at: [40.8696, -73.8289], day: 'TH', time: '14:00', minutes: 60, languages: ['en'], access: 'y??' },
  { slug: 'belmont-other', name: 'New Here', need: 'other', venue: 'Arthur Avenue Loft', address: '2380 Arthur Avenue', code: '10458', area: 'Belmont', at: [40.8549, -73.8877], day: 'MO', time: '17:30', minutes: 60, languages: ['en', 'es'], access: 'n?n', about: 'For people new to the city.' },
  { slug: 'online-grief', name: 'Night Window', need: 'grief', venue: '', address: '', code: '', area: '', at: [0, 0], day: 'SU', time: '20:00', minutes: 60, languages: ['en'], access: '?y?', kind: 'online', leader: 'mariam' },
  { slug: 'online-espanol', name: 'Ventana Abierta', need: 'low-mood', venue: '', address: '', code: '', area: '', at: [0, 0], day: 'TH', time: '20:00', minutes: 60, languages: ['es'], access: '???', kind: 'online', leader: 'rosa' },
  { slug: 'online-alcohol', name: 'Any Chair, Any Room', need: 'alcohol', venue: '', address: '', code: '', area: '', at: [0, 0], day: 'TU', time: '12:00', minutes: 60, languages: ['en'], access: '???', kind: 'online', audience: ['open'] },
  { slug: 'hybrid-drugs', name: 'Both Doors', need: 'drugs', venue: 'Third Avenue Studio', address: '3789 Third Avenue', code: '10457', area: 'Claremont', at: [40.8386, -73.9013], day: 'TH', time: '19:00', minutes: 60, languages: ['en'], access: 'y??', kind: 'hybrid', leader: 'andre' },
  { slug: 'hybrid-parents', name: 'Bedtime Club', need: 'parenting', venue: 'Sedgwick Play Room', address: '1600 Sedgwick Avenue', code: '10453', area: 'Morris Heights', at: [40.8466, -73.9259], day: 'SU', time: '19:30', minutes: 45, languages: ['en', 'es'], access: 'y?n', kind: 'hybrid', leader: 'farida' },
  { slug: 'suspended-alcohol', name: 'Bronx River Mornings', need: 'alcohol', venue: 'River House (closed for repairs)', address: '1490 Bronx River Avenue', code: '10472', area: 'Soundview', at: [40.8316, -73.8806], day: 'TU', time: '08:00', minutes: 60, languages: ['en'], access: '???', kind: 'suspended', audience: ['open'] },
];

const facts: Record<string, Known> = { y: 'yes', n: 'no' };
const known = (access: string, at: number): Known => facts[access.charAt(at)] ?? 'unknown';

const hasRoom = ({ kind = 'in_person' }: Row) => kind !== 'online';

/** The sample groups as records, each with its slug and the key of its leader. */
export const sampleGroups = rows.map((row) => ({
  leader: row.leader,
  group: {
    sourceId: row.slug,
    need: row.need,
    name: row.name,
    description: row.about ?? '',
    languages: row.languages,
    audience: row.audience ?? [],
    wheelchair: known(row.access, 0),
    signLanguage: known(row.access, 1),
    childcare: known(row.access, 2),
    venueKind: row.kind ?? ('in_person' as const),
    venue: row.venue,
    address: hasRoom(row) ? `${row.address}, ${row.code.startsWith('104') ? 'Bronx' : 'New York'}, NY ${row.code}` : '',
    postalCode: row.code || null,
    area: row.area || null,
    latitude: hasRoom(row) ? row.at[0] : null,
    longitude: hasRoom(row) ? row.at[1] : null,
    link: row.kind === 'online' || row.kind === 'hybrid' ? `https://meet.example.org/${row.slug}` : '',
    timeZone: 'America/New_York',
    timeZoneSource: 'programme' as const,
    recurrence: row.day.startsWith('FREQ') ? row.day : `FREQ=WEEKLY;BYDAY=${row.day}`,
    startsOn: null,
    startsAt: row.time,
    minutes: row.minutes,
  },
}));
