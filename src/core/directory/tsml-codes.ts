import type { Fellowship } from './fellowships.ts';
import type { GroupRecord } from './group.ts';
import { languageOfCode } from './language-codes.ts';
import { beginning } from './plain-text.ts';

const aliases: Record<string, string> = { OPEN: 'O', CLOSED: 'C' };
const venueCodes = new Set(['TC', 'ONL']);

type Access = Pick<GroupRecord, 'wheelchair' | 'signLanguage' | 'childcare'>;

/** What a record's type codes amount to. `unknown` are the codes this fellowship has no word for; they claim nothing. */
export type Claims = Access & Pick<GroupRecord, 'audience' | 'languages'> & { unknown: string[] };

/** Reads type codes the way their fellowship means them. No code, no claim: a fact that is not written is unknown. */
export const claimsOf = (codes: string[], { codes: meanings }: Fellowship, language: string): Claims => {
  const audience = new Set<string>();
  const languages = new Set<string>();
  const unknown: string[] = [];
  const access: Access = { wheelchair: 'unknown', signLanguage: 'unknown', childcare: 'unknown' };
  for (const written of codes) {
    const upper = beginning(written.toUpperCase(), 20);
    const code = aliases[upper] ?? upper;
    const meaning = meanings[code];
    const spoken = meaning ? undefined : languageOfCode(code);
    if (meaning?.audience) audience.add(meaning.audience);
    if (meaning?.access) access[meaning.access] = 'yes';
    if (spoken) languages.add(spoken);
    if (!meaning && !spoken && !venueCodes.has(code)) unknown.push(code);
  }
  for (const code of unknown) audience.add(`code:${code}`);
  return { ...access, audience: [...audience], languages: languages.size > 0 ? [...languages] : [language], unknown };
};
