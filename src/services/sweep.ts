import type { Kit } from './kit.ts';
import { followStanding } from './follow-standing.ts';
import { sendCheckIns } from './hand-offs/check-in.ts';
import { pageDue } from './hand-offs/page-hand-off.ts';
import type { Interrupt } from './interrupt.ts';
import { planSessions } from './plan-sessions.ts';
import { sendReminders } from './send-reminders.ts';
import { tellOfGroups } from './tell-of-groups.ts';
import { wakeConversations } from './wake-conversations.ts';

/** Planning is looked at this often; the rest at every sweep. */
const planEvery = { hours: 6 };

/**
 * Everything that becomes due by itself: timers, reminders, messages whose time has come, texts to remove, sessions to
 * plan. The database decides what is due, so two processes never do it twice.
 */
export const createSweep = (kit: Kit, interrupt: Interrupt) => {
  let planned: Temporal.Instant | undefined;

  const planAhead = async (now: Temporal.Instant) => {
    if (planned && Temporal.Instant.compare(planned.add(planEvery), now) > 0) return;
    await kit.database.transaction(async (stores) => {
      await planSessions(stores, now);
      await followStanding(stores, now);
    });
    planned = now;
  };

  const queueDue = async (now: Temporal.Instant) => {
    const people = await kit.database.stores.outbox.peopleWithDueMessages(now, 500);
    if (people.length > 0) await kit.database.stores.jobs.add([{ task: 'deliver-messages', payload: { people }, key: 'due' }]);
  };

  return async (): Promise<void> => {
    const now = kit.clock.now();
    await pageDue(kit);
    await planAhead(now);
    await wakeConversations(kit);
    await sendReminders({ ...kit, interrupt });
    await sendCheckIns(kit, interrupt);
    await tellOfGroups(kit, interrupt);
    await queueDue(now);
    await kit.database.stores.people.expireTexts(now);
    await kit.database.stores.people.purgeForgotten(now);
  };
};
