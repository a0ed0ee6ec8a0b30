/** Reads JSONL `{id, text, lang?}` on stdin and writes JSONL `{id, level, kind}`: the crisis screen alone, for measuring it. */
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { loadLocales } from '../adapters/locales/load-locales.ts';
import { createScreen } from '../core/safety/screen.ts';

const screen = createScreen(loadLocales(join(import.meta.dirname, '../../locales')).map(({ crisis }) => crisis));

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  const { id, text } = JSON.parse(line) as { id: unknown; text: string };
  const { level, kind = null } = screen(text);
  process.stdout.write(`${JSON.stringify({ id, level, kind })}\n`);
}
