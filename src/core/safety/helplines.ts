import type { Language } from '../language/render.ts';
import { oneOf } from '../language/formats.ts';
import curated from './curated-helplines.json' with { type: 'json' };
import type { CrisisKind } from './crisis-rules.ts';

type Contact = { channel: string; dial?: string; body?: string; then?: string; url?: string; languages?: string[]; hours?: string; status?: string };
type Line = { id: string; country: string; name?: string; for?: string[]; contacts: Contact[]; status: string; sources?: string[]; caveats?: string[] };

/** The curated file: 'dial' is exactly what a person types on a phone in that country and is never rewritten. */
export type HelplineData = { emergency: Record<string, string>; lines: Line[] };

/**
 * The numbers for one person. `call` is always something to dial (the emergency number where no line is known), `text`
 * a number to text; `lines` is the whole sentence in the person's language, with keywords, menu digits and, on WhatsApp,
 * a chat address.
 */
export type CrisisLines = { call: string; text?: string; emergency: string; lines: string };

type Who = { country: string; locale: string; channel: 'sms' | 'whatsapp'; kind?: CrisisKind };

/** A person's own look at a line, at its operator's page. `reviewBy` is a date. */
export type LineCheck = { lineId: string; good: boolean; reviewBy: string; staffName: string; note: string };

/** A line as an operator sees it: `stale` and `wrong` ones are not given. */
export type LineListing = Omit<Line, 'status' | 'sources' | 'caveats'> & {
  state: 'checked' | 'unchecked' | 'stale' | 'wrong';
  recalled: boolean;
  checkedBy: string;
  verifiedAt: string;
  reviewBy: string;
  note: string;
  sources: string[];
  caveats: string[];
};

/** Finds the lines for one person, and knows how far each can be trusted. `trust` takes what people have checked, as of a date. */
export type Helplines = { linesFor(who: Who): CrisisLines; list(): LineListing[]; trust(checks: LineCheck[], today: string): void };

/** When the sources of the list were looked at, and until when that alone is trusted; a person's own check gives its own date. */
const sourcesSeen = '2026-11-23';
const trustedUntil = '2027-11-23';

/** Dangers that have a hotline of their own; everything else goes to the general lines, which are those that say nothing of what they are for. */
const purposes: Partial<Record<CrisisKind, string[]>> = { abuse: ['domestic_violence'] };
const generalPurposes = ['suicide', 'any_crisis'];

/** Dangers where minutes count: the emergency number is said first. */
const minutesCount = new Set<CrisisKind>(['overdose', 'medical']);

const europeanUnion = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));
/** Reaches emergency services from a mobile phone in most of the world. */
const mobileEmergency = '112';

const emergencyIn = ({ emergency }: HelplineData, country: string) =>
  emergency[country] ?? (europeanUnion.has(country) ? emergency['EU'] : undefined) ?? mobileEmergency;

/** Recalled numbers were never seen in a source: nobody in danger is sent to one. */
const checked = ({ status }: { status?: string }) => status !== 'recalled';
const atAnyHour = ({ hours }: Contact) => hours === '24/7';

const languageOf = (tag: string) => tag.split('-')[0] ?? tag;

/** Own language first, then a line with interpreters or no stated language, then any. */
const speaks = ({ languages }: Contact, language: string) => {
  if (languages?.includes(language)) return 0;
  return languages === undefined ? 1 : 2;
};

const best = (line: Line, channel: string, language: string) =>
  line.contacts
    .filter((contact) => contact.channel === channel && checked(contact) && atAnyHour(contact))
    .filter((contact) => channel === 'voice' || speaks(contact, language) < 2)
    .toSorted((a, b) => speaks(a, language) - speaks(b, language))[0];

type Trusted = (line: Line) => boolean;

/** The country's general lines, best first. The first is the national line: it stays even past its date, for want of a better. */
const linesOf = ({ lines }: HelplineData, country: string, trusted: Trusted) => {
  const here = lines.filter((line) => line.country === country && checked(line));
  const general = [...generalPurposes.flatMap((purpose) => here.filter((line) => line.for?.includes(purpose))), ...here.filter((line) => !line.for)];
  return general.filter((line, index) => index === 0 || trusted(line));
};

