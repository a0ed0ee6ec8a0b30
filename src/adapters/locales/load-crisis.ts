import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import { decodeModel, type CrisisModel } from '../../core/safety/crisis-model.ts';
import type { LanguageRules } from '../../core/safety/crisis-rules.ts';
import type { ScreenData } from '../../core/safety/screen.ts';
import { soundRules } from '../../core/safety/sound-rules.ts';

const readLanguage = (folder: string, tag: string): { language: LanguageRules[]; problems: string[] } => {
  const file = `locales/${tag}/crisis.json`;
  try {
    const { rules, problems } = soundRules(JSON.parse(readFileSync(join(folder, tag, 'crisis.json'), 'utf8')));
    return { language: [{ tag, rules }], problems: problems.map((problem) => `${file}: ${problem}`) };
  } catch (error) {
    return { language: [], problems: [`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`] };
  }
};

const languagesIn = (folder: string) =>
  readdirSync(folder)
    .filter((tag) => existsSync(join(folder, tag, 'crisis.json')))
    .sort();

/** Reads crisis.json of every language folder, whether or not the language is spoken yet; see `readCrisis` for the problems. */
export const readRules = (folder: string): { rules: LanguageRules[]; problems: string[] } => {
  const read = languagesIn(folder).map((tag) => readLanguage(folder, tag));
  return { rules: read.flatMap(({ language }) => language), problems: read.flatMap(({ problems }) => problems) };
};

/** The file that `npm run safety:train` writes, beside the language folders. */
export const modelFile = 'crisis-model.bin';

const readModel = (folder: string): { model?: CrisisModel; problems: string[] } => {
  try {
    return { model: decodeModel(readFileSync(join(folder, modelFile))), problems: [] };
  } catch (error) {
    return { problems: [`locales/${modelFile}: ${error instanceof Error ? error.message : 'cannot be read'}; run npm run safety:train`] };
  }
};

/** Reads the rules of every language and the model. `problems` names the file, the rule and the reason for everything left out. */
export const readCrisis = (folder: string): { data: ScreenData; problems: string[] } => {
  const { rules, problems } = readRules(folder);
  const { model, problems: modelProblems } = readModel(folder);
  return { data: { rules, model }, problems: [...problems, ...modelProblems] };
};

/** As `readCrisis`, for a service that must not start half blind. Throws `locale-broken` with every problem at once. */
export const loadCrisis = (folder: string): ScreenData => {
  const { data, problems } = readCrisis(folder);
  if (problems.length > 0) throw new AppError('locale-broken', { message: problems.join('\n') });
  return data;
};
