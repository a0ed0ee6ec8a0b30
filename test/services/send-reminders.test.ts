import { databaseOn } from '../../src/adapters/database/open-database.ts';
import { connect } from '../../src/adapters/database/client.ts';
import { AppError } from '../../src/core/app-error.ts';
import { sendReminders } from '../../src/services/send-reminders.ts';
import { at, program, startCity, tuesdays, wallOf, type City } from './bookings-city.ts';

type ReminderKit = Parameters<typeof sendReminders>[0];
type Asked = { personId: string; flow: string; input: Record<string, unknown>; validUntil: string | undefined };

let city: City;
beforeAll(async () => {
  city = await startCity();
}, 60_000);
afterAll(() => city.stop());
// What one test leaves due would be asked in the next.
afterEach(() => city.prisma.group.deleteMany());

const sunday = at('2026-11-22T12:00');
const evening = '2026-11-23T18:00';

const booked = async (wishes: Parameters<City['group']>[0] = { starts: tuesdays }) => {
  const [person, group] = [await city.person(), await city.group(wishes)];
  const { bookingId } = await city.ask(person, sunday, 'bookSeat', { sessionId: group.sessions[0]! });
  return { person, group, bookingId };
};

/** Reminders as one process sends them at a moment; what was asked is collected. `fails` names people whose flow breaks. */
const processAt = (now: string, { database = city.database, fails = [] as string[] } = {}) => {
  const asked: Asked[] = [];
  const errors: unknown[] = [];
  const quiet = () => {};
  const kit: ReminderKit = {
    database,
    clock: { now: () => at(now) },
    log: { info: quiet, warn: quiet, error: (facts, event) => errors.push({ ...facts, event }) },
    interrupt: async (_, personId, flow, input, { validUntil } = {}) => {
      if (fails.includes(personId)) throw new AppError('flow-broken');
      asked.push({ personId, flow, input, validUntil: validUntil && wallOf(validUntil) });
    },
  };
  return { asked, errors, send: (limit?: number) => sendReminders(kit, limit) };
};

const askedAt = async (now: string) => {
  const { asked, send } = processAt(now);
  const sent = await send();
  expect(asked).toHaveLength(sent);
  return asked;
};

const kindsAt = async (now: string) => (await askedAt(now)).map(({ flow, input }) => (flow === 'pulse' ? flow : input['kind']));

describe('a person with a seat', () => {
  it('is asked the evening before whether they come, once', async () => {
    const { person, bookingId } = await booked();
    expect(await askedAt('2026-11-23T17:59')).toEqual([]);
    expect(await askedAt(evening)).toEqual([
      {
        personId: person,
        flow: 'reminder',
        input: { bookingId, kind: 'day-before', start: '2026-11-24T19:00:00-05:00[America/New_York]', place: 'Oak St library', online: false },
        validUntil: '2026-11-24T19:00',
      },
    ]);
    expect(await askedAt('2026-11-23T18:10')).toEqual([]);
  });

  it('is asked again two hours before, also after "coming", and how it went the morning after', async () => {
    const { person, bookingId } = await booked();
    await askedAt(evening);
    await city.ask(person, at('2026-11-23T18:05'), 'answerReminder', { bookingId, answer: 'coming' });
    expect(await kindsAt('2026-11-24T17:00')).toEqual(['two-hours']);
    expect(await askedAt('2026-11-25T09:00')).toEqual([{ personId: person, flow: 'pulse', input: { bookingId }, validUntil: undefined }]);
  });

  it('is told a long venue name short, and no venue when they join by link', async () => {
    await booked({ starts: ['2026-11-24T18:59'], venue: 'The Very Long Name Of A Community Centre, Second Floor, Room 7' });
    await booked({ starts: ['2026-11-24T19:00'], venueKind: 'online', venue: 'secret room' });
    const places = (await askedAt(evening)).map(({ input }) => [input['place'], input['online']]);
    expect(places).toEqual(expect.arrayContaining([['The Very Long Name Of A Community Cen...', false], ['', true]]));
  });
});

describe('a reminder of no more use', () => {
  const begun = new Date(at('2026-11-23T12:00').epochMilliseconds);
  const bookingNow = (status: string) => ({ bookingId }: { bookingId: string }) => city.prisma.booking.update({ where: { id: bookingId }, data: { status } });
  const groupNow = (data: object) => ({ group }: { group: { groupId: string } }) => city.prisma.group.update({ where: { id: group.groupId }, data });

  it.each([
    ['the seat was dropped', evening, bookingNow('dropped')],
    ['they cannot come', evening, bookingNow('cannot')],
    ['the session was called off', evening, ({ group }: { group: { sessions: string[] } }) => city.prisma.session.update({ where: { id: group.sessions[0]! }, data: { cancelledAt: begun } })],
    ['the group has closed', evening, groupNow({ closedAt: begun })],
    ['the building is closed', evening, groupNow({ venueKind: 'suspended' })],
    ['they want no messages', evening, ({ person }: { person: string }) => city.database.stores.people.setOptedOut(person, at('2026-11-23T12:00'))],
    ['the session has begun', '2026-11-24T19:00', () => Promise.resolve()],
    ['the session was two days ago', '2026-11-26T20:01', () => Promise.resolve()],
  ])('is let go, and not looked at again: %s', async (_, now, change) => {
    const made = await booked();
    await change(made);
    expect(await askedAt(now)).toEqual([]);
    expect(await city.prisma.reminder.count({ where: { bookingId: made.bookingId, doneAt: null, dueAt: { lte: new Date(at(now).epochMilliseconds) } } })).toBe(0);
  });

  it('still reaches someone who said STOP on one of two addresses', async () => {
    const { person } = await booked();
    const hash = new Uint8Array(Buffer.from(crypto.randomUUID()));
    await city.prisma.address.create({ data: { id: crypto.randomUUID(), personId: person, adapter: 'whatsapp', channel: 'whatsapp', hash, sealed: hash, optedOutAt: begun } });
    expect(await kindsAt(evening)).toEqual(['day-before']);
  });

  it('gives way to the next one when both were held up', async () => {
    await booked();
    expect(await kindsAt('2026-11-24T17:30')).toEqual(['two-hours']);
  });
});

