/** Prism as a judge between our adapters and our doubles: it holds every request and every answer against the vendor's own specification. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const here = import.meta.dirname;
const cli = join(here, 'node_modules/@stoplight/prism-cli/dist/index.js');
const specs = join(here, '../../../shared/data/specs');

/** Why there is no judge, or undefined when there is one. */
export const noJudge = (spec: string): string | undefined => {
  if (!existsSync(cli)) return 'prism is not installed (npm ci in test/contracts)';
  return existsSync(join(specs, spec)) ? undefined : '../shared/data/specs is not here';
};

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

/** Starts the judge in front of a double; violations come back as errors of the vendor's shape. */
export const startJudge = async (spec: string, double: string) => {
  const port = await freePort();
  const child = spawn(process.execPath, [cli, 'proxy', '-h', '127.0.0.1', '-p', String(port), '--errors', join(specs, spec), double], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let waited = 0; waited < 300; waited += 1) {
    if (await fetch(url).then(() => true, () => false)) break;
    await sleep(100);
  }
  const stop = () => new Promise<void>((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
  return { url, stop };
};
