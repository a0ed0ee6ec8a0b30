import type { CrisisExample } from '../../src/core/safety/crisis-examples.ts';

const lists = ['greetings', 'stop', 'stopPhrases', 'start', 'help', 'menu', 'back', 'skip', 'person', 'myData', 'forget', 'yes', 'no', 'names'] as const;

/** Answers that may well be danger. */
const unsure = new Set(['danger', 'talk']);

type Keywords = Partial<Record<(typeof lists)[number], string[]>> & { choices?: Record<string, unknown> };

const wordsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
};

/** What people answer us every day, as ordinary lines: the commands, greetings and choices that keywords.json lists. */
export const keywordExamples = (text: string): CrisisExample[] => {
  const keywords = JSON.parse(text) as Keywords;
  const choices = Object.entries(keywords.choices ?? {}).filter(([id]) => !unsure.has(id));
  const phrases = [...lists.flatMap((list) => keywords[list] ?? []), ...choices.flatMap(([, words]) => wordsIn(words))];
  return [...new Set(phrases)].filter((phrase) => !/[()|]/.test(phrase)).map((phrase) => ({ line: 0, level: 'none', text: phrase }));
};
