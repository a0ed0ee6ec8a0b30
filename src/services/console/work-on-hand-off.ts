/** A hand-off from the console: everything somebody does or sees there is written down beside it. */
import type { CloseOutcome } from '../../core/flow-kit/index.ts';
import type { Stores } from '../database.ts';
import { closeHandOff, passHandOff } from '../hand-offs/end-hand-off.ts';
import { sayToPerson, type Unreachable } from '../hand-offs/relay-words.ts';
import { takeHandOff } from '../hand-offs/take-hand-off.ts';
import type { Kit } from '../kit.ts';
import type { ChannelName } from '../ports.ts';
import type { ExchangedMessage, HandOff, HandOffEvent, HandOffNote, WayToReach } from '../stores/hand-offs.ts';

/** How much of the conversation before the first alarm a supervisor may read. */
const before = { hours: 24 };

export type LookedAt = { handOff: HandOff; takenByName: string | null; events: HandOffEvent[]; notes: HandOffNote[]; ways: WayToReach[] };

const inTransaction = <T>(kit: Kit, work: (stores: Stores, now: Temporal.Instant) => Promise<T>): Promise<T> => kit.database.transaction((stores) => work(stores, kit.clock.now()));

/** A page that stays open asks anew whenever something happens: one line in the trail per opening, not per refresh. */
const stillOpen = { hours: 1 };

const auditLook = async (stores: Stores, action: string, handOff: HandOff, staffId: string, again: boolean, now: Temporal.Instant) => {
  if (again && (await stores.console.didLately(staffId, action, handOff.id, now.subtract(stillOpen)))) return;
  await stores.console.audit({ staffId, action, handOffId: handOff.id, personId: handOff.personId }, now);
};

/** One case with its timeline and notes, without the words. Undefined when there is none such. */
export const lookAtHandOff = (kit: Kit, id: string, staffId: string, again = false): Promise<LookedAt | undefined> =>
  inTransaction(kit, async (stores, now) => {
    const handOff = await stores.handOffs.find(id);
    if (!handOff) return undefined;
    await auditLook(stores, 'looked-at-case', handOff, staffId, again, now);
    const [events, notes, ways] = [await stores.handOffs.events(id), await stores.handOffs.notes(id), handOff.personId ? await stores.handOffs.waysToReach(handOff.personId) : []];
    const taker = handOff.takenById ? await stores.staff.byId(handOff.takenById) : undefined;
    return { handOff, takenByName: taker?.name ?? null, events, notes, ways };
  });

/** The words of a case, from a day before it opened. Every opening is in the audit trail. */
export const openWords = (kit: Kit, id: string, staffId: string, again = false): Promise<ExchangedMessage[]> =>
  inTransaction(kit, async (stores, now) => {
    const handOff = await stores.handOffs.find(id);
    if (!handOff?.personId) return [];
    await auditLook(stores, 'opened-words', handOff, staffId, again, now);
    return stores.handOffs.conversation(handOff.personId, Temporal.Instant.from(handOff.createdAt).subtract(before));
  });

/** Takes a case at the console; the answer says whether somebody was quicker. */
export const takeAtConsole = (kit: Kit, id: string, staffId: string) =>
  inTransaction(kit, async (stores, now) => {
    const { result } = await takeHandOff({ stores, now }, id, staffId, 'console');
    await stores.console.audit({ staffId, action: 'took-case', handOffId: id, facts: { result } }, now);
    return result;
  });

/** Sends words to the person; the answer says why they could not be sent. */
export const sayAtConsole = (kit: Kit, id: string, staffId: string, words: string, via?: ChannelName): Promise<Unreachable | undefined> =>
  inTransaction(kit, async (stores, now) => {
    const refused = await sayToPerson({ stores, now, program: kit.program(), language: kit.language }, id, staffId, words, via);
    await stores.console.audit({ staffId, action: 'wrote-to-person', handOffId: id, facts: refused ? { refused } : {} }, now);
    return refused;
  });

export const noteAtConsole = (kit: Kit, id: string, staffId: string, text: string): Promise<void> =>
  inTransaction(kit, async (stores, now) => {
    await stores.handOffs.addNote(id, staffId, text, now);
    await stores.handOffs.happened(id, 'noted', {}, now, staffId);
    await stores.console.audit({ staffId, action: 'wrote-note', handOffId: id }, now);
  });

/** Throws `hand-off-closed` when it was closed meanwhile. */
export const closeAtConsole = (kit: Kit, id: string, staffId: string, outcome: CloseOutcome): Promise<void> =>
  inTransaction(kit, async (stores, now) => {
    await closeHandOff({ stores, now }, id, staffId, outcome, 'console');
    await stores.console.audit({ staffId, action: 'closed-case', handOffId: id, facts: { outcome } }, now);
  });

/** Hands a case on, to one colleague or to whoever is next. Throws `hand-off-closed` when it was closed meanwhile. */
export const handOnAtConsole = (kit: Kit, id: string, staffId: string, to: string | null): Promise<void> =>
  inTransaction(kit, async (stores, now) => {
    await passHandOff({ stores, now }, id, staffId, to);
    await stores.console.audit({ staffId, action: 'handed-case-on', handOffId: id, facts: { to } }, now);
  });
