import type { CloseOutcome } from '../../core/flow-kit/index.ts';
import { AppError } from '../../core/app-error.ts';
import type { Stores } from '../database.ts';
import { pageNow } from './open-hand-off.ts';
import { withdrawPages } from './take-hand-off.ts';

type Ending = { stores: Stores; now: Temporal.Instant };

/**
 * Closes a hand-off with its outcome; the person's conversation goes on where it stood. Throws `hand-off-closed` when it
 * was closed before.
 */
export const closeHandOff = async ({ stores, now }: Ending, handOffId: string, staffId: string, outcome: CloseOutcome, from: 'phone' | 'console'): Promise<void> => {
  const handOff = await stores.handOffs.lock(handOffId);
  if (!handOff || handOff.closedAt) throw new AppError('hand-off-closed', { retry: 'never' });
  await stores.handOffs.close(handOffId, staffId, outcome, now);
  await stores.handOffs.happened(handOffId, 'closed', { outcome, from }, now, staffId);
  await withdrawPages({ stores, now }, handOffId, from === 'phone' ? staffId : null);
  if (handOff.personId) await stores.jobs.add([{ task: 'move-conversation', payload: { personId: handOff.personId, tell: 'relay', handOffId, news: 'ended' }, key: `end:${handOffId}` }]);
};

/** Someone paged cannot, or someone who has it hands it on, to `to` or to whoever is next: paged at once. */
export const passHandOff = async ({ stores, now }: Ending, handOffId: string, staffId: string, to: string | null = null): Promise<void> => {
  const handOff = await stores.handOffs.lock(handOffId);
  if (!handOff || handOff.closedAt) throw new AppError('hand-off-closed', { retry: 'never' });
  const had = handOff.takenById === staffId;
  await stores.handOffs.happened(handOffId, 'passed', {}, now, staffId);
  if (had) await stores.handOffs.happened(handOffId, 'handed-on', { to }, now, staffId);
  if (handOff.takenById && !had) return;
  await stores.handOffs.change(handOffId, { takenById: null, takenAt: null, takenOn: null, offeredToId: to, ...(had && { rung: 0 }) });
  await pageNow({ stores, now }, handOffId);
};
