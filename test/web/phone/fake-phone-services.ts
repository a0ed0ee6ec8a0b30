/** A talker of a few sentences, so that the phones can be tried without a database. */
import type { PhoneMessage, PhoneReply, PhoneServices } from '../../../src/web/phone/phone-services.ts';
import type { ChannelName, InboundMessage } from '../../../src/services/ports.ts';

const choices = (...labels: string[]) => labels.map((label, index) => ({ id: `answer-${index + 1}`, label }));

const needs = choices('Losing someone', 'Feeling low or anxious', 'Drinking', 'Drugs', 'Worry about a loved one', 'Being a parent', 'People to talk to', 'Something else');

const offers = [
  { id: 'group-1', label: 'Tue 24 Nov, 7:00 pm', detail: '0.4 miles. Evening Circle. English and Spanish' },
  { id: 'group-2', label: 'Wed 25 Nov, 6:30 pm', detail: '1.1 miles. Neighbors Together. English' },
  { id: 'more', label: 'Show more' },
];

const welcome = 'Hi, this is Porchlight Bronx. I can find you a free support group nearby. No name needed. Text STOP to end, HELP for help. In crisis? Call 988, day or night.';

const script: Record<string, PhoneReply[]> = {
  hi: [
    { key: 'welcome.hello', text: welcome, choices: [] },
    { key: 'intake.askNeed', text: 'What would help most? Send a number, or say it your own way. SKIP is fine too.', choices: needs },
  ],
  hola: [
    { key: 'welcome.hello', text: 'Hola, somos Porchlight Bronx. Le ayudamos a encontrar un grupo de apoyo gratis cerca de usted. No hace falta su nombre.', choices: [] },
    { key: 'intake.askNeed', text: '¿Qué le ayudaría más? Mande un número o dígalo a su manera.', choices: choices('Una pérdida', 'Tristeza o ansiedad', 'El alcohol', 'Las drogas', 'Un ser querido', 'Ser mamá o papá', 'Compañía', 'Otra cosa') },
  ],
  مرحبا: [{ key: 'welcome.hello', text: 'أهلاً، هنا Porchlight. يمكنني أن أجد لك مجموعة دعم مجانية قريبة منك.\nهل تريد أن نبدأ؟', choices: choices('نعم', 'لا') }],
  '10467': [{ key: 'findGroup.offer', text: 'Here is what I found. Send a number to save a seat.', choices: offers }],
  weekly: [{ key: 'findGroup.askWeekly', text: 'Do you want this seat every week?', choices: choices('Every week', 'Just this one', 'Drop it') }],
};

const textOf = (message: InboundMessage) => {
  if (message.kind === 'choice') return message.label;
  return message.kind === 'location' ? (message.label ?? '') : (message.text ?? '');
};

const booked = (about: string): PhoneReply[] => [{ key: 'findGroup.booked', text: `Your seat is saved (${about}). We will text you the day before.`, choices: [] }];

/** What a test may look at, or break. */
export type FakePhoneServices = PhoneServices & { received: InboundMessage[]; skips: string[]; settle(): void; failNext(error: Error): void };

const program = {
  name: 'Porchlight Bronx',
  timeZone: 'America/New_York',
  languages: [
    { tag: 'en', name: 'English', direction: 'ltr', reviewed: true },
    { tag: 'es', name: 'Español', direction: 'ltr', reviewed: false },
  ],
  staffPhones: [
    { number: '+19175550143', role: 'administrator', label: 'June' },
    { number: '+19175550142', role: 'supervisor', label: 'Dana' },
  ],
  samplePlaces: ['10467'],
  sampleLocations: [
    { label: 'Norwood, Bronx', latitude: 40.8773, longitude: -73.8787 },
    { label: 'Fordham Plaza', latitude: 40.8615, longitude: -73.8902 },
  ],
};

export const createFakePhoneServices = (start = '2026-11-24T14:03:00Z'): FakePhoneServices => {
  const began = Temporal.Instant.from(start);
  const threads = new Map<string, PhoneMessage[]>();
  const received: InboundMessage[] = [];
  const skips: string[] = [];
  let now = began;
  let failure: Error | undefined;
  const nameOf = (from: string, channel: ChannelName) => `${channel} ${from}`;
  const threadOf = (name: string) => threads.get(name) ?? threads.set(name, []).get(name) ?? [];
  const add = (name: string, message: Omit<PhoneMessage, 'id' | 'at'>) => threadOf(name).push({ id: crypto.randomUUID(), at: now.toString(), ...message });
  const say = (name: string, replies: PhoneReply[], status = 'queued') => replies.forEach((reply) => add(name, { direction: 'out', status, ...reply }));

  const receive = async (message: InboundMessage) => {
    if (failure) {
      const error = failure;
      failure = undefined;
      throw error;
    }
    received.push(message);
    const name = nameOf(message.from, message.channel);
    const text = textOf(message);
    add(name, { direction: 'in', text, choices: [], status: 'received' });
    if (text === 'danger') say(nameOf('+19175550142', 'sms'), [{ key: 'engine.pageOnCall', text: 'Dana: case 7 needs a person now.', choices: [] }]);
    const replies = script[text.toLowerCase()] ?? (text.startsWith('<') ? [{ key: 'engine.echo', text, choices: [] }] : booked(text));
    say(name, replies);
    return replies;
  };

  const skipTo = async (instant: string) => {
    skips.push(instant);
    now = Temporal.Instant.from(instant);
    for (const name of threads.keys()) say(name, [{ key: 'reminder.dayBefore', text: 'Wed 25 Nov, 6:30 pm. Can you come?', choices: choices('Coming', "Can't come", 'Need a ride') }], 'delivered');
    return { now: instant };
  };

  return {
    received,
    skips,
    receive,
    skipTo,
    settle: () => [...threads.values()].flat().forEach((message) => message.status === 'queued' && (message.status = 'accepted')),
    failNext: (error) => (failure = error),
    thread: async (from, channel, after) => threadOf(nameOf(from, channel)).filter(({ at }) => !after || at > after).map((message) => ({ ...message })),
    now: () => ({ now: now.toString(), offsetMs: now.epochMilliseconds - began.epochMilliseconds }),
    upcoming: async () => [{ label: 'reminder', at: now.add({ hours: 22 }).toString() }, { label: 'session', at: now.add({ hours: 36 }).toString() }],
    program: () => program,
  };
};
