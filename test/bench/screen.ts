/** How long the crisis screen takes for a message: all languages loaded, the messages of every language's table. */
import { join } from 'node:path';
import { loadCrisis } from '../../src/adapters/locales/load-crisis.ts';
import { createScreen } from '../../src/core/safety/screen.ts';
import { readTables } from '../tables/read-tables.ts';

/** Microseconds a message, and how many messages were timed. */
export type ScreenMeasured = { messages: number; languages: number; p50: number; p99: number };

/** What the screen is held to, in microseconds: it stands before every message, at peak hundreds a second. */
export const screenTargets = { p50: 50, p99: 300 };

const warmups = 5;
const rounds = 20;

/** Times every message of the tables `rounds` times after some rounds to warm up. */
export const measureScreenTime = async (): Promise<ScreenMeasured> => {
  const data = loadCrisis(join(import.meta.dirname, '../../locales'));
  const screen = createScreen(data);
  const texts = (await readTables()).flatMap(({ table }) => table.map(([, , text]) => text));
  for (let round = 0; round < warmups; round += 1) for (const text of texts) screen(text);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const text of texts) {
      const start = performance.now();
      screen(text);
      times.push((performance.now() - start) * 1000);
    }
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor((times.length - 1) * part)] ?? Number.NaN;
  return { messages: texts.length, languages: data.rules.length, p50: at(0.5), p99: at(0.99) };
};

/** One line for whoever runs the bench. */
export const screenLine = ({ messages, languages, p50, p99 }: ScreenMeasured): string =>
  `  screen      p50 ${p50.toFixed(0)} µs, p99 ${p99.toFixed(0)} µs a message, ${messages} messages, ${languages} languages`;

/** What was missed, in words. */
export const missedScreenTargets = ({ p50, p99 }: ScreenMeasured): string[] => [
  ...(p50 > screenTargets.p50 ? [`crisis screen, median at most ${screenTargets.p50} µs: ${p50.toFixed(0)} µs`] : []),
  ...(p99 > screenTargets.p99 ? [`crisis screen, p99 at most ${screenTargets.p99} µs: ${p99.toFixed(0)} µs`] : []),
];
