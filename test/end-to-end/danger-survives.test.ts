/** Somebody in danger while the provider fails, the database drops every connection, or the process is killed: answered once, and the page is sent. */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { accountSid, authToken, startTwilioDouble, type TwilioDouble } from '../doubles/twilio-double.ts';
import type { Fault } from '../doubles/http-double.ts';
import { scratchFolder, startForTest, type Running } from '../porchlight.ts';

const publicUrl = 'https://text.city.example';
const danger = 'i want to kill myself';
const delays: [what: string, seconds: number][] = [];
afterAll(() => void process.stdout.write(`the worst delays of the crisis answer: ${delays.map(([what, seconds]) => `${what} ${seconds.toFixed(1)} s`).join(', ')}\n`));

const linesOf = (twilio: TwilioDouble, from: string) => twilio.to(from).filter((body) => body.includes('Thank you for telling us'));

const until = async <T>(look: () => T | Promise<T>, seconds: number): Promise<T> => {
  for (let waited = 0; waited < seconds * 20; waited += 1) {
    const found = await look();
    if (found) return found;
    await sleep(50);
  }
  throw new Error('it did not happen in time');
};

/** Sample staff have simulated phones; here they are reached as residents are. */
const staffByTwilio = (query: (sql: string) => Promise<unknown>) => query(`update address set adapter = 'twilio' where person_id in (select person_id from staff)`);

describe('while it runs', () => {
  let twilio: TwilioDouble;
  let porchlight: Running;
  beforeAll(async () => {
    twilio = await startTwilioDouble();
    porchlight = await startForTest({ PUBLIC_URL: publicUrl, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: '+12125550100', TWILIO_API_URL: twilio.url });
    await staffByTwilio((sql) => porchlight.open.connection.pool.query(sql));
  }, 120_000);
  afterAll(async () => {
    await porchlight.end();
    await twilio.stop();
  });

  const pagesOf = (number: number) => twilio.messages.filter(({ body }) => body.includes(`case ${number} needs a person`) || body.includes(`caso ${number} necesita`));
  const caseOf = async (from: string) => {
    const { rows } = await porchlight.open.connection.pool.query<{ number: number }>('select h.number from hand_off h join address a using (person_id) where a.hash = $1', [porchlight.services.kit.seal.hash(from)]);
    return rows;
  };

  const provider: [what: string, from: string, faults: Fault[]][] = [
    ['the provider answers 503 again and again', '+17185550701', [{ status: 503 }, { status: 503 }, { status: 503 }, { status: 503 }]],
    ['the provider cuts the line', '+17185550702', ['refuse', 'refuse']],
    ['the provider is slow', '+17185550703', [{ slowMs: 1500 }, { slowMs: 1500 }, { slowMs: 1500 }]],
    ['the provider says there is too much', '+17185550704', [{ status: 429, code: 20429 }, { status: 429, code: 20429 }]],
  ];

  it.each(provider)('%s: the lines come once, and the page', async (what, from, faults) => {
    await twilio.textFrom(publicUrl, from, 'hi', {}, { target: porchlight.url });
    await until(() => twilio.to(from).length >= 2, 20);
    twilio.failNext(...faults);
    const began = performance.now();
    expect((await twilio.textFrom(publicUrl, from, danger, {}, { target: porchlight.url })).status).toBe(200);
    await until(() => linesOf(twilio, from).length > 0, 90);
    delays.push([what, (performance.now() - began) / 1000]);
    const [first] = await caseOf(from);
    await until(() => pagesOf(first?.number ?? 0).length > 0, 90);
    await sleep(500);
    expect([linesOf(twilio, from).length, (await caseOf(from)).length]).toEqual([1, 1]);
  }, 200_000);

  it('the page goes to the next at once when the first number is refused for good', async () => {
    const from = '+17185550705';
    await twilio.textFrom(publicUrl, from, 'hi', {}, { target: porchlight.url });
    await until(() => twilio.to(from).length >= 2, 20);
    const { onCallNow } = await import('../../src/services/hand-offs/on-call-now.ts');
    const { kit, clock } = porchlight.services;
    const numbers = new Map((await kit.database.stores.staff.list()).map(({ name, sealed }) => [name, kit.seal.open(sealed)]));
    const shifts = await onCallNow(kit.database.stores, kit.program(), clock.now());
    const [primary, secondary] = [1, 2].map((rank) => numbers.get(shifts.find((shift) => shift.rank === rank)?.name ?? '') ?? '');
    twilio.optedOut.add(primary ?? '');
    await twilio.textFrom(publicUrl, from, danger, {}, { target: porchlight.url });
    const [first] = await until(async () => ((await caseOf(from)).length > 0 ? caseOf(from) : undefined), 10) ?? [];
    await until(() => pagesOf(first?.number ?? 0).some(({ to }) => to === secondary), 30);
    twilio.optedOut.delete(primary ?? '');
  }, 60_000);

  it('the database drops every connection in the middle: whoever sends it again is answered, once', async () => {
    const from = '+17185550706';
    await twilio.textFrom(publicUrl, from, 'hi', {}, { target: porchlight.url });
    await until(() => twilio.to(from).length >= 2, 20);
    const form = twilio.inbound(from, danger);
    const other = new pg.Client({ connectionString: porchlight.open.url });
    await other.connect();
    const began = performance.now();
    const cut = sleep(2).then(() => other.query('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()'));
    const post = () => twilio.post(publicUrl, '/webhooks/twilio/messages', form, { target: porchlight.url }).catch(() => undefined);
    const first = post();
    await cut;
    await first;
    await until(async () => (await post())?.status === 200, 60);
    await until(() => linesOf(twilio, from).length > 0, 90);
    delays.push(['the database drops its connections', (performance.now() - began) / 1000]);
    await other.end();
    const [row] = await caseOf(from);
    await until(() => pagesOf(row?.number ?? 0).length > 0, 90);
    await sleep(500);
    expect([linesOf(twilio, from).length, (await caseOf(from)).length]).toEqual([1, 1]);
  }, 200_000);
});

