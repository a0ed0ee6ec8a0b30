import { nextAllowed } from '../core/reminders/quiet-hours.ts';
import type { Kit } from './kit.ts';
import { stepTimers } from './step-conversation.ts';

/** Fires the timers that are due; what they say waits for the end of quiet hours. Returns how many conversations moved. */
export const wakeConversations = async (kit: Kit, limit = 200): Promise<number> => {
  const now = kit.clock.now();
  const { timeZone, quietFrom, quietUntil, retentionDays } = kit.program();
  return kit.database.transaction(async (stores) => {
    const due = await stores.conversations.dueToWake(now, limit);
    const outcomes = [];
    const dueAt = nextAllowed(now, timeZone, { from: quietFrom, until: quietUntil });
    for (const conversation of due) outcomes.push(await stepTimers(kit, stores, conversation, now, { dueAt }));
    await stores.conversations.save(outcomes, now, retentionDays);
    return due.length;
  });
};
