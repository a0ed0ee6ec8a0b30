import { join } from 'node:path';
import { readCrisis } from '../../../src/adapters/locales/load-crisis.ts';
import { loadDangerLocales, loadLocales } from '../../../src/adapters/locales/load-locales.ts';
import { createLanguage } from '../../../src/core/language/render.ts';
import { createScreen } from '../../../src/core/safety/screen.ts';

/** Where they are. */
export const localesFolder = join(import.meta.dirname, '../../../locales');

/** The real languages of the project, loaded once for every test that reads words. */
export const localeData = loadLocales(localesFolder);
export const language = createLanguage(localeData, loadDangerLocales(localesFolder));
export const screen = createScreen(readCrisis(localesFolder).data);
