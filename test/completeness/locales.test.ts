import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keywords, LocaleMeta } from '../../src/core/language/lexicon.ts';
import { optOutKeyword } from '../../src/core/safety/opt-out.ts';
import { language, localeData } from '../core/language/languages.ts';

const folder = join(import.meta.dirname, '../../locales');
const notMessages = ['meta.json', 'keywords.json', 'crisis.json'];
const model = 'en';

type Messages = Record<string, string>;
const read = <T>(tag: string, file: string) => JSON.parse(readFileSync(join(folder, tag, file), 'utf8')) as T;
const filesOf = (tag: string) => readdirSync(join(folder, tag)).filter((file) => file.endsWith('.json')).sort();
const messageFiles = filesOf(model).filter((file) => !notMessages.includes(file));
const others = localeData.map(({ tag }) => tag).filter((tag) => tag !== model);

/** "seats_one" and "seats_few" are the message "seats" in as many forms as a language has. */
const base = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');
const keysOf = (messages: Messages) => new Set(Object.keys(messages).map(base));
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{\{\s*(.+?)\s*\}\}/g)].map(([, inside]) => inside))].sort();

const allMessages = (tag: string) =>
  messageFiles.flatMap((file) => Object.entries(read<Messages>(tag, file)).map(([key, text]) => ({ where: `locales/${tag}/${file} "${key}"`, file, key, text })));

describe.each(others)('the language %s', (tag) => {
  it('has every file that English has, and no other', () => {
    const missing = filesOf(model).filter((file) => !filesOf(tag).includes(file)).map((file) => `add locales/${tag}/${file}`);
    const extra = filesOf(tag).filter((file) => !filesOf(model).includes(file)).map((file) => `remove locales/${tag}/${file}`);
    expect([...missing, ...extra]).toEqual([]);
  });

  it('has every message that English has, and no other', () => {
    const problems = messageFiles.flatMap((file) => {
      const [ours, theirs] = [keysOf(read(model, file)), keysOf(read(tag, file))];
      return [
        ...[...ours].filter((key) => !theirs.has(key)).map((key) => `add "${key}" to locales/${tag}/${file}`),
        ...[...theirs].filter((key) => !ours.has(key)).map((key) => `remove "${key}" from locales/${tag}/${file}`),
      ];
    });
    expect(problems).toEqual([]);
  });

  it('fills the same placeholders in every message', () => {
    const problems = messageFiles.flatMap((file) => {
      const ours = read<Messages>(model, file);
      return Object.entries(read<Messages>(tag, file)).flatMap(([key, text]) => {
        const original = ours[key] ?? ours[`${base(key)}_other`] ?? '';
        const [wanted, used] = [placeholders(original).join(), placeholders(text).join()];
        return wanted === used ? [] : [`locales/${tag}/${file} "${key}" fills {${used}}, English fills {${wanted}}`];
      });
    });
    expect(problems).toEqual([]);
  });

  it('has words for every choice that English has words for', () => {
    const choices = (of: string) => Object.keys(read<Keywords>(of, 'keywords.json').choices).sort();
    expect(choices(tag)).toEqual(choices(model));
  });

  it('has every list of keywords that English has', () => {
    const lists = (of: string) => Object.keys(read<Keywords>(of, 'keywords.json'));
    expect(lists(tag)).toEqual(lists(model));
  });
});

