/** The process is killed with SIGKILL between any two steps and started again; what the person reads must not change. */
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountSid, authToken, startTwilioDouble, type TwilioDouble } from '../doubles/twilio-double.ts';
import { scratchFolder } from '../porchlight.ts';

const from = '+17185550601';
const conversation = ['hi', '2', '10467', '9', '1', '2', 'Sam'];

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

const started: ChildProcess[] = [];

/** Starts the real program as a child and waits until it takes messages. */
const start = async (dataDir: string, port: number, twilioUrl: string) => {
  const env = {
    PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, SIMULATOR: 'on',
    TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: '+12125550100', TWILIO_API_URL: twilioUrl,
  };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  started.push(child);
  for (let waited = 0; waited < 600; waited += 1) {
    if (await fetch(`http://127.0.0.1:${port}/ready`).then(({ ok }) => ok, () => false)) return child;
    if (child.exitCode !== null) throw new Error('the program ended while starting');
    await sleep(50);
  }
  throw new Error('the program did not become ready');
};

const gone = (child: ChildProcess) => new Promise<void>((done) => (child.exitCode !== null || child.signalCode !== null ? done() : child.once('exit', () => done())));

const kill = async (child: ChildProcess) => {
  child.kill('SIGKILL');
  await gone(child);
};

const stop = async (child: ChildProcess) => {
  child.kill('SIGTERM');
  await gone(child);
};

/** Waits until nothing new has arrived for a while; messages a dead process was sending are looked into after a minute. */
const settle = async (twilio: TwilioDouble, atLeast: number, seconds: number) => {
  for (let waited = 0; twilio.to(from).length < atLeast && waited < seconds * 10; waited += 1) await sleep(100);
  await sleep(300);
};

/** Delivers one message as Twilio does: again and again until it is answered 200. */
const deliver = async (twilio: TwilioDouble, publicUrl: string, form: Record<string, string>, reborn: () => Promise<void>) => {
  for (;;) {
    const answer = await twilio.post(publicUrl, '/webhooks/twilio/messages', form).catch(() => undefined);
    if (answer?.status === 200) return;
    await reborn();
  }
};

let dataDir: string;
beforeAll(() => {
  dataDir = scratchFolder();
});
afterAll(async () => {
  for (const child of started) await stop(child);
  rmSync(dataDir, { recursive: true, force: true });
});

it('a conversation killed at every step reads as if nothing had happened', async () => {
  const twilio = await startTwilioDouble();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  let child = await start(dataDir, port, twilio.url);
  const reborn = async () => {
    await gone(child);
    child = await start(dataDir, port, twilio.url);
  };
  // the undisturbed conversation of another person is the measure
  const measure: number[] = [];
  for (const text of conversation) {
    const before = twilio.to('+17185550602').length;
    await twilio.textFrom(publicUrl, '+17185550602', text);
    for (let waited = 0; waited < 100 && twilio.to('+17185550602').length === before; waited += 1) await sleep(50);
    await sleep(250);
    measure.push(twilio.to('+17185550602').length - before);
  }
  // each message meets its kill a little later: before the answer, while it is written, while it is sent, after
  let expected = 0;
  for (const [index, text] of conversation.entries()) {
    const form = twilio.inbound(from, text);
    const killed = sleep(index * 4).then(() => kill(child));
    const delivered = deliver(twilio, publicUrl, form, reborn);
    await Promise.all([killed, delivered]);
    if (child.signalCode !== null) await reborn();
    expected += measure[index] ?? 0;
    await settle(twilio, expected, 90);
  }
  const undisturbed = twilio.to('+17185550602');
  expect(twilio.to(from)).toEqual(undisturbed);
  await stop(child);
  await twilio.stop();
}, 400_000);
