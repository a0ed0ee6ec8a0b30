import { followStanding } from '../../src/services/follow-standing.ts';
import { at, startCity, tuesdays, wallOf, type City } from './bookings-city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
}, 60_000);
afterAll(() => city.stop());

const sunday = at('2026-11-22T12:00');
const gone = expect.objectContaining({ code: 'session-gone' });

const booked = async (now = sunday, wishes: Parameters<City['group']>[0] = { starts: tuesdays }) => {
  const [person, group] = [await city.person(), await city.group(wishes)];
  const booking = await city.ask(person, now, 'bookSeat', { sessionId: group.sessions[0]! });
  return { person, group, booking };
};

const weekly = async () => {
  const { person, group, booking } = await booked();
  return { person, group, booking: await city.ask(person, sunday, 'bookEveryWeek', { bookingId: booking.bookingId }) };
};

const addSession = async (groupId: string, start: string) => {
  const startsAt = new Date(at(start).epochMilliseconds);
  await city.prisma.session.create({ data: { id: crypto.randomUUID(), groupId, startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) } });
};

const follow = (now = sunday) => city.database.transaction((stores) => followStanding(stores, now));

describe('a person who books a seat', () => {
  it('is told where and when, in the group\'s own wall time', async () => {
    const { booking, group } = await booked();
    expect(booking).toEqual({ bookingId: expect.any(String), groupId: group.groupId, name: 'Tuesday circle', start: '2026-11-24T19:00:00-05:00[America/New_York]', weekly: false, venue: 'Oak St library', online: false });
  });

  it('will be reminded the evening before and two hours before, and asked afterwards', async () => {
    const { booking } = await booked();
    expect(await city.reminders(booking.bookingId)).toEqual(['day-before 2026-11-23T18:00', 'two-hours 2026-11-24T17:00', 'pulse 2026-11-25T09:00']);
  });

  it.each([
    ['the evening before, after six', '2026-11-23T19:00', ['two-hours 2026-11-24T17:00', 'pulse 2026-11-25T09:00']],
    ['an hour before', '2026-11-24T18:00', ['pulse 2026-11-25T09:00']],
  ])('is not reminded of what has passed already: %s', async (_, now, expected) => {
    const { booking } = await booked(at(now));
    expect(await city.reminders(booking.bookingId)).toEqual(expected);
  });

  it('is reminded by the group\'s clock, not the programme\'s', async () => {
    const { booking } = await booked(sunday, { starts: ['2026-11-24T19:00'], zone: 'America/Phoenix' });
    expect(booking.start).toBe('2026-11-24T19:00:00-07:00[America/Phoenix]');
    expect(await city.reminders(booking.bookingId)).toEqual(['day-before 2026-11-23T20:00', 'two-hours 2026-11-24T19:00', 'pulse 2026-11-25T11:00']);
  });

  it('has one seat however often they ask, even at once', async () => {
    const { person, group, booking } = await booked();
    const again = await Promise.all([1, 2, 3].map(() => city.ask(person, sunday, 'bookSeat', { sessionId: group.sessions[0]! })));
    expect(again.map(({ bookingId }) => bookingId)).toEqual([booking.bookingId, booking.bookingId, booking.bookingId]);
    expect(await city.prisma.booking.count({ where: { personId: person } })).toBe(1);
    expect(await city.reminders(booking.bookingId)).toHaveLength(3);
  });

  it('may take up again a seat they dropped, with its reminders and without the old ride', async () => {
    const { person, group, booking } = await booked();
    await city.ask(person, sunday, 'answerReminder', { bookingId: booking.bookingId, answer: 'ride' });
    await city.ask(person, sunday, 'dropBooking', { bookingId: booking.bookingId, everyWeek: false });
    await city.ask(person, sunday, 'bookSeat', { sessionId: group.sessions[0]! });
    expect(await city.prisma.booking.findMany({ where: { personId: person }, select: { status: true, wantsRide: true } })).toEqual([{ status: 'booked', wantsRide: false }]);
    expect(await city.reminders(booking.bookingId)).toHaveLength(3);
  });

  it.each([
    ['it has begun', { starts: ['2026-11-22T11:59'] }],
    ['the group has closed', { starts: tuesdays, closed: true }],
    ['the building is closed and there is no link', { starts: tuesdays, venueKind: 'suspended' }],
  ])('is refused when %s', async (_, wishes) => {
    await expect(booked(sunday, wishes)).rejects.toEqual(gone);
  });

  it('is refused when the session was called off, or never was', async () => {
    const [person, { sessions }] = [await city.person(), await city.group({ starts: tuesdays })];
    await city.prisma.session.update({ where: { id: sessions[0]! }, data: { cancelledAt: new Date(sunday.epochMilliseconds) } });
    await expect(city.ask(person, sunday, 'bookSeat', { sessionId: sessions[0]! })).rejects.toEqual(gone);
    await expect(city.ask(person, sunday, 'bookSeat', { sessionId: crypto.randomUUID() })).rejects.toEqual(gone);
  });
});

