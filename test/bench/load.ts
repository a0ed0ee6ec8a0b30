/**
 * The load: keep-alive connections that walk whole conversations against one webhook, run as a process of its own.
 * Takes a `LoadJob` as JSON in its only argument and prints a `LoadResult` as JSON. Requests are written and signed
 * before the clock starts and sent over bare sockets, because the load shares the machine with what it measures.
 */
import { connect, type Socket } from 'node:net';
import { turns } from './intake.ts';
import { conversationRequests } from './twilio-posts.ts';

/**
 * `warmup` and `seconds` time the run; `conversations` ends it sooner. A reply is checked in the answer itself, or the
 * answer must be empty TwiML and the reply is looked for in the outbox afterwards.
 */
export type LoadJob = { port: number; connections: number; warmup: number; seconds: number; conversations?: number; replies: 'in-answer' | 'in-outbox' };

/**
 * Milliseconds for turns answered between warm-up and deadline. `walked` counts every conversation finished, warm-up
 * included, numbered from 0; `loadCpu` is how much of one core the load itself took.
 */
export type LoadResult = { turns: number; perSecond: number; p50: number; p99: number; max: number; walked: number; wrong: number; examples: string[]; loadCpu: number };

type Answer = { status: number; body: string; rest: Buffer };
type Tally = ReturnType<typeof openTally>;
type Plan = { next(): Buffer[] | undefined };

/** Requests made ahead for this many conversations a second; a faster server makes the load sign the rest as it goes. */
const preparedPerSecond = 3000;

const unescape = (xml: string) => xml.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const messageIn = (body: string) => unescape(/<Message>([\s\S]*)<\/Message>/.exec(body)?.[1] ?? '');
const emptyTwiml = /^(<\?xml[^>]*\?>)?\s*<Response\s*(\/>|><\/Response>)\s*$/;

const isRight = (job: LoadJob, step: number, { status, body }: Answer) =>
  status === 200 && (job.replies === 'in-outbox' ? emptyTwiml.test(body) : messageIn(body) === turns[step]?.peerReply);

/** One answer out of the bytes received so far; undefined until it is whole. */
const readAnswer = (bytes: Buffer): Answer | undefined => {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1]);
  if (Number.isNaN(length)) throw new Error(`an answer without Content-Length: ${head}`);
  const whole = end + 4 + length;
  if (bytes.length < whole) return undefined;
  return { status: Number(head.slice(9, 12)), body: bytes.toString('utf8', end + 4, whole), rest: bytes.subarray(whole) };
};

const openTally = (job: LoadJob) => {
  const tally = { latencies: [] as number[], walked: 0, wrong: 0, examples: [] as string[], begin: performance.now() + job.warmup * 1000, last: 0 };
  const end = tally.begin + job.seconds * 1000;
  return {
    ...tally,
    isOver: () => performance.now() >= end,
    count(step: number, answer: Answer, sentAt: number) {
      const now = performance.now();
      if (now >= this.begin && now < end) this.latencies.push(now - sentAt);
      this.last = now;
      if (step === turns.length - 1) this.walked += 1;
      if (isRight(job, step, answer)) return;
      this.wrong += 1;
      if (this.examples.length < 5) this.examples.push(`turn ${step + 1}: ${answer.status} ${answer.body.slice(0, 200)}`);
    },
  };
};

const openPlan = (job: LoadJob) => {
  const limit = job.conversations ?? Infinity;
  const ahead = Math.min(limit, Math.ceil((job.warmup + job.seconds) * preparedPerSecond));
  const ready = Array.from({ length: ahead }, (_, number) => conversationRequests(job.port, number));
  let number = -1;
  const next = () => {
    number += 1;
    return number < limit ? (ready[number] ?? conversationRequests(job.port, number)) : undefined;
  };
  return { next };
};

/** One connection: conversation after conversation until time is up or there are no more. */
const walk = (socket: Socket, plan: Plan, tally: Tally) =>
  new Promise<void>((done, failed) => {
    let requests: Buffer[] | undefined;
    let step = turns.length - 1;
    let sentAt = 0;
    let received: Buffer = Buffer.alloc(0);
    const send = () => {
      step = (step + 1) % turns.length;
      if (step === 0) requests = tally.isOver() ? undefined : plan.next();
      const request = requests?.[step];
      if (!request) return void socket.end(() => done());
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const answer = readAnswer(received);
      if (!answer) return;
      received = answer.rest;
      tally.count(step, answer, sentAt);
      send();
    });
    socket.once('error', failed).once('close', () => failed(new Error('the server closed a connection in the middle of a conversation')));
    socket.setNoDelay(true).once('connect', send);
  });

const percentile = (sorted: Float64Array, part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

const run = async (job: LoadJob): Promise<LoadResult> => {
  const plan = openPlan(job);
  const tally = openTally(job);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: job.connections }, () => walk(connect(job.port, '127.0.0.1'), plan, tally)));
  const { user, system } = process.cpuUsage(cpuBefore);
  const sorted = Float64Array.from(tally.latencies).sort();
  const seconds = job.conversations === undefined ? job.seconds : (tally.last - tally.begin) / 1000;
  return {
    turns: sorted.length,
    perSecond: sorted.length / seconds,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
    walked: tally.walked,
    wrong: tally.wrong,
    examples: tally.examples,
    loadCpu: (user + system) / 1000 / (performance.now() - startedAt),
  };
};

process.stdout.write(JSON.stringify(await run(JSON.parse(process.argv[2] ?? '{}'))));
