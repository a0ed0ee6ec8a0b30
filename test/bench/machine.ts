/** The facts a figure means nothing without. */
import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Median milliseconds to write 8 kB and have the disk say it is there: what a commit costs at least. */
const syncMilliseconds = (folder: string) => {
  const file = join(folder, 'sync-probe');
  const handle = openSync(file, 'w');
  const times = Array.from({ length: 100 }, (_, page) => {
    const begun = performance.now();
    writeSync(handle, Buffer.alloc(8192, page), 0, 8192, page * 8192);
    fdatasyncSync(handle);
    return performance.now() - begun;
  });
  closeSync(handle);
  rmSync(file);
  return Number(middle(times).toFixed(3));
};

const versionOf = (name: string) => {
  const file = join(import.meta.dirname, 'peers/node_modules', name, 'package.json');
  return [name, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version];
};

export const machineFacts = (folder: string) => ({
  cores: cpus().length,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release()}`,
  node: process.version,
  sqlite: `${process.versions['sqlite'] ?? '?'}, journal_mode=WAL, synchronous=FULL`,
  syncMilliseconds: syncMilliseconds(folder),
});

export const peerVersions = () => Object.fromEntries(['botbuilder-core', 'botbuilder-dialogs', 'express', 'twilio'].map(versionOf));
