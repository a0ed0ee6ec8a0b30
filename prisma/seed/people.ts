/** The sample city's staff, on numbers kept for fiction. Shifts cover every hour: a primary and a secondary each day and night. */
export type SampleStaff = { key: string; name: string; role: 'leader' | 'coordinator' | 'supervisor' | 'administrator'; number: string; languages: string[] };

export const sampleStaff: SampleStaff[] = [
  { key: 'ana', name: 'Ana Morales', role: 'supervisor', number: '+12125550141', languages: ['es', 'en'] },
  { key: 'ruth', name: 'Ruth Okafor', role: 'supervisor', number: '+12125550142', languages: ['en'] },
  { key: 'dev', name: 'Dev Banerjee', role: 'supervisor', number: '+12125550143', languages: ['en'] },
  { key: 'joe', name: 'Joe Walsh', role: 'leader', number: '+12125550151', languages: ['en'] },
  { key: 'luz', name: 'Luz Peralta', role: 'leader', number: '+12125550152', languages: ['es'] },
  { key: 'mai', name: 'Mai Sarr', role: 'leader', number: '+12125550153', languages: ['fr', 'en'] },
  { key: 'sam', name: 'Sam Ortiz', role: 'leader', number: '+12125550154', languages: ['en', 'es'] },
  { key: 'kim', name: 'Kim Doyle', role: 'coordinator', number: '+12125550161', languages: ['en'] },
];

type Watch = { from: string; until: string; primary: string; secondary: string };
const weekdays: Watch[] = [
  { from: '08:00', until: '20:00', primary: 'ana', secondary: 'ruth' },
  { from: '20:00', until: '08:00', primary: 'dev', secondary: 'ana' },
];
const weekend: Watch[] = [
  { from: '08:00', until: '20:00', primary: 'ruth', secondary: 'dev' },
  { from: '20:00', until: '08:00', primary: 'dev', secondary: 'ruth' },
];

/** One row a shift; weekday 1 is Monday. */
export const sampleShifts = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
  (weekday > 5 ? weekend : weekdays).flatMap(({ from, until, primary, secondary }) => [
    { weekday, from, until, staff: primary, rank: 1 },
    { weekday, from, until, staff: secondary, rank: 2 },
  ]),
);
