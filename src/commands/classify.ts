/**
 * Reads JSONL `{id, text, lang?}` on stdin and writes JSONL `{id, level, kind}`: the crisis screen alone, for measuring it.
 * A line that cannot be read is answered with `{id: null, error}`; a language that cannot be read is named on stderr.
 */
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { readCrisis } from '../adapters/locales/load-crisis.ts';
import { createScreen } from '../core/safety/screen.ts';

const { data, problems } = readCrisis(join(import.meta.dirname, '../../locales'));
for (const problem of problems) process.stderr.write(`${problem}\n`);
const screen = createScreen(data);

const parsed = (line: string): { id: unknown; text: string } | undefined => {
  try {
    const { id = null, text } = JSON.parse(line) as { id?: unknown; text?: unknown };
    return typeof text === 'string' ? { id, text } : undefined;
  } catch {
    return undefined;
  }
};

const answer = (line: string) => {
  const asked = parsed(line);
  if (!asked) return { id: null, error: 'not a JSON object with a text' };
  const { level, kind = null } = screen(asked.text);
  return { id: asked.id, level, kind };
};

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() === '') continue;
  if (!process.stdout.write(`${JSON.stringify(answer(line))}\n`)) await once(process.stdout, 'drain');
}
