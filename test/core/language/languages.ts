import { join } from 'node:path';
import { loadLocales } from '../../../src/adapters/locales/load-locales.ts';
import { createLanguage } from '../../../src/core/language/render.ts';
import { createScreen } from '../../../src/core/safety/screen.ts';

/** The real languages of the project, loaded once for every test that reads words. */
export const localeData = loadLocales(join(import.meta.dirname, '../../../locales'));
export const language = createLanguage(localeData);
export const screen = createScreen(localeData.map(({ crisis }) => crisis));