describe('a person who comes every week', () => {
  it('has a seat, with reminders, at every session planned so far', async () => {
    const { person, booking } = await weekly();
    expect(booking.weekly).toBe(true);
    expect(await city.statuses(person)).toEqual(['2026-11-24 booked', '2026-12-01 booked', '2026-12-08 booked']);
    expect(await city.prisma.reminder.count({ where: { booking: { personId: person } } })).toBe(9);
  });

  it('has no second series when they say so twice', async () => {
    const { person, booking } = await weekly();
    await city.ask(person, sunday, 'bookEveryWeek', { bookingId: booking.bookingId });
    expect(await city.prisma.standingBooking.count({ where: { personId: person } })).toBe(1);
    expect(await city.prisma.booking.count({ where: { personId: person } })).toBe(3);
  });

  it('sees the group once, with its next session, a seat they had there before included', async () => {
    const [person, group] = [await city.person(), await city.group({ starts: tuesdays })];
    await city.ask(person, sunday, 'bookSeat', { sessionId: group.sessions[1]! });
    const { bookingId } = await city.ask(person, sunday, 'bookSeat', { sessionId: group.sessions[0]! });
    await city.ask(person, sunday, 'bookEveryWeek', { bookingId });
    const { bookings } = await city.ask(person, sunday, 'mySessions', {});
    expect(bookings.map(({ start, weekly: every }) => [start.slice(0, 10), every])).toEqual([['2026-11-24', true]]);
  });

  it('gets a seat in sessions planned later, once', async () => {
    const { person, group } = await weekly();
    await addSession(group.groupId, '2026-12-15T19:00');
    await Promise.all([follow(), follow()]);
    expect((await city.statuses(person)).at(-1)).toBe('2026-12-15 booked');
    expect(await city.prisma.reminder.count({ where: { booking: { personId: person } } })).toBe(12);
    expect(await follow()).toBe(0);
  });

  it('keeps a date dropped that they dropped, whatever is planned and however often they say weekly', async () => {
    const { person, booking, group } = await weekly();
    const [, second] = await city.prisma.booking.findMany({ where: { personId: person }, orderBy: { session: { startsAt: 'asc' } } });
    await city.ask(person, sunday, 'dropBooking', { bookingId: second!.id, everyWeek: false });
    await addSession(group.groupId, '2026-12-15T19:00');
    await follow();
    await city.ask(person, sunday, 'bookEveryWeek', { bookingId: booking.bookingId });
    expect(await city.statuses(person)).toEqual(['2026-11-24 booked', '2026-12-01 dropped', '2026-12-08 booked', '2026-12-15 booked']);
  });

  it('is out of all of them when they drop every week, and nothing follows', async () => {
    const { person, booking, group } = await weekly();
    const dropped = await city.ask(person, sunday, 'dropBooking', { bookingId: booking.bookingId, everyWeek: true });
    expect(dropped.start).toBe(booking.start);
    await addSession(group.groupId, '2026-12-15T19:00');
    await follow();
    expect(await city.statuses(person)).toEqual(['2026-11-24 dropped', '2026-12-01 dropped', '2026-12-08 dropped']);
    expect(await city.prisma.reminder.count({ where: { booking: { personId: person } } })).toBe(0);
  });

  it('drops the standing seat without touching a session they have been to', async () => {
    const { person } = await weekly();
    const [, second] = await city.prisma.booking.findMany({ where: { personId: person }, orderBy: { session: { startsAt: 'asc' } } });
    await city.ask(person, at('2026-11-26T12:00'), 'dropBooking', { bookingId: second!.id, everyWeek: true });
    expect(await city.statuses(person)).toEqual(['2026-11-24 booked', '2026-12-01 dropped', '2026-12-08 dropped']);
  });

  it('may come back to every week after dropping it', async () => {
    const { person, booking, group } = await weekly();
    await city.ask(person, sunday, 'dropBooking', { bookingId: booking.bookingId, everyWeek: true });
    const once = await city.ask(person, sunday, 'bookSeat', { sessionId: group.sessions[0]! });
    expect(once.weekly).toBe(false);
    await city.ask(person, sunday, 'bookEveryWeek', { bookingId: once.bookingId });
    expect(await city.statuses(person)).toEqual(['2026-11-24 booked', '2026-12-01 booked', '2026-12-08 booked']);
    expect(await city.prisma.reminder.count({ where: { booking: { personId: person } } })).toBe(9);
  });

  it.each([
    ['has closed', { closedAt: new Date(sunday.epochMilliseconds) }],
    ['has lost its building', { venueKind: 'suspended' }],
  ])('gets no new seat in a group that %s, and is shown none', async (_, change) => {
    const { person, group } = await weekly();
    await city.prisma.group.update({ where: { id: group.groupId }, data: change });
    await addSession(group.groupId, '2026-12-15T19:00');
    await follow();
    expect(await city.statuses(person)).toHaveLength(3);
    expect(await city.ask(person, sunday, 'mySessions', {})).toEqual({ bookings: [], calendar: '/calendar/theirs.ics' });
  });

  it('holds up nobody else when two series of theirs overlap', async () => {
    const { person, group } = await weekly();
    await city.prisma.standingBooking.create({ data: { id: crypto.randomUUID(), personId: person, groupId: group.groupId, createdAt: new Date(sunday.epochMilliseconds) } });
    await addSession(group.groupId, '2026-12-15T19:00');
    await follow();
    expect((await city.statuses(person)).at(-1)).toBe('2026-12-15 booked');
  });
});

