/** Invented people with numbers from the range kept for fiction (555-0100 to 555-0199). */

export type SampleStaff = { key: string; name: string; role: 'leader' | 'coordinator' | 'supervisor' | 'administrator'; number: string; languages: string[] };

export const sampleStaff: SampleStaff[] = [
  { key: 'rosa', name: 'Rosa', role: 'leader', number: '+13325550110', languages: ['es', 'en'] },
  { key: 'andre', name: 'Andre', role: 'leader', number: '+13325550111', languages: ['en'] },
  { key: 'luis', name: 'Luis', role: 'leader', number: '+13325550112', languages: ['es', 'en'] },
  { key: 'mariam', name: 'Mariam', role: 'leader', number: '+13325550113', languages: ['fr', 'ar', 'en'] },
  { key: 'farida', name: 'Farida', role: 'leader', number: '+13325550114', languages: ['bn', 'en'] },
  { key: 'denise', name: 'Denise', role: 'supervisor', number: '+13325550120', languages: ['en'] },
  { key: 'hector', name: 'Héctor', role: 'supervisor', number: '+13325550121', languages: ['es', 'en'] },
  { key: 'simone', name: 'Simone', role: 'supervisor', number: '+13325550122', languages: ['en', 'fr'] },
  { key: 'teresa', name: 'Teresa', role: 'supervisor', number: '+13325550123', languages: ['es', 'en'] },
  { key: 'calvin', name: 'Calvin', role: 'coordinator', number: '+13325550130', languages: ['en', 'es'] },
  { key: 'june', name: 'June', role: 'administrator', number: '+13325550131', languages: ['en'] },
];

const halves = [
  { from: '07:00', until: '19:00' },
  { from: '19:00', until: '07:00' },
];

/** Who answers when: two halves a day, seven days, each with a first and a second person; no one has two halves in a row. */
export const sampleRota = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
  halves.flatMap((half, index) => {
    const onCall = sampleStaff.filter(({ role }) => role === 'supervisor');
    const turn = (weekday - 1) * 2 + index;
    return [1, 2].map((rank) => ({ weekday, ...half, rank, key: onCall[(turn + (rank - 1) * 2) % onCall.length]?.key ?? '' }));
  }),
);
