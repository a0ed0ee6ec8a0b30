/** The real words, the real crisis screen and the real lines, as the composition root puts them together. */
import { fileURLToPath } from 'node:url';
import { readCrisis } from '../../src/adapters/locales/load-crisis.ts';
import { loadDangerLocales, loadLocales } from '../../src/adapters/locales/load-locales.ts';
import { createLanguage } from '../../src/core/language/render.ts';
import { createHelplines } from '../../src/core/safety/helplines.ts';
import { createScreen } from '../../src/core/safety/screen.ts';

const folder = fileURLToPath(new URL('../../locales', import.meta.url));
const locales = loadLocales(folder);

export const language = createLanguage(locales, loadDangerLocales(folder));
export const helplines = createHelplines(language);
export const screen = createScreen(readCrisis(folder).data);