describe.each(localeData.map(({ tag }) => tag))('the words of %s', (tag) => {
  it('are described by a valid meta.json', () => {
    const meta = read<LocaleMeta>(tag, 'meta.json');
    expect(Object.keys(meta)).toEqual(['name', 'direction', 'script', 'formats', 'reviewed', 'reviewedBy', 'reviewedOn']);
    expect(meta.name).not.toBe('');
    expect(['ltr', 'rtl']).toContain(meta.direction);
    expect(Intl.DateTimeFormat.supportedLocalesOf(meta.formats)).toEqual([meta.formats]);
    expect(() => new RegExp(`\\p{Script=${meta.script}}`, 'u')).not.toThrow();
    expect(typeof meta.reviewed).toBe('boolean');
    expect(meta.reviewed).toBe(meta.reviewedBy !== '' && /^\d{4}-\d{2}-\d{2}$/.test(meta.reviewedOn));
  });

  it('are never empty, and never two spaces wide', () => {
    const problems = allMessages(tag).filter(({ text }) => text.trim() !== text || text === '' || /  /.test(text)).map(({ where }) => where);
    expect(problems).toEqual([]);
  });

  it('never offer a word that the carriers keep for themselves', () => {
    const answers = allMessages(tag).filter(({ text }) => optOutKeyword(text, language.lexicons) !== undefined).map(({ where, text }) => `${where}: "${text}" would opt a person out`);
    const commands = allMessages(tag).flatMap(({ where, text }) =>
      [...text.matchAll(/(?<![\p{L}{])\p{Lu}{2,}(?!\p{L})/gu)]
        .map(([word]) => word)
        .filter((word) => ['stop', 'start'].includes(optOutKeyword(word, language.lexicons) ?? '') && !['STOP', 'START'].includes(word))
        .map((word) => `${where}: ${word} belongs to the carriers`),
    );
    expect([...answers, ...commands]).toEqual([]);
  });

  it('print only commands that are understood', () => {
    const lexicon = language.lexicon(tag);
    const known = (word: string) => {
      const said = word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
      const lists = [lexicon.menu, lexicon.person, lexicon.skip, lexicon.back, lexicon.myData, lexicon.forget, ...language.lexicons.map(({ names }) => names)];
      return lists.some((list) => list.has(said)) || [...lexicon.choices.values()].some((synonyms) => synonyms.some((synonym) => synonym.said === said)) || optOutKeyword(word, language.lexicons) !== undefined;
    };
    const notCommands = ['ZIP', 'OK'];
    const problems = allMessages(tag).flatMap(({ where, text }) =>
      [...text.matchAll(/(?<![\p{L}{])\p{Lu}{2,}(?!\p{L})/gu)].map(([word]) => word).filter((word) => !notCommands.includes(word) && !known(word)).map((word) => `${where}: nobody understands ${word}`),
    );
    expect(problems).toEqual([]);
  });

  it('give no word two meanings among stop, start, help, menu, back, skip, person, my data and forget', () => {
    const lists = ['stop', 'start', 'help', 'menu', 'back', 'skip', 'person', 'myData', 'forget'] as const;
    const lexicon = language.lexicon(tag);
    const problems = lists.flatMap((one, index) =>
      lists.slice(index + 1).flatMap((other) => [...lexicon[one]].filter((word) => lexicon[other].has(word)).map((word) => `locales/${tag}/keywords.json: "${word}" is in ${one} and in ${other}`)),
    );
    expect(problems).toEqual([]);
  });
});

/** Words around the numbers, and the one sentence for grief: what is said in a language that only somebody in danger is answered in. */
const saidInDanger = ['softLines', 'call', 'callThen', 'text', 'textWord', 'callOrText', 'chat', 'emergencyFirst'];

describe.each(language.dangerTags)('%s, spoken to somebody in danger', (tag) => {
  it('says all of it, with the same placeholders, in labels a button can hold', () => {
    const gate = read<Messages>(model, 'gate.json');
    const wanted: [string, Messages][] = [['crisis-flow.json', read<Messages>(model, 'crisis-flow.json')], ['gate.json', Object.fromEntries(saidInDanger.map((key) => [key, gate[key] ?? '']))]];
    const problems = wanted.flatMap(([file, ours]) => {
      const theirs = read<Messages>(tag, file);
      return [
        ...Object.keys({ ...ours, ...theirs }).filter((key) => !(key in ours) || !(key in theirs)).map((key) => `locales/${tag}/${file} "${key}" is on one side only`),
        ...Object.entries(theirs).filter(([key, text]) => placeholders(text).join() !== placeholders(ours[key] ?? '').join()).map(([key]) => `locales/${tag}/${file} "${key}" fills other placeholders`),
        ...Object.entries(theirs).filter(([key, text]) => key.startsWith('choice') && text.length > 20).map(([key]) => `locales/${tag}/${file} "${key}" is longer than 20 characters`),
      ];
    });
    expect(problems).toEqual([]);
  });
});

it('every language that is read for danger is answered in it', () => {
  const screened = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('crisis.json')).map(({ name }) => name);
  expect(screened.filter((tag) => ![...language.tags, ...language.dangerTags].includes(tag))).toEqual([]);
});
