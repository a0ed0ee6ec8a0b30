/** What is measured, and one measurement of each. Every one starts from a clean folder and leaves nothing running. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { compareArrivals } from './checks.ts';
import { readLedger, withDatabase, type Ledger } from './ledger.ts';
import type { LoadJob, LoadResult } from './load.ts';
import type { Memory } from './memory.ts';
import { projectFolder, startServer, type Server } from './server.ts';
import { openDouble, type Arrival } from './twilio-double.ts';

export type SystemName = 'ours' | 'express' | 'botbuilder';

/** One run of one system. `problems` is empty when every reply was right. */
export type TurnsMeasured = LoadResult & { memory: Memory; problems: string[]; database?: Record<string, string> };

/** How fast waiting messages leave: `perSecond` from the first arrival at the double to the last. */
export type OutboxMeasured = { messages: number; perSecond: number; problems: string[] };

export type Timing = { warmup: number; seconds: number };

const files: Record<SystemName, string> = {
  ours: 'src/main.ts',
  express: 'test/bench/peers/express-map.ts',
  botbuilder: 'test/bench/peers/botbuilder-sqlite.ts',
};

/** Open at once in every run, each with one turn in flight. */
export const connections = 50;

/** Beside the data of `npm start` and thus on a real disk: a temporary folder may live in memory, where a sync costs nothing. */
export const workFolder = join(projectFolder, 'data', 'bench');

const inCleanFolder = async <T>(work: (folder: string) => Promise<T>) => {
  mkdirSync(workFolder, { recursive: true });
  const folder = mkdtempSync(join(workFolder, 'run-'));
  /** As root the database runs as another user, who must be able to get in. */
  chmodSync(folder, 0o755);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
};

const whileRunning = async <T>(server: Server, work: (server: Server) => Promise<T>) => {
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
};

const runLoad = async (job: LoadJob): Promise<LoadResult> => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'load.ts'), JSON.stringify(job)], { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as LoadResult;
};

const wrongAnswers = ({ wrong, examples }: LoadResult) => (wrong === 0 ? [] : [`${wrong} x a wrong answer`, ...examples]);

const measurePeer = async (server: Server, timing: Timing): Promise<TurnsMeasured> => {
  const result = await runLoad({ port: server.port, connections, ...timing, replies: 'in-answer' });
  return { ...result, memory: server.memory(), problems: wrongAnswers(result) };
};

const measureOurs = async (server: Server, folder: string, timing: Timing): Promise<TurnsMeasured> => {
  const result = await runLoad({ port: server.port, connections, ...timing, replies: 'in-outbox' });
  const memory = server.memory();
  const ledger = await readLedger(folder, result.walked);
  return { ...result, memory, problems: [...wrongAnswers(result), ...ledger.problems], database: ledger.database };
};

/** One run of `warmup` + `seconds`, then the check of every reply. */
export const measureTurns = (name: SystemName, timing: Timing): Promise<TurnsMeasured> =>
  inCleanFolder(async (folder) => {
    const server = await startServer(files[name], folder, name === 'ours' ? { PAUSE_DELIVERY: 'on' } : {});
    return whileRunning(server, () => (name === 'ours' ? measureOurs(server, folder, timing) : measurePeer(server, timing)));
  });

const selectWaiting = `select count(*)::int as waiting from outbound_message where status in ('queued', 'sending')`;

/** Until nothing waits in the outbox, or nothing has arrived for ten seconds; then a moment more, in which a second copy would come. */
const waitForDrain = (folder: string, arrivals: Arrival[]) =>
  withDatabase(folder, async (client) => {
    const begun = performance.now();
    for (;;) {
      const waiting = (await client.query<{ waiting: number }>(selectWaiting)).rows[0]?.waiting ?? 0;
      const quietSince = arrivals.at(-1)?.at ?? begun;
      if (waiting === 0 || performance.now() - quietSince > 10_000) break;
      await pause(500);
    }
    await pause(1500);
    return (await client.query<{ waiting: number }>(selectWaiting)).rows[0]?.waiting ?? 0;
  });

const rateOf = (arrivals: Arrival[]) => {
  const milliseconds = (arrivals.at(-1)?.at ?? 0) - (arrivals[0]?.at ?? 0);
  return milliseconds > 0 ? ((arrivals.length - 1) / milliseconds) * 1000 : 0;
};

const fillOutbox = async (folder: string, conversations: number) => {
  const server = await startServer(files.ours, folder, { PAUSE_DELIVERY: 'on' });
  return whileRunning(server, async () => {
    const result = await runLoad({ port: server.port, connections, warmup: 0, seconds: 600, conversations, replies: 'in-outbox' });
    const ledger = await readLedger(folder, result.walked);
    return { ...ledger, problems: [...wrongAnswers(result), ...ledger.problems] };
  });
};

const drainOutbox = async (folder: string, filled: Ledger): Promise<OutboxMeasured> => {
  const double = await openDouble();
  try {
    const server = await startServer(files.ours, folder, { TWILIO_API_URL: double.url });
    const waiting = await whileRunning(server, () => waitForDrain(folder, double.arrivals));
    const left = waiting === 0 ? [] : [`${waiting} messages were still waiting`];
    return { messages: filled.replies.length, perSecond: rateOf(double.arrivals), problems: [...filled.problems, ...left, ...compareArrivals(filled.replies, double.arrivals)] };
  } finally {
    double.close();
  }
};

/** Fills the outbox with delivery paused, starts again on the same data, and counts what reaches the double through the SDK. */
export const measureOutbox = (conversations: number): Promise<OutboxMeasured> =>
  inCleanFolder(async (folder) => drainOutbox(folder, await fillOutbox(folder, conversations)));
