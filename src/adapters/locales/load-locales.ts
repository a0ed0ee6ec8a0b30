import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { DangerLocale, Keywords, LocaleData, LocaleMeta } from '../../core/language/lexicon.ts';
import type { CrisisRules } from '../../core/safety/crisis-rules.ts';

/** Files of a language that hold no messages. */
const notMessages = new Set(['meta.json', 'keywords.json', 'crisis.json']);

const namespaceOf = (file: string) => file.replace('.json', '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new AppError('locale-broken', { message: `cannot read ${path}`, cause });
  }
};

const loadLocale = (folder: string, tag: string): LocaleData => {
  const read = (file: string) => readJson(join(folder, tag, file));
  const files = readdirSync(join(folder, tag)).filter((file) => file.endsWith('.json') && !notMessages.has(file));
  return {
    tag,
    meta: read('meta.json') as LocaleMeta,
    keywords: read('keywords.json') as Keywords,
    crisis: read('crisis.json') as CrisisRules,
    messages: Object.fromEntries(files.sort().map((file) => [namespaceOf(file), read(file) as Record<string, string>])),
  };
};

const foldersWith = (folder: string, file: string) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, file)))
    .map(({ name }) => name)
    .sort();

/** Reads every language folder, by tag in alphabetical order: a new folder is a new language. Throws `locale-broken` naming the file. */
export const loadLocales = (folder: string): LocaleData[] => foldersWith(folder, 'meta.json').map((tag) => loadLocale(folder, tag));

/** Reads the folders that hold only the words for somebody in danger: no `meta.json`, but `crisis-flow.json` and `gate.json`. */
export const loadDangerLocales = (folder: string): DangerLocale[] => {
  const read = (tag: string, file: string) => readJson(join(folder, tag, file)) as Record<string, string>;
  const whole = new Set(foldersWith(folder, 'meta.json'));
  return foldersWith(folder, 'crisis-flow.json')
    .filter((tag) => !whole.has(tag))
    .map((tag) => ({ tag, messages: { crisisFlow: read(tag, 'crisis-flow.json'), gate: read(tag, 'gate.json') } }));
};