const lineFor = ({ lines }: HelplineData, country: string, kind: CrisisKind | undefined, trusted: Trusted) =>
  lines.find((line) => kind && line.country === country && checked(line) && trusted(line) && purposes[kind]?.some((purpose) => line.for?.includes(purpose)));

const firstOf = <T>(among: (T | undefined)[]) => among.find((contact) => contact !== undefined);

type Ways = { voice?: Contact; text?: Contact; chat?: Contact };

/** How to reach help: one hotline alone where there is one for this danger, else the best of the country's lines. */
const waysFor = (data: HelplineData, { country, locale, kind }: Who, trusted: Trusted): Ways => {
  const special = lineFor(data, country, kind, trusted);
  const lines = special ? [special] : linesOf(data, country, trusted);
  const way = (channel: string) => firstOf(lines.map((line) => best(line, channel, languageOf(locale))));
  return { voice: way('voice'), text: way('sms'), chat: way('chat') };
};

type Trust = { checks: Map<string, LineCheck>; today: string };

/** A line nobody has checked is given while its source is fresh; one found wrong, or past its date, is not. */
const stateOf = ({ id }: Line, { checks, today }: Trust): LineListing['state'] => {
  const check = checks.get(id);
  if (check && !check.good) return 'wrong';
  if ((check?.reviewBy ?? trustedUntil) < today) return 'stale';
  return check ? 'checked' : 'unchecked';
};

const listingOf = ({ status, sources = [], caveats = [], ...line }: Line, trust: Trust): LineListing => {
  const check = trust.checks.get(line.id);
  return {
    ...line,
    sources,
    caveats,
    state: stateOf({ ...line, status }, trust),
    recalled: !checked({ status }),
    checkedBy: check?.staffName ?? '',
    verifiedAt: sourcesSeen,
    reviewBy: check?.reviewBy ?? trustedUntil,
    note: check?.note ?? '',
  };
};

/** Makes the look-up. The words around the numbers are messages; the numbers are the file's, letter for letter. */
export const createHelplines = (language: Language, data: HelplineData = curated): Helplines => {
  const sentence = (locale: string, { voice, text, chat }: Ways) => {
    const say = (key: string, vars: Record<string, unknown>) => language.render(locale, `gate.${key}`, vars);
    const call = voice && say(voice.then ? 'callThen' : 'call', { number: voice.dial, digit: voice.then?.replace(/\D/g, '') });
    const write = text && say(text.body ? 'textWord' : 'text', { number: text.dial, word: text.body });
    const both = voice && text && !voice.then && !text.body && voice.dial === text.dial ? [say('callOrText', { number: voice.dial })] : [call, write];
    const wordings = [...both, chat && say('chat', { link: chat.url })].filter((wording) => wording !== undefined);
    return oneOf(wordings, language.meta(locale).formats);
  };

  const say = (locale: string, ways: Ways | undefined, emergency: string, kind?: CrisisKind) => {
    if (!ways) return language.render(locale, 'gate.call', { number: emergency });
    const lines = sentence(locale, ways);
    return kind && minutesCount.has(kind) ? language.render(locale, 'gate.emergencyFirst', { emergency, lines }) : lines;
  };

  const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

  let trust: Trust = { checks: new Map(), today: sourcesSeen };
  const trusted: Trusted = (line) => ['checked', 'unchecked'].includes(stateOf(line, trust));

  const find = (who: Who): CrisisLines => {
    const { country, locale, channel, kind } = who;
    const emergency = emergencyIn(data, country);
    const { voice, text, chat } = waysFor(data, who, trusted);
    const ways = { voice, text, ...(channel === 'whatsapp' && { chat }) };
    const lines = capital(say(locale, voice || text ? ways : undefined, emergency, kind));
    return { call: voice?.dial ?? emergency, ...(text?.dial && { text: text.dial }), emergency, lines };
  };

  const known = new Map<string, CrisisLines>();
  return {
    list: () => data.lines.map((line) => listingOf(line, trust)),
    trust: (checks, today) => {
      trust = { checks: new Map(checks.map((check) => [check.lineId, check])), today };
      known.clear();
    },
    linesFor: (who) => {
      const key = [who.country, who.locale, who.channel, who.kind].join();
      const lines = known.get(key) ?? find(who);
      known.set(key, lines);
      return lines;
    },
  };
};
