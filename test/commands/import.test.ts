/** `npm run import` as whoever keeps the directory meets it: what it prints, and how it ends. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startTestDatabase, type TestDatabase } from '../database.ts';

const command = fileURLToPath(new URL('../../src/commands/import.ts', import.meta.url));
const ward = { slug: 254, name: 'Ward Parkway Group', day: 0, time: '18:30', types: ['O'], address: '6101 Ward Pkwy', city: 'Kansas City', state: 'MO', postal_code: 64113, latitude: 39.0169507, longitude: -94.6012228 };

let base: TestDatabase;
let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  base = await startTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'porchlight-import-'));
  writeFileSync(at('kc.json'), JSON.stringify([ward, { slug: 2, name: 'By Appointment' }]));
  writeFileSync(at('empty.json'), '');
  writeFileSync(at('cut-off.json'), '[{"name": "Pat Secret"');
  writeFileSync(at('huge.json'), '');
  truncateSync(at('huge.json'), 64 * 1024 * 1024 + 1);
}, 60_000);
afterAll(async () => {
  await base.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { code: number; stdout: string; stderr: string };
const run = (...args: string[]): Promise<Ended> => {
  const env = { PATH: process.env['PATH'], DATABASE_URL: base.url, PORCHLIGHT_SECRET: 'a secret that is long enough to be one' };
  return promisify(execFile)(process.execPath, [command, ...args], { env })
    .then((ended) => ({ code: 0, ...ended }))
    .catch((failed: Ended) => failed);
};

describe('an address', () => {
  it('inside our own network is not read', async () => {
    const { code, stderr } = await run('http://127.0.0.1:1/feed', '--dry-run');
    expect([code, stderr]).toEqual([1, 'Nothing was imported. This address leads into a private network, and is not read.\n']);
  });
});

describe('a file that cannot be imported ends in one clear sentence', () => {
  it.each([
    ['no file', [], 'npm run import -- FILE'],
    ['a file that is not there', ['nowhere.json'], 'no such file'],
    ['an empty file', ['empty.json'], 'empty'],
    ['a file that was cut off', ['cut-off.json'], 'JSON'],
    ['a file of more than 64 MB', ['huge.json'], '67108864'],
    ['an option that does not exist', ['kc.json', '--force'], '--force'],
    ['a zone that does not exist', ['kc.json', '--timezone', 'Mars/Olympus'], 'time zone'],
    ['a format nobody reads', ['kc.json', '--format', 'fax'], 'tsml'],
  ])('%s', async (_, [file, ...more], words) => {
    const { code, stdout, stderr } = await run(...(file ? [at(file)] : []), ...more);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/Pat Secret|\n\s+at /);
  });
});

describe('a feed is imported', () => {
  it('and the report says what came of it', async () => {
    const { code, stdout } = await run(at('kc.json'), '--program', 'AA');
    expect(code).toBe(0);
    expect(stdout).toContain('Read 2 records as AA meetings: 1 accepted, 1 rejected.');
    expect(stdout).toContain('no day or no time: by appointment');
    expect(await base.prisma.group.count()).toBe(1);
  });

  it('and ends badly when nothing in it could be used', async () => {
    writeFileSync(at('useless.json'), JSON.stringify([{ slug: 2, name: 'By Appointment' }]));
    const { code, stdout } = await run(at('useless.json'), '--program', 'AA');
    expect([code, stdout.split('\n')[0]]).toEqual([1, 'Read 1 records as AA meetings: 0 accepted, 1 rejected.']);
  });

  it('with --json for other programs', async () => {
    const { stdout } = await run(at('kc.json'), '--program', 'AA', '--dry-run', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ read: 2, accepted: 1, dryRun: true, rejected: [{ index: 1, reason: 'no day or no time: by appointment' }], groups: { added: 0, changed: 0, unchanged: 1 } });
  });
});
