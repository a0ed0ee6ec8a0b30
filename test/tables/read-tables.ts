import { readdirSync } from 'node:fs';
import type { CrisisLine } from './crisis-line.ts';

/** Every language's table, by tag: a new file is a new table. */
export const readTables = async (): Promise<{ tag: string; table: CrisisLine[] }[]> => {
  const files = readdirSync(import.meta.dirname).flatMap((file) => /^crisis-(?!line)(.+)\.ts$/.exec(file)?.[1] ?? []).sort();
  const load = async (tag: string) => ((await import(new URL(`crisis-${tag}.ts`, import.meta.url).href)) as { crisisTable: CrisisLine[] }).crisisTable;
  return Promise.all(files.map(async (tag) => ({ tag, table: await load(tag) })));
};
