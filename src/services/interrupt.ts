import type { Stores } from './database.ts';
import type { Kit } from './kit.ts';
import { stepInterrupt } from './step-conversation.ts';

/** Starts a flow on top of a person's conversation, inside the caller's transaction. Someone opted out or gone is left alone. */
export const createInterrupt =
  (kit: Kit) =>
  async (stores: Stores, personId: string, flow: string, input: Record<string, unknown>, timing: { validUntil?: Temporal.Instant } = {}): Promise<void> => {
    const conversation = await stores.conversations.lock(personId);
    if (!conversation || conversation.optedOut || conversation.stuck) return;
    const now = kit.clock.now();
    const outcome = await stepInterrupt(kit, stores, conversation, flow, input, now, timing);
    await stores.conversations.save([outcome], now, kit.program().retentionDays);
  };

export type Interrupt = ReturnType<typeof createInterrupt>;
