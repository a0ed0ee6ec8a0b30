import { createInstance, type i18n } from 'i18next';
import { AppError } from '../app-error.ts';
import { formatters } from './formats.ts';
import { createLexicon, type DangerLocale, type Lexicon, type LocaleData, type LocaleMeta } from './lexicon.ts';

/**
 * Every language there is. `tags` are those conversations are held in, `dangerTags` those in which only somebody in danger
 * is answered. `render` fills a message (`findGroup.askPlace`) for a reader; `vars.country` decides miles
 * and the clock. Throws `locale-unknown` and `message-missing`.
 */
export type Language = {
  tags: string[];
  dangerTags: string[];
  meta(tag: string): LocaleMeta;
  lexicon(tag: string): Lexicon;
  lexicons: Lexicon[];
  render(tag: string, key: string, vars?: Record<string, unknown>): string;
};

const defaultCountry = 'US';

const addFormats = (words: i18n, metas: Map<string, LocaleMeta>) => {
  for (const [name, format] of Object.entries(formatters)) {
    words.services.formatter?.add(name, (value: unknown, tag: string | undefined, options: Record<string, unknown>) =>
      format(value, metas.get(tag ?? '')?.formats ?? 'en', String(options['country'] ?? defaultCountry)),
    );
  }
};

/** What a person typed is filled in as it is: never read as a placeholder or a reference to another message. */
const createWords = (data: Pick<LocaleData, 'tag' | 'messages'>[], metas: Map<string, LocaleMeta>) => {
  const words = createInstance();
  void words.init({
    resources: Object.fromEntries(data.map(({ tag, messages }) => [tag, messages])),
    supportedLngs: data.map(({ tag }) => tag),
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: '.',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  addFormats(words, metas);
  return words;
};

const found = <T>(among: Map<string, T>, tag: string): T => {
  const value = among.get(tag);
  if (value === undefined) throw new AppError('locale-unknown', { message: `there is no language ${tag}` });
  return value;
};

/** Messages with nothing to fill in, ready to be said: most of what is rendered are answers' labels. */
const fixedMessages = ({ messages }: LocaleData) =>
  new Map<string, string>(Object.entries(messages).flatMap(([file, texts]) => Object.entries(texts).flatMap(([name, text]) => (text.includes('{{') ? [] : [[`${file}.${name}`, text.trim()] as [string, string]]))));

/** What is known of a language by its tag alone. */
const metaOf = (tag: string): LocaleMeta => {
  const { language, script } = new Intl.Locale(tag).maximize();
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return { name, direction: ['Arab', 'Hebr'].includes(script ?? '') ? 'rtl' : 'ltr', script: script ?? '', formats: script && language === 'zh' ? tag : language, reviewed: false, reviewedBy: '', reviewedOn: '' };
};

/** Makes the languages from their folders, once at start. */
export const createLanguage = (data: LocaleData[], danger: DangerLocale[] = []): Language => {
  const metas = new Map([...data.map(({ tag, meta }): [string, LocaleMeta] => [tag, meta]), ...danger.map(({ tag }): [string, LocaleMeta] => [tag, metaOf(tag)])]);
  const lexicons = new Map(data.map((locale) => [locale.tag, createLexicon(locale)]));
  const words = createWords([...data, ...danger], metas);
  const fixed = new Map(data.map((locale) => [locale.tag, fixedMessages(locale)]));
  return {
    tags: data.map(({ tag }) => tag),
    dangerTags: danger.map(({ tag }) => tag),
    meta: (tag) => found(metas, tag),
    lexicon: (tag) => found(lexicons, tag),
    lexicons: [...lexicons.values()],
    render: (tag, key, vars = {}) => {
      found(metas, tag);
      const ready = fixed.get(tag)?.get(key);
      if (ready !== undefined) return ready;
      const options = { ...vars, lng: tag, nest: false };
      if (!words.exists(key, options)) throw new AppError('message-missing', { message: `locales/${tag} has no message ${key}` });
      return words.t(key, options).trim();
    },
  };
};