describe('a person who asks what they have', () => {
  it('sees at most five, soonest first', async () => {
    const person = await city.person();
    const { sessions } = await city.group({ starts: ['2026-11-29', '2026-11-25', '2026-11-28', '2026-11-24', '2026-11-27', '2026-11-26'].map((day) => `${day}T10:00`) });
    for (const sessionId of sessions) await city.ask(person, sunday, 'bookSeat', { sessionId });
    const { bookings } = await city.ask(person, sunday, 'mySessions', {});
    expect(bookings.map(({ start }) => start.slice(0, 10))).toEqual(['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28']);
  });

  it('sees nothing dropped, called off, over, or someone else\'s', async () => {
    const { person, group, booking } = await booked();
    await booked();
    const second = await city.ask(person, sunday, 'bookSeat', { sessionId: group.sessions[1]! });
    await city.ask(person, sunday, 'dropBooking', { bookingId: second.bookingId, everyWeek: false });
    await city.ask(person, sunday, 'bookSeat', { sessionId: group.sessions[2]! });
    await city.prisma.session.update({ where: { id: group.sessions[2]! }, data: { cancelledAt: new Date(sunday.epochMilliseconds) } });
    const seen = async (now: string) => (await city.ask(person, at(now), 'mySessions', {})).bookings.map(({ bookingId }) => bookingId);
    expect(await seen('2026-11-22T12:00')).toEqual([booking.bookingId]);
    expect(await seen('2026-11-24T19:00')).toEqual([]);
  });

  it('cannot touch a seat that is not theirs', async () => {
    const { booking } = await booked();
    const stranger = await city.person();
    const unknown = expect.objectContaining({ code: 'booking-unknown' });
    for (const [name, more] of [['dropBooking', { everyWeek: true }], ['bookEveryWeek', {}], ['answerReminder', { answer: 'cannot' }], ['recordPulse', { answer: 'bad' }]] as const) {
      await expect(city.ask(stranger, sunday, name, { bookingId: booking.bookingId, ...more } as never)).rejects.toEqual(unknown);
    }
    expect(await city.reminders(booking.bookingId)).toHaveLength(3);
  });
});

describe('a person who answers a reminder', () => {
  const evening = at('2026-11-23T18:05');
  const answers = async (...given: ('coming' | 'cannot' | 'ride')[]) => {
    const { booking, person } = await booked();
    for (const answer of given) await city.ask(person, evening, 'answerReminder', { bookingId: booking.bookingId, answer });
    const { status, wantsRide } = await city.prisma.booking.findUniqueOrThrow({ where: { id: booking.bookingId } });
    return [status, wantsRide, (await city.reminders(booking.bookingId)).map((reminder) => reminder.split(' ')[0])];
  };

  it.each([
    ['coming keeps what is still to be said', ['coming'], ['coming', false, ['day-before', 'two-hours', 'pulse']]],
    ['cannot gives the seat back and ends the reminders', ['cannot'], ['cannot', false, []]],
    ['a ride is a wish of someone who comes', ['ride'], ['coming', true, ['day-before', 'two-hours', 'pulse']]],
    ['coming, later, does not take the ride away', ['ride', 'coming'], ['coming', true, ['day-before', 'two-hours', 'pulse']]],
    ['cannot, later, frees the ride too', ['ride', 'cannot'], ['cannot', false, []]],
    ['coming after all gets the reminders that are still ahead', ['cannot', 'coming'], ['coming', false, ['two-hours', 'pulse']]],
  ] as const)('is taken at their word: %s', async (_, given, expected) => expect(await answers(...given)).toEqual(expected));

  it('is not told "see you there" when the session was called off', async () => {
    const { booking, person, group } = await booked();
    await city.prisma.session.update({ where: { id: group.sessions[0]! }, data: { cancelledAt: new Date(sunday.epochMilliseconds) } });
    await expect(city.ask(person, evening, 'answerReminder', { bookingId: booking.bookingId, answer: 'coming' })).rejects.toEqual(gone);
  });
});

describe('the answer to how it went', () => {
  it('is kept with the group and the day, and nothing leads from it to the person', async () => {
    const { booking, person, group } = await booked();
    await city.ask(person, at('2026-11-25T09:12'), 'recordPulse', { bookingId: booking.bookingId, answer: 'bad' });
    const [pulse] = await city.prisma.pulse.findMany({ where: { groupId: group.groupId } });
    expect(pulse).toEqual({ id: expect.any(String), groupId: group.groupId, sessionId: group.sessions[0], answer: 'bad', at: expect.any(Date) });
    expect(wallOf(pulse!.at)).toBe('2026-11-25T00:00');
  });
});
