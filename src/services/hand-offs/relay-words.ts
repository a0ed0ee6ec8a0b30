/** Words between a person and the supervisor who has their case, through the public number. */
import type { Vars } from '../../core/flow-kit/index.ts';
import type { Language } from '../../core/language/render.ts';
import type { Stores } from '../database.ts';
import { replyValidity } from '../moment.ts';
import type { ChannelName } from '../ports.ts';
import type { Program } from '../stores/program.ts';
import type { Conversation } from '../stores/conversations.ts';
import type { HandOff } from '../stores/hand-offs.ts';
import { openRelay } from './take-hand-off.ts';
import { writeToStaff } from './write-to-staff.ts';

export type Relaying = { stores: Stores; program: Program; language: Language; now: Temporal.Instant };

/** Why words cannot go out now: they said STOP, WhatsApp's 24 hours since they last wrote are over, or there is no way at all. */
export type Unreachable = 'opted-out' | 'outside-window' | 'no-way' | 'not-yours' | 'closed';

const whatsAppWindow = { hours: 24 };

type Stored = { text?: string; label?: string; latitude?: number; longitude?: number; what?: string };

/** What a message held, in words somebody can read on a phone. */
const wordsOf = (content: Stored | undefined) => {
  if (!content) return '';
  if (content.latitude !== undefined) return `${content.label ?? ''} ${content.latitude}, ${content.longitude}`.trim();
  return content.text ?? content.label ?? (content.what ? `[${content.what}]` : '');
};

export const wordsOfMessage = async ({ conversations }: Stores, messageId: string) => wordsOf((await conversations.contentOf(messageId)) as Stored | undefined);

const unreachable = (conversation: Conversation | undefined, now: Temporal.Instant): Unreachable | undefined => {
  if (!conversation) return 'no-way';
  if (conversation.optedOut) return 'opted-out';
  const closed = conversation.channel === 'whatsapp' && (!conversation.heardAt || Temporal.Instant.compare(Temporal.Instant.from(conversation.heardAt).add(whatsAppWindow), now) < 0);
  return closed ? 'outside-window' : undefined;
};

const mine = (handOff: HandOff | undefined, staffId: string): Unreachable | undefined => {
  if (!handOff || handOff.closedAt) return 'closed';
  return handOff.takenById === staffId ? undefined : 'not-yours';
};

const send = async ({ stores, program, now }: Relaying, { id, personId, locale }: HandOff, words: string, via: ChannelName | undefined) => {
  const written = {
    id: crypto.randomUUID(),
    flow: 'relay',
    key: 'relay.words',
    locale,
    text: words,
    choices: [],
    urgent: true,
    handOffId: id,
    dueAt: now.toString(),
    validUntil: now.add(replyValidity).toString(),
  };
  await stores.conversations.write({ personId: personId ?? '', via, causeId: null, written }, now, program.retentionDays);
  return written.id;
};

/** Sends a supervisor's words to the person, or says why they cannot be sent. `via` is another of the person's channels. */
export const sayToPerson = async (relaying: Relaying, handOffId: string, staffId: string, words: string, via?: ChannelName): Promise<Unreachable | undefined> => {
  const { stores, now } = relaying;
  const handOff = await stores.handOffs.find(handOffId);
  const refused = mine(handOff, staffId);
  if (refused || !handOff) return refused ?? 'closed';
  const stopped = unreachable(handOff.personId ? await stores.conversations.read(handOff.personId, via) : undefined, now);
  if (stopped) {
    await stores.handOffs.happened(handOffId, 'not-delivered', { reason: stopped, via }, now, staffId);
    return stopped;
  }
  const outboundId = await send(relaying, handOff, words, via);
  await stores.handOffs.happened(handOffId, 'words-to-person', { outboundId, via }, now, staffId);
  if (handOff.mayText !== 'yes') await openRelay(relaying, handOff);
  return undefined;
};

/** Tells the one who has the case why their words did not arrive, and what else can be tried. */
export const tellUnreachable = async (relaying: Relaying, handOff: HandOff, staffId: string, reason: Unreachable | 'refused'): Promise<void> => {
  if (reason === 'not-yours' || reason === 'closed') return writeToStaff(relaying, handOff, staffId, 'onCall.over');
  const ways = handOff.personId ? await relaying.stores.handOffs.waysToReach(handOff.personId) : [];
  const other = ways.find(({ current, optedOut, invalid }) => !current && !optedOut && !invalid);
  const key = reason === 'opted-out' ? 'onCall.theyOptedOut' : reason === 'outside-window' ? 'onCall.outsideWindow' : 'onCall.notDelivered';
  await writeToStaff(relaying, handOff, staffId, key);
  if (other && reason !== 'opted-out') await writeToStaff(relaying, handOff, staffId, 'onCall.otherWay', { channel: other.channel === 'sms' ? 'SMS' : 'WhatsApp' });
};

/** Passes a person's message on to whoever has their case: to a phone at once, to the console as an event it shows. */
export const tellStaff = async (relaying: Relaying, handOffId: string, inboundId: string): Promise<void> => {
  const { stores, now } = relaying;
  const handOff = await stores.handOffs.find(handOffId);
  if (!handOff || handOff.closedAt) return;
  await stores.handOffs.happened(handOffId, 'words-from-person', { inboundId }, now);
  if (!handOff.takenById || handOff.takenOn !== 'phone') return;
  const vars: Vars = { words: await wordsOfMessage(stores, inboundId) };
  await writeToStaff(relaying, handOff, handOff.takenById, 'onCall.words', vars);
};

/** A provider would not deliver a message of a hand-off: a page goes to the next at once, words are reported to whoever wrote them. */
export const handOffMessageFailed = async (relaying: Relaying, { id, flow, handOffId, reason }: { id: string; flow: string; handOffId: string; reason: string }, staffPersonId: string): Promise<void> => {
  const { stores, now } = relaying;
  const handOff = await stores.handOffs.lock(handOffId);
  if (!handOff || handOff.closedAt) return;
  if (flow === 'on-call') {
    const staff = await stores.staff.byPerson(staffPersonId);
    await stores.handOffs.happened(handOffId, 'page-failed', { outboundId: id, reason }, now, staff?.staffId);
    if (handOff.nextPageAt) await stores.handOffs.change(handOffId, { nextPageAt: now.toString() });
    if (handOff.nextPageAt) await stores.jobs.add([{ task: 'page-hand-off', payload: { handOffId } }]);
    return;
  }
  await stores.handOffs.happened(handOffId, 'not-delivered', { outboundId: id, reason }, now);
  const why = reason === 'opted-out' || reason === 'outside-window' ? reason : 'refused';
  if (handOff.takenById) await tellUnreachable(relaying, handOff, handOff.takenById, why);
};
