import { searchFor } from '../../flows/index.ts';
import { nextAllowed } from '../core/reminders/quiet-hours.ts';
import { searchGroups } from './flow-ports/find-groups.ts';
import type { Interrupt } from './interrupt.ts';
import type { Kit } from './kit.ts';

/** How often one person's wish is looked into again. */
const lookAgainAfter = { hours: 6 };
/** How long a wish is kept. */
const keptFor = { hours: 24 * 182 };
/** A message that could not be sent within this long is let go. */
const worthFor = { hours: 24 };

/** Tells people, once, that a group has opened which fits what they looked for in vain; outside quiet hours. */
export const tellOfGroups = async (kit: Kit, interrupt: Interrupt, limit = 50): Promise<void> => {
  const now = kit.clock.now();
  const { timeZone, quietFrom, quietUntil } = kit.program();
  if (Temporal.Instant.compare(nextAllowed(now, timeZone, { from: quietFrom, until: quietUntil }), now) > 0) return;
  await kit.database.stores.directory.dropAwaited(now.subtract(keptFor));
  for (const { personId, answers, locale } of await kit.database.stores.directory.awaitedGroups(now.subtract(lookAgainAfter), now, limit)) {
    const { groups, widened } = await searchGroups(searchFor({ answers, locale, seen: [], wider: false }), kit.database.stores.directory, now);
    if (groups.length === 0 || widened !== null) continue;
    await kit.database.transaction(async (stores) => {
      if (await stores.directory.endAwaiting(personId)) await interrupt(stores, personId, 'opened', { answers }, { validUntil: now.add(worthFor) });
    });
  }
};
