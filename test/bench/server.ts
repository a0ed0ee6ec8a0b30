/** Starts a system under measurement as a process of its own, in a clean folder, and stops it by its id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf, type Memory } from './memory.ts';
import { account, publicUrl } from './twilio-posts.ts';

export const projectFolder = resolve(import.meta.dirname, '../..');

export type Server = { port: number; memory(): Memory; stop(): Promise<void> };

const patience = { startSeconds: 120, stopSeconds: 20 };

export const freePort = () =>
  new Promise<number>((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

/** Only what a process needs to run at all, so that no setting of this machine's shell changes what is measured. */
const cleanEnvironment = () =>
  Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'LANG', 'TEMP', 'SystemRoot'].map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined));

const isReady = (port: number) => fetch(`${publicUrl(port)}/ready`).then((answer) => answer.ok, () => false);

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

const waitUntilReady = async (child: ChildProcess, port: number, log: string[]) => {
  const until = performance.now() + patience.startSeconds * 1000;
  while (!(await isReady(port))) {
    if (hasEnded(child) || performance.now() > until) throw new Error(`did not become ready:\n${log.join('').slice(-2000)}`);
    await pause(100);
  }
};

const hasEndedWithin = async (child: ChildProcess, seconds: number) => {
  const until = performance.now() + seconds * 1000;
  while (!hasEnded(child) && performance.now() < until) await pause(50);
  return hasEnded(child);
};

const isGone = async (file: string, seconds: number) => {
  const until = performance.now() + seconds * 1000;
  while (existsSync(file) && performance.now() < until) await pause(50);
  return !existsSync(file);
};

/** The embedded PostgreSQL can outlive its server by a moment, or for good when that was killed; its id stands in its folder. */
const endDatabaseIn = async (dataDir: string) => {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  if (await isGone(file, 5)) return;
  process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGINT');
  if (!(await isGone(file, 20))) throw new Error(`a database still runs on ${dataDir}`);
};

const stopServer = async (child: ChildProcess, dataDir: string) => {
  child.kill('SIGTERM');
  if (!(await hasEndedWithin(child, patience.stopSeconds))) child.kill('SIGKILL');
  await hasEndedWithin(child, patience.stopSeconds);
  await endDatabaseIn(dataDir);
};

/** Resolves when `/ready` answers 200; rejects with the end of what it printed when it never does. */
export const startServer = async (file: string, dataDir: string, environment: Record<string, string> = {}): Promise<Server> => {
  const port = await freePort();
  const settings = { NODE_ENV: 'production', PORT: String(port), PUBLIC_URL: publicUrl(port), DATA_DIR: dataDir };
  const twilio = { TWILIO_ACCOUNT_SID: account.sid, TWILIO_AUTH_TOKEN: account.token, TWILIO_FROM: account.from };
  const child = spawn(process.execPath, [join(projectFolder, file)], {
    cwd: projectFolder,
    env: { ...cleanEnvironment(), ...settings, ...twilio, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const keep = (chunk: Buffer) => {
    log.push(chunk.toString());
    if (log.length > 200) log.shift();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  try {
    await waitUntilReady(child, port, log);
  } catch (error) {
    await stopServer(child, dataDir);
    throw new Error(`${file} ${error instanceof Error ? error.message : String(error)}`);
  }
  return { port, memory: () => memoryOf(child.pid ?? 0), stop: () => stopServer(child, dataDir) };
};
