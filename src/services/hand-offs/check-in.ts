import { nextAllowed } from '../../core/reminders/quiet-hours.ts';
import type { Interrupt } from '../interrupt.ts';
import type { Kit } from '../kit.ts';

/** A check-in that could not be asked within this long is let go. */
const worthFor = { hours: 24 };

/** Asks those who agreed to be asked, once each, outside quiet hours. */
export const sendCheckIns = async (kit: Kit, interrupt: Interrupt, limit = 100): Promise<void> => {
  const now = kit.clock.now();
  const { timeZone, quietFrom, quietUntil } = kit.program();
  if (Temporal.Instant.compare(nextAllowed(now, timeZone, { from: quietFrom, until: quietUntil }), now) > 0) return;
  for (const id of await kit.database.stores.handOffs.dueCheckIns(now, limit)) {
    await kit.database.transaction(async (stores) => {
      const found = await stores.handOffs.find(id);
      if (!found?.personId || !found.checkInAt) return;
      await interrupt(stores, found.personId, 'check-in', {}, { validUntil: now.add(worthFor) });
      await stores.handOffs.change(id, { checkInAt: null });
      await stores.handOffs.happened(id, 'check-in-sent', {}, now);
    });
  }
};
