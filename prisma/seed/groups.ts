/**
 * The sample city's groups: invented names and venues in real ZIP areas of the Bronx and upper Manhattan. One line a
 * group: need | name | ZIP | venue | street | day time minutes | languages | step-free, sign language, childcare (y n ?) | kind
 */
const table = `
grief      | Tuesday Evening Circle        | 10467 | Mosholu Library, room 2        | 285 E 205th St        | TU 19:00 90 | en    | y?? | in_person
grief      | Círculo de los Jueves         | 10467 | Iglesia San Brendan, sótano    | 333 E 206th St        | TH 18:30 90 | es    | n?? | in_person
grief      | Saturday Morning Table        | 10458 | Bedford Park Senior Center     | 243 E 204th St        | SA 10:30 90 | en    | y?n | in_person
grief      | Harlem Remembering Circle     | 10027 | Morningside Community House    | 410 W 126th St        | WE 18:00 75 | en    | yy? | in_person
grief      | Online Evening Circle         | 10467 | -                              | -                     | MO 19:30 75 | en    | ??? | online
low-mood   | Monday Lights                 | 10467 | Norwood Community Room         | 3176 Bainbridge Ave   | MO 18:30 75 | en    | y?y | in_person
low-mood   | Luces del Lunes               | 10458 | Casa Fordham                   | 2510 Marion Ave       | MO 18:00 75 | es    | y?y | in_person
low-mood   | Wednesday Walk and Talk       | 10467 | Williamsbridge Oval, east gate | 3225 Reservoir Oval E | WE 09:30 60 | en    | y?? | in_person
low-mood   | Thursday Steady Ground        | 10468 | Kingsbridge Hall               | 2830 Sedgwick Ave     | TH 19:00 75 | en,es | ??? | hybrid
low-mood   | Sunday Reset                  | 10463 | Riverdale Y, room 4            | 5625 Arlington Ave    | SU 16:00 60 | en    | y?n | in_person
low-mood   | Friday Lunch Circle           | 10451 | Grand Concourse Library        | 155 E 173rd St        | FR 12:30 60 | en    | yy? | in_person
alcohol    | Daily Bread Group             | 10451 | St. Anne Parish Hall           | 295 St Anns Ave       | TU 12:00 60 | en    | y?? | in_person
alcohol    | Grupo Nuevo Amanecer          | 10452 | Salon Highbridge               | 1370 Plimpton Ave     | TU 19:30 90 | es    | n?? | in_person
alcohol    | Norwood Step Group            | 10467 | Mosholu Library, room 1        | 285 E 205th St        | TH 19:30 60 | en    | y?? | in_person
alcohol    | Sunday Sunrise                | 10466 | Wakefield House                | 4360 White Plains Rd  | SU 08:00 60 | en    | ??? | in_person
alcohol    | Saturday Fellowship           | 10453 | Morris Heights Room            | 85 W Burnside Ave     | SA 18:00 75 | en,es | y?y | in_person
drugs      | Clean Start                   | 10467 | Gun Hill Storefront            | 3500 Hull Ave         | MO 19:00 90 | en    | y?? | in_person
drugs      | Un Día a la Vez               | 10456 | Centro Morrisania              | 1080 Washington Ave   | WE 18:30 90 | es    | y?? | in_person
drugs      | Peer Recovery Hour            | 10455 | Hub Drop-in                    | 540 E 147th St        | FR 17:00 60 | en,es | yy? | in_person
drugs      | Sunday Recovery Brunch        | 10472 | Soundview Commons              | 1680 Watson Ave       | SU 11:00 90 | en    | y?y | in_person
drugs      | Late Online Recovery          | 10455 | -                              | -                     | FR 21:00 60 | en    | ??? | online
family     | Family Circle Norwood         | 10467 | St. Brendan Meeting Room       | 333 E 206th St        | WE 19:00 75 | en    | n?? | in_person
family     | Familias Unidas               | 10458 | Casa Fordham                   | 2510 Marion Ave       | TH 18:00 75 | es    | y?y | in_person
family     | Parents of Grown Children     | 10461 | Westchester Square Hall        | 2510 Overing St       | TU 18:30 75 | en    | y?? | in_person
family     | Holding On, Letting Go        | 10031 | Hamilton Heights House         | 516 W 145th St        | SA 14:00 90 | en    | ??? | in_person
parenting  | New Parents Morning           | 10467 | Montefiore Avenue Play Room    | 3415 Bainbridge Ave   | WE 10:00 75 | en    | y?y | in_person
parenting  | Mamás y Papás                 | 10457 | Tremont Family Center          | 1776 Clay Ave         | TU 10:00 75 | es    | y?y | in_person
parenting  | Dads on Saturday              | 10467 | Norwood Community Room         | 3176 Bainbridge Ave   | SA 11:00 75 | en    | y?y | in_person
parenting  | Evening Parents Online        | 10457 | -                              | -                     | WE 20:30 60 | en,es | ??? | online
company    | Tea on Tuesdays               | 10467 | Tracey Towers Lounge           | 40 W Mosholu Pkwy S   | TU 14:00 90 | en    | y?n | in_person
company    | Café de los Viernes           | 10458 | Belmont Library                | 610 E 186th St        | FR 15:00 90 | es    | y?? | in_person
company    | Adda, a Bengali Table         | 10467 | Bainbridge Corner Hall         | 3356 Bainbridge Ave   | SU 15:00 90 | bn    | ??? | in_person
company    | Causerie du Samedi            | 10453 | African Parish Center          | 1705 Andrews Ave      | SA 16:00 90 | fr    | y?? | in_person
company    | Sign and Company              | 10451 | Deaf Welcome Room              | 369 E 149th St        | TH 18:00 90 | en    | yy? | in_person
company    | Harlem Front Porch            | 10030 | Strivers Garden Room           | 300 W 135th St        | SU 14:00 90 | en    | y?y | in_person
other      | Anyone Welcome, Norwood       | 10467 | Mosholu Library, room 2        | 285 E 205th St        | TH 17:30 75 | en    | y?? | in_person
other      | Bienvenidos Todos             | 10452 | Salon Highbridge               | 1370 Plimpton Ave     | SA 10:00 75 | es    | n?? | in_person
other      | Majlis, an Arabic Table       | 10465 | Throgs Neck Hall               | 3270 E Tremont Ave    | SU 17:00 90 | ar    | ??? | in_person
other      | Open Door Harlem              | 10039 | Polo Grounds Center            | 3005 Frederick Douglass Blvd | MO 18:00 75 | en | y?? | in_person
other      | Wakefield Listening Post      | 10470 | Nereid Avenue Chapel           | 720 E 239th St        | WE 18:30 75 | en    | n?? | suspended
`;

type Kind = 'in_person' | 'online' | 'hybrid' | 'suspended';
export type SampleGroup = {
  need: string;
  name: string;
  postalCode: string;
  venue: string;
  street: string;
  weekday: string;
  startsAt: string;
  minutes: number;
  languages: string[];
  access: [string, string, string];
  kind: Kind;
};

const known: Record<string, string> = { y: 'yes', n: 'no', '?': 'unknown' };

const read = (line: string): SampleGroup => {
  const [need, name, postalCode, venue, street, when, languages, access, kind] = line.split('|').map((cell) => cell.trim()) as [string, string, string, string, string, string, string, string, string];
  const [weekday, startsAt, minutes] = when.split(' ') as [string, string, string];
  const facts = [...access].map((mark) => known[mark] ?? 'unknown') as SampleGroup['access'];
  const place = (text: string) => (text === '-' ? '' : text);
  return { need, name, postalCode, venue: place(venue), street: place(street), weekday, startsAt, minutes: Number(minutes), languages: languages.split(','), access: facts, kind: kind as Kind };
};

export const sampleGroups: SampleGroup[] = table.trim().split('\n').map(read);
