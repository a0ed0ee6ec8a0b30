/** What the simulated phones need beyond receiving: their threads, and a clock that can be moved forward. */
import type { Kit } from './kit.ts';
import type { ChannelName, InboundMessage } from './ports.ts';
import type { Receiver } from './receive-messages.ts';

export type MovableClock = { now(): Temporal.Instant; offset(): number; shiftTo(instant: Temporal.Instant): number };

type Simulated = { kit: Kit; receiver: Receiver; clock: MovableClock; sweep: () => Promise<void> };

/** No skip passes more moments than this one by one. */
const mostStops = 500;

export const createSimulation = ({ kit, receiver, clock, sweep }: Simulated) => {
  const { database, seal } = kit;

  const moveTo = async (instant: Temporal.Instant) => {
    await database.stores.program.setClockOffset(clock.shiftTo(instant));
    await sweep();
  };

  /** Stops at every moment something becomes due on the way, so that things happen in their order and at their time. */
  const skipTo = async (to: string) => {
    const target = Temporal.Instant.from(to);
    for (let stops = 0; stops < mostStops; stops += 1) {
      const due = await database.stores.program.nextDue(clock.now());
      if (!due || Temporal.Instant.compare(due, target) >= 0) break;
      await moveTo(due.add({ milliseconds: 1 }));
    }
    await moveTo(target);
    return { now: clock.now().toString() };
  };

  return {
    receive: async (message: InboundMessage) => {
      const ids = await receiver.receive([message]);
      const replies = await database.stores.outbox.repliesTo(ids);
      return replies.map(({ key, text, choices }) => ({ key, text, choices }));
    },
    thread: (from: string, channel: ChannelName, after?: string) => database.stores.outbox.thread(seal.hash(from), channel, after),
    skipTo,
    now: () => ({ now: clock.now().toString(), offsetMs: clock.offset() }),
    upcoming: async (from: string) => {
      const person = await database.stores.people.byHash(seal.hash(from));
      if (!person) return [];
      const coming = await database.stores.bookings.whatComes(person.personId, clock.now());
      return coming.map(({ kind, at }) => ({ label: kind, at: at.toString() }));
    },
    staffPhones: async () => {
      const staff = await database.stores.staff.list();
      return staff.map(({ role, name, sealed }) => ({ number: seal.open(sealed), role, label: name }));
    },
  };
};
