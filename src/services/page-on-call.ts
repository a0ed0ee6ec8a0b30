import type { Kit } from './kit.ts';
import { replyValidity } from './moment.ts';
import type { Stores } from './database.ts';

/** Which of the programme's wall clock's hours it is: weekday 1 is Monday. */
const wallTime = (now: Temporal.Instant, timeZone: string) => {
  const local = now.toZonedDateTimeISO(timeZone);
  return { weekday: local.dayOfWeek, time: local.toPlainTime().toString({ smallestUnit: 'minute' }) };
};

/** Who is on call now, primary first; empty when the rota has a gap. */
export const whoIsOnCall = ({ program }: Pick<Kit, 'program'>, stores: Stores, now: Temporal.Instant) => {
  const { weekday, time } = wallTime(now, program().timeZone);
  return stores.staff.onCall(weekday, time);
};

/**
 * Texts the primary on call that someone needs a person, naming only the case's number. Written in the caller's
 * transaction, urgent, outside quiet hours.
 */
export const pageOnCall = async (kit: Pick<Kit, 'program' | 'language'>, stores: Stores, to: { personId: string; languages: string[] }, number: number, now: Temporal.Instant, causeId: string | null) => {
  const { language, program } = kit;
  const locale = to.languages.find((tag) => language.tags.includes(tag)) ?? 'en';
  const text = language.render(locale, 'engine.pageOnCall', { ...program(), number });
  const written = {
    id: crypto.randomUUID(),
    flow: 'engine',
    key: 'engine.pageOnCall',
    locale,
    text,
    choices: [],
    urgent: true,
    dueAt: now.toString(),
    validUntil: now.add(replyValidity).toString(),
  };
  await stores.conversations.write([{ personId: to.personId, causeId, written }], now, program().retentionDays);
};
