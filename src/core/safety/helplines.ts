import type { Language } from '../language/render.ts';
import { oneOf } from '../language/formats.ts';
import curated from './curated-helplines.json' with { type: 'json' };
import type { CrisisKind } from './crisis-rules.ts';

type Contact = { channel: string; dial?: string; body?: string; then?: string; url?: string; languages?: string[]; hours?: string; status?: string };
type Line = { id: string; country: string; for?: string[]; contacts: Contact[]; status: string };

/** The curated file: 'dial' is exactly what a person types on a phone in that country and is never rewritten. */
export type HelplineData = { emergency: Record<string, string>; lines: Line[] };

/**
 * The numbers for one person. `call` is always something to dial (the emergency number where no line is known), `text`
 * a number to text; `lines` is the whole sentence in the person's language, with keywords, menu digits and, on WhatsApp,
 * a chat address.
 */
export type CrisisLines = { call: string; text?: string; emergency: string; lines: string };

type Who = { country: string; locale: string; channel: 'sms' | 'whatsapp'; kind?: CrisisKind };

/** Finds the lines for one person. */
export type Helplines = { linesFor(who: Who): CrisisLines };

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

const linesOf = ({ lines }: HelplineData, country: string) => {
  const here = lines.filter((line) => line.country === country && checked(line));
  return [...generalPurposes.flatMap((purpose) => here.filter((line) => line.for?.includes(purpose))), ...here.filter((line) => !line.for)];
};

const lineFor = ({ lines }: HelplineData, country: string, kind: CrisisKind | undefined) =>
  lines.find((line) => kind && line.country === country && checked(line) && purposes[kind]?.some((purpose) => line.for?.includes(purpose)));

const firstOf = <T>(among: (T | undefined)[]) => among.find((contact) => contact !== undefined);

type Ways = { voice?: Contact; text?: Contact; chat?: Contact };

/** How to reach help: one hotline alone where there is one for this danger, else the best of the country's lines. */
const waysFor = (data: HelplineData, country: string, locale: string, kind?: CrisisKind): Ways => {
  const special = lineFor(data, country, kind);
  const lines = special ? [special] : linesOf(data, country);
  const way = (channel: string) => firstOf(lines.map((line) => best(line, channel, languageOf(locale))));
  return { voice: way('voice'), text: way('sms'), chat: way('chat') };
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

  const find = ({ country, locale, channel, kind }: Who): CrisisLines => {
    const emergency = emergencyIn(data, country);
    const { voice, text, chat } = waysFor(data, country, locale, kind);
    const ways = { voice, text, ...(channel === 'whatsapp' && { chat }) };
    const lines = capital(say(locale, voice || text ? ways : undefined, emergency, kind));
    return { call: voice?.dial ?? emergency, ...(text?.dial && { text: text.dial }), emergency, lines };
  };

  const known = new Map<string, CrisisLines>();
  return {
    linesFor: (who) => {
      const key = [who.country, who.locale, who.channel, who.kind].join();
      const lines = known.get(key) ?? find(who);
      known.set(key, lines);
      return lines;
    },
  };
};