describe('killed', () => {
  const children: ChildProcess[] = [];
  const freePort = () =>
    new Promise<number>((done) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port } = probe.address() as { port: number };
        probe.close(() => done(port));
      });
    });
  const gone = (child: ChildProcess) => new Promise<void>((done) => (child.exitCode !== null || child.signalCode !== null ? done() : child.once('exit', () => done())));
  const start = async (dataDir: string, port: number, twilioUrl: string) => {
    const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, SIMULATOR: 'on', TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: '+12125550100', TWILIO_API_URL: twilioUrl };
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    children.push(child);
    await until(() => fetch(`http://127.0.0.1:${port}/ready`).then(({ ok }) => ok, () => false), 60);
    return child;
  };

  it('at any moment of a message of danger: the lines come once and one case is open', async () => {
    const dataDir = scratchFolder();
    const twilio = await startTwilioDouble();
    const port = await freePort();
    const here = `http://127.0.0.1:${port}`;
    let child = await start(dataDir, port, twilio.url);
    for (const [index, after] of [0, 6, 12, 20, 35].entries()) {
      const from = `+1718555071${index}`;
      await twilio.textFrom(here, from, 'hi');
      await until(() => twilio.to(from).length >= 2, 90);
      const form = twilio.inbound(from, danger);
      const began = performance.now();
      const killed = sleep(after).then(async () => {
        child.kill('SIGKILL');
        await gone(child);
      });
      const first = twilio.post(here, '/webhooks/twilio/messages', form).catch(() => undefined);
      await Promise.all([killed, first]);
      child = await start(dataDir, port, twilio.url);
      await until(async () => (await twilio.post(here, '/webhooks/twilio/messages', form).catch(() => undefined))?.status === 200, 60);
      await until(() => linesOf(twilio, from).length > 0, 90);
      delays.push([`killed after ${after} ms`, (performance.now() - began) / 1000]);
      await sleep(300);
      expect(linesOf(twilio, from)).toHaveLength(1);
    }
    child.kill('SIGTERM');
    await gone(child);
    await twilio.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, 400_000);
  afterAll(() => children.forEach((child) => child.kill('SIGKILL')));
});
