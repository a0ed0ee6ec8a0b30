/** Where a Chromium is on this machine, if there is one. CHROMIUM names another than the usual places. */
import { existsSync } from 'node:fs';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

/** The path of the first Chromium that is there; undefined when none is. */
export const findChromium = (): string | undefined => [process.env['CHROMIUM'], ...usualPlaces].find((place) => place && existsSync(place));
