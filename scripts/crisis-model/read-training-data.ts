import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRules } from '../../src/adapters/locales/load-crisis.ts';
import { joinConcepts, readConcepts, type Concepts } from '../../src/core/safety/crisis-concepts.ts';
import { readExamples, type CrisisExample } from '../../src/core/safety/crisis-examples.ts';
import type { LanguageRules } from '../../src/core/safety/crisis-rules.ts';
import { examplesHash } from '../../src/core/safety/examples-hash.ts';
import { keywordExamples } from './keyword-examples.ts';

/** The examples of one language, by its tag. */
export type LanguageExamples = { tag: string; examples: CrisisExample[] };

/**
 * What a model is trained on: examples, the ordinary `answers` that keywords.json lists, rules, concepts, and the `hash` of all
 * their files (see examples-hash.ts).
 */
export type TrainingData = { languages: LanguageExamples[]; answers: LanguageExamples[]; rules: LanguageRules[]; concepts: Concepts; hash: string };

type Named = { tag: string; file: string; text: string };

const textsOf = (folder: string, file: string): Named[] =>
  readdirSync(folder)
    .filter((tag) => existsSync(join(folder, tag, file)))
    .sort()
    .map((tag) => ({ tag, file, text: readFileSync(join(folder, tag, file), 'utf8') }));

const named = ({ tag, file }: Named, problems: string[]) => problems.map((problem) => `locales/${tag}/${file} ${problem}`);

/** A language's examples may stand in several files. */
const byLanguage = (files: LanguageExamples[]): LanguageExamples[] =>
  [...new Set(files.map(({ tag }) => tag))].sort().map((tag) => ({ tag, examples: files.filter((file) => file.tag === tag).flatMap(({ examples }) => examples) }));

/** Reads the examples, answers, rules and concepts of every language folder that has them; `problems` name the file and the line of everything malformed. */
export const readTrainingData = (folder: string): { data: TrainingData; problems: string[] } => {
  const exampleFiles = [...textsOf(folder, 'crisis-examples.txt'), ...textsOf(folder, 'crisis-examples-more.txt')];
  const conceptFiles = textsOf(folder, 'crisis-concepts.txt');
  const ruleFiles = textsOf(folder, 'crisis.json');
  const keywordFiles = textsOf(folder, 'keywords.json');
  const rules = readRules(folder);
  const read = exampleFiles.map((file) => ({ ...file, ...readExamples(file.text) }));
  const readWords = conceptFiles.map((file) => ({ ...file, ...readConcepts(file.text) }));
  const data = {
    languages: byLanguage(read),
    answers: keywordFiles.map(({ tag, text }) => ({ tag, examples: keywordExamples(text) })),
    rules: rules.rules,
    concepts: joinConcepts(readWords.map(({ concepts }) => concepts)),
    hash: examplesHash([...exampleFiles, ...ruleFiles, ...conceptFiles, ...keywordFiles].map(({ text }) => text)),
  };
  return { data, problems: [...rules.problems, ...[...read, ...readWords].flatMap((file) => named(file, file.problems))] };
};
