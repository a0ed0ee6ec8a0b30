import type { MessageKey, Vars } from '../../core/flow-kit/index.ts';
import type { Language } from '../../core/language/render.ts';
import type { Stores } from '../database.ts';
import { replyValidity } from '../moment.ts';
import type { Program } from '../stores/program.ts';
import type { HandOff } from '../stores/hand-offs.ts';

type Writing = { stores: Stores; program: Program; language: Language; now: Temporal.Instant };

/** The first language of a member of staff that there are words for. */
export const localeOfStaff = (language: Language, { languages }: { languages: string[] }) => languages.find((tag) => language.tags.includes(tag)) ?? 'en';

/** Texts a member of staff about a hand-off, outside their conversation and at any hour. */
export const writeToStaff = async ({ stores, program, language, now }: Writing, { id, number }: Pick<HandOff, 'id' | 'number'>, staffId: string, key: MessageKey, vars: Vars = {}): Promise<void> => {
  const staff = await stores.staff.byId(staffId);
  if (!staff) return;
  const locale = localeOfStaff(language, staff);
  const written = {
    id: crypto.randomUUID(),
    flow: 'on-call',
    key,
    locale,
    text: language.render(locale, key, { name: program.name, number, ...vars }),
    choices: [],
    urgent: true,
    handOffId: id,
    dueAt: now.toString(),
    validUntil: now.add(replyValidity).toString(),
  };
  await stores.conversations.write({ personId: staff.personId, causeId: null, written }, now, program.retentionDays);
};
