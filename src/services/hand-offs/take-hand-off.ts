import type { FlowPorts } from '../../core/flow-kit/index.ts';
import type { Stores } from '../database.ts';

type Taking = { stores: Stores; now: Temporal.Instant };

/** The words that opened a hand-off go with it, so nobody has to ask again; longer than this they are cut. */
const longestWords = 400;

/** Tells everyone else who was paged that it is in somebody's hands. */
export const withdrawPages = async ({ stores }: Taking, handOffId: string, except: string | null): Promise<void> => {
  const paged = await stores.handOffs.pagedStaff(handOffId);
  const others = paged.filter(({ staffId }) => staffId !== except);
  await stores.jobs.add(others.map(({ personId, staffId }) => ({ task: 'move-conversation' as const, payload: { personId, tell: 'on-call' as const, handOffId, news: 'withdrawn' as const }, key: `news:${handOffId}:${staffId}` })));
};

/** Lets the person's words go to whoever has the case, from now on. */
export const openRelay = async ({ stores, now }: Taking, handOff: { id: string; number: number; personId: string | null }): Promise<void> => {
  if (!handOff.personId) return;
  await stores.jobs.add([{ task: 'move-conversation', payload: { personId: handOff.personId, begin: 'relay', input: { handOffId: handOff.id, number: handOff.number } }, key: `relay:${handOff.id}` }]);
  await stores.handOffs.happened(handOff.id, 'relay-opened', {}, now);
};

/**
 * Takes a hand-off for a member of staff: the first who does has it, all others are told. Where the phone may be watched
 * nothing is sent to the person until they, or the supervisor, write.
 */
export const takeHandOff = async (taking: Taking, handOffId: string, staffId: string, on: 'phone' | 'console'): Promise<FlowPorts['takeHandOff']['output']> => {
  const { stores, now } = taking;
  const taken = await stores.handOffs.take(handOffId, staffId, on, now);
  const handOff = await stores.handOffs.find(handOffId);
  if (!handOff) return { result: 'closed' };
  if (!taken) return { result: handOff.closedAt ? 'closed' : handOff.takenById === staffId ? 'taken' : 'by-another' };
  const waited = Math.round(now.since(handOff.createdAt).total('seconds'));
  await stores.handOffs.happened(handOffId, 'taken', { on, waitedSeconds: waited }, now, staffId);
  await withdrawPages(taking, handOffId, on === 'phone' ? staffId : null);
  if (handOff.mayText === 'yes') await openRelay(taking, handOff);
  return { result: 'taken' };
};

/** The text a hand-off began with, cut to what a page can carry; empty when it has expired or was no text. */
export const openingWords = async ({ conversations, handOffs }: Stores, handOffId: string): Promise<string> => {
  const handOff = await handOffs.find(handOffId);
  const content = handOff?.inboundId ? ((await conversations.contentOf(handOff.inboundId)) as { text?: string; label?: string } | undefined) : undefined;
  const words = content?.text ?? content?.label ?? '';
  return words.length > longestWords ? `${words.slice(0, longestWords)}…` : words;
};
