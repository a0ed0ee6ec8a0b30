import type { Stores } from './database.ts';
import type { Kit } from './kit.ts';
import { stepInterrupt, stepNews } from './step-conversation.ts';
import type { Conversation } from './stores/conversations.ts';
import type { Move } from './stores/jobs.ts';

const alreadyIn = ({ stack }: Conversation, flow: string, handOffId: string) => stack.some((frame) => frame.flow === flow && frame.context['handOffId'] === handOffId);

/** A page nobody can read: the paging goes on to the next at once. */
const pageFailed = async (stores: Stores, handOffId: string, personId: string, now: Temporal.Instant) => {
  const staff = await stores.staff.byPerson(personId);
  await stores.handOffs.happened(handOffId, 'page-failed', { reason: 'cannot-be-texted' }, now, staff?.staffId);
  await stores.handOffs.change(handOffId, { nextPageAt: now.toString() });
  await stores.jobs.add([{ task: 'page-hand-off', payload: { handOffId } }]);
};

const beginOn = async (kit: Kit, stores: Stores, conversation: Conversation | undefined, move: Extract<Move, { begin: string }>, now: Temporal.Instant) => {
  const { begin, input } = move;
  const handOff = await stores.handOffs.find(input.handOffId);
  const wanted = handOff && !handOff.closedAt && (begin === 'on-call' ? !handOff.takenById : true);
  if (!wanted) return undefined;
  if (!conversation || conversation.optedOut || conversation.stuck) {
    if (begin === 'on-call') await pageFailed(stores, input.handOffId, move.personId, now);
    return undefined;
  }
  const again = begin === 'relay' && alreadyIn(conversation, begin, input.handOffId);
  return again ? undefined : stepInterrupt(kit, stores, conversation, begin, input, now, { urgent: true });
};

/**
 * What happened elsewhere reaches one person's conversation: a page begins on a supervisor's phone, a relay on a
 * resident's, a case is taken by another or ends. Each in a transaction of its own that locks this conversation only.
 */
export const moveConversation = (kit: Kit, move: Move): Promise<void> =>
  kit.database.transaction(async (stores) => {
    const conversation = await stores.conversations.lock(move.personId);
    const now = kit.clock.now();
    const outcome = 'begin' in move ? await beginOn(kit, stores, conversation, move, now) : conversation && (await stepNews(kit, stores, conversation, move, now));
    if (outcome) await stores.conversations.save([outcome], now, kit.program().retentionDays);
  });
