/**
 * Who is paged, and who when they do not answer: the primary on call, then the secondary, then every supervisor, again
 * and again. Each page is a conversation of the staff member's own, begun by a job of its own, so that no two
 * conversations are ever locked together.
 */
import type { CrisisKind } from '../../core/safety/crisis-rules.ts';
import type { Stores } from '../database.ts';
import type { Kit } from '../kit.ts';
import { replyValidity } from '../moment.ts';
import type { HandOff } from '../stores/hand-offs.ts';
import type { Pageable } from '../stores/staff.ts';
import { onCallNow } from './on-call-now.ts';

type PagingKit = Pick<Kit, 'database' | 'clock' | 'program' | 'language' | 'helplines'>;

const everySupervisor = 3;
/** After this many rounds nobody is woken again; the console shows it in red until it is taken. */
const lastRung = 12;

/** How long one rung has to answer. Danger does not wait; a wish to talk may. */
const patience = ({ reason, rung }: HandOff) => {
  if (rung >= everySupervisor) return { minutes: 10 };
  return reason === 'crisis' ? { minutes: 2 } : { minutes: 15 };
};

const speaksFirst = (locale: string) => (a: Pageable, b: Pageable) => Number(b.languages.includes(locale)) - Number(a.languages.includes(locale));

const onRota = async (stores: Stores, { timeZone }: { timeZone: string }, { locale, rung }: HandOff, now: Temporal.Instant) => {
  const shifts = await onCallNow(stores, { timeZone }, now);
  return shifts.filter(({ rank }) => rank === rung + 1).toSorted(speaksFirst(locale));
};

const passedBy = async (stores: Stores, { id }: HandOff) => {
  const events = await stores.handOffs.events(id);
  return new Set(events.filter(({ kind }) => kind === 'passed' || kind === 'page-failed').map(({ staffId }) => staffId));
};

/** Those to page on the next rung, best first: one on a rota rung, everyone on the last. */
const candidates = async (stores: Stores, timeZone: string, handOff: HandOff, now: Temporal.Instant): Promise<Pageable[]> => {
  const passed = handOff.rung > everySupervisor ? new Set() : await passedBy(stores, handOff);
  const willing = (staff: Pageable[]) => staff.filter(({ staffId, reachable }) => reachable && !passed.has(staffId));
  if (handOff.offeredToId) return willing([await stores.staff.byId(handOff.offeredToId)].filter((staff) => staff !== undefined));
  if (handOff.rung + 1 >= everySupervisor) return willing(await stores.staff.inRoles(['supervisor', 'administrator']));
  return willing(await onRota(stores, { timeZone }, handOff, now)).slice(0, 1);
};

/** Said once, when everybody has been asked and nobody came: plainly, with the lines again. */
const tellPerson = async ({ program, language, helplines }: PagingKit, stores: Stores, { id, personId, locale, kind, mayText }: HandOff, now: Temporal.Instant) => {
  const events = await stores.handOffs.events(id);
  await stores.handOffs.happened(id, 'nobody-answered', {}, now);
  const conversation = personId ? await stores.conversations.read(personId) : undefined;
  if (!personId || !conversation || conversation.optedOut || mayText !== 'yes' || events.some((event) => event.kind === 'person-told')) return;
  const lines = helplines.linesFor({ country: program().country, locale, channel: conversation.channel, kind: (kind ?? undefined) as CrisisKind | undefined });
  const written = {
    id: crypto.randomUUID(),
    flow: 'crisis',
    key: 'crisisFlow.nobodyAnswered',
    locale,
    text: language.render(locale, 'crisisFlow.nobodyAnswered', { ...program(), ...lines }),
    choices: [],
    urgent: true,
    dueAt: now.toString(),
    validUntil: now.add(replyValidity).toString(),
  };
  await stores.conversations.write({ personId, causeId: null, written }, now, program().retentionDays);
  await stores.handOffs.happened(id, 'person-told', { outboundId: written.id }, now);
};

const page = async (stores: Stores, { id, number, rung }: HandOff, { staffId, personId }: Pageable, now: Temporal.Instant) => {
  await stores.handOffs.happened(id, 'paged', { rung: rung + 1 }, now, staffId);
  await stores.jobs.add([{ task: 'move-conversation', payload: { personId, begin: 'on-call', input: { handOffId: id, number } }, key: `page:${id}:${staffId}:${rung}` }]);
};

const due = ({ takenById, closedAt, nextPageAt }: HandOff, now: Temporal.Instant) => !takenById && !closedAt && nextPageAt !== null && Temporal.Instant.compare(nextPageAt, now) <= 0;

/** Climbs until a rung has somebody to page, or the ladder ends for now. */
const climb = async (kit: PagingKit, stores: Stores, handOff: HandOff, now: Temporal.Instant): Promise<void> => {
  const next = handOff.offeredToId ? handOff.rung : handOff.rung + 1;
  if (handOff.rung >= everySupervisor) await tellPerson(kit, stores, handOff, now);
  const staff = await candidates(stores, kit.program().timeZone, handOff, now);
  for (const one of staff) await page(stores, handOff, one, now);
  const climbed: HandOff = { ...handOff, rung: next, offeredToId: null };
  if (staff.length === 0) {
    await stores.handOffs.happened(handOff.id, 'nobody-to-page', { rung: next }, now);
    if (next < everySupervisor) return climb(kit, stores, climbed, now);
    if (handOff.rung < everySupervisor) await tellPerson(kit, stores, climbed, now);
  }
  const nextPageAt = next < lastRung ? now.add(patience(climbed)).toString() : null;
  await stores.handOffs.change(handOff.id, { rung: next, offeredToId: null, nextPageAt, toldStaff: handOff.toldStaff || staff.length > 0 });
};

/** Pages the next rung when its time has come; a hand-off that was taken or closed meanwhile is left alone. */
export const pageHandOff = (kit: PagingKit, handOffId: string): Promise<void> =>
  kit.database.transaction(async (stores) => {
    const handOff = await stores.handOffs.lock(handOffId);
    const now = kit.clock.now();
    if (handOff && due(handOff, now)) await climb(kit, stores, handOff, now);
  });

/** Every hand-off whose next page is due: one transaction each. */
export const pageDue = async (kit: PagingKit, limit = 200): Promise<void> => {
  for (const id of await kit.database.stores.handOffs.duePages(kit.clock.now(), limit)) await pageHandOff(kit, id);
};