describe('when the service was down', () => {
  it('nobody is woken: what was held up into the night comes in the morning', async () => {
    await booked();
    expect(await askedAt('2026-11-24T02:00')).toEqual([]);
    expect(await askedAt('2026-11-24T08:59')).toEqual([]);
    expect(await kindsAt('2026-11-24T09:00')).toEqual(['day-before']);
  });

  it('a few minutes over the edge are no reason to wait for the morning', async () => {
    await booked({ starts: ['2026-11-24T21:59'] });
    await askedAt(evening);
    expect(await kindsAt('2026-11-24T20:05')).toEqual(['two-hours']);
  });

  it('the night is the group\'s own', async () => {
    await booked({ starts: ['2026-11-24T19:00'], zone: 'America/Phoenix' });
    expect(await kindsAt('2026-11-23T21:30')).toEqual(['day-before']);
  });
});

describe('many reminders at once', () => {
  const crowd = async (size: number) => {
    const { sessions } = await city.group({ starts: tuesdays });
    const people = await Promise.all(Array.from({ length: size }, () => city.person()));
    for (const person of people) await city.ask(person, sunday, 'bookSeat', { sessionId: sessions[0]! });
    return people.sort();
  };

  it('are asked by two processes, each person by one of them', async () => {
    const people = await crowd(40);
    const other = connect(city.url);
    try {
      const processes = [processAt(evening), processAt(evening, { database: databaseOn(other) })];
      await Promise.all(processes.map(({ send }) => send()));
      await processes[0]!.send();
      expect(processes.flatMap(({ asked }) => asked.map(({ personId }) => personId)).sort()).toEqual(people);
    } finally {
      await other.close();
    }
  });

  it('are taken up to a limit, the oldest first', async () => {
    await crowd(3);
    const { send } = processAt(evening);
    expect([await send(2), await send(2), await send(2)]).toEqual([2, 1, 0]);
  });

  it('go on when one person\'s conversation is broken: that one is put off and tried again', async () => {
    const [first, second, third] = (await crowd(3)) as [string, string, string];
    const broken = processAt(evening, { fails: [second] });
    expect(await broken.send()).toBe(2);
    expect(broken.asked.map(({ personId }) => personId).sort()).toEqual([first, third]);
    expect(broken.errors).toEqual([{ reminderId: expect.any(String), code: 'flow-broken', event: 'a reminder could not be asked' }]);
    expect(await askedAt('2026-11-23T18:09')).toEqual([]);
    expect((await askedAt('2026-11-23T18:10')).map(({ personId }) => personId)).toEqual([second]);
  });

  it('never wait for someone who is writing just now, so that their DROP and our reminder cannot block each other', async () => {
    const [writing, waiting] = (await crowd(2)) as [string, string];
    const { bookingId } = await city.database.stores.bookings.upcoming(writing, sunday).then(([booking]) => booking!);
    const { asked, send } = processAt(evening);
    await city.database.transaction(async (stores) => {
      await stores.conversations.lock(writing);
      expect(await send()).toBe(1);
      await stores.bookings.giveUp(bookingId, 'dropped');
    });
    expect(await send()).toBe(0);
    expect(asked.map(({ personId }) => personId)).toEqual([waiting]);
  });

  it('commit with what they wrote, or not at all', async () => {
    const [person] = (await crowd(1)) as [string];
    const saw: (string | null)[] = [];
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const half: ReminderKit['interrupt'] = async (stores, personId) => {
      await stores.bookings.recordPulse({ groupId: personId, sessionId: personId, answer: 'good', at: at(evening) });
      saw.push(personId);
      throw new AppError('cut-off');
    };
    expect(await sendReminders({ database: city.database, clock: { now: () => at(evening) }, log, interrupt: half })).toBe(0);
    expect([saw, await city.prisma.pulse.count()]).toEqual([[person], 0]);
  });
});

describe('a programme without its row', () => {
  it('still sends what is due', async () => {
    await booked();
    const { clockOffset: _, ...facts } = program;
    await city.prisma.program.deleteMany();
    try {
      expect(await kindsAt('2026-11-23T23:00')).toEqual(['day-before']);
    } finally {
      await city.prisma.program.create({ data: { id: 1, ...facts } });
    }
  });
});
