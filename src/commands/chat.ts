/** A phone in the terminal: `npm run chat`, or `printf 'hi\n10467\n' | npm run chat`. */
import { createInterface } from 'node:readline/promises';
import { parseArgs, styleText } from 'node:util';
import { readConfig } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { checkTranscriptName, writeTranscript, type Happening, type SaidChoice } from './chat-transcript.ts';

const help = `A phone in the terminal, for a running server (npm start).

  npm run chat -- [--url http://127.0.0.1:3000] [--from +17185550100] [--channel sms|whatsapp]
                  [--record NAME [--language TAG]]

Type a message and press Enter. Lines can be piped in too. Besides messages:
  /skip 1d             move the simulated time forward: 30m, 2h, 1d, 1w
  /button ID           press a button or pick a row by its id
  /location LAT LON    share a place on the map
  /quit                leave (so does Ctrl-D)
`;

type Said = { id?: string; key?: string; text: string; choices: SaidChoice[]; direction?: 'in' | 'out'; at?: string };
type Phone = { url: string; from: string; channel: string };

const pollEveryMs = 1_500;
const overlap = { minutes: 2 };
const clearLine = '\r\u001b[K';

const readArguments = () => {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      from: { type: 'string', default: '+17185550100' },
      channel: { type: 'string', default: 'sms' },
      record: { type: 'string' },
      language: { type: 'string', default: 'en' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  return values;
};

const write = (text: string) => void process.stdout.write(text);
const dim = (text: string) => styleText('dim', text, { stream: process.stdout });

const ask = async ({ url }: Phone, path: string, body?: unknown): Promise<Record<string, unknown>> => {
  const options = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, options).catch((cause: unknown) => {
    throw new AppError('no-server', { cause, message: `No Porchlight server answers at ${url}. Start one with npm start, or name another with --url.` });
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return answer;
  if (response.status === 404) throw new AppError('no-simulator', { message: `The server at ${url} has no simulated phones. Start it with SIMULATOR=on.` });
  if (response.status >= 500) throw new AppError('server-failed', { message: `Something went wrong on the server (${String(answer['error'] ?? response.status)}). Its log says more.` });
  throw new AppError('refused', { message: `The server refused: ${String(answer['error'] ?? response.status)}` });
};

const indented = (text: string) => text.replaceAll('\n', '\n     ');

/** As the transcripts write it, with the key dimmed. WhatsApp's answers come apart and are numbered here. */
const show = ({ key, text, choices }: Said, channel: string) => {
  const shown = channel === 'whatsapp' ? choices.map(({ id, label, detail }, index) => `\n${index + 1}. ${label}${detail ? `, ${detail}` : ''} ${dim(id)}`) : [];
  write(`bot: ${key ? dim(`${key} | `) : ''}${indented(text + shown.join(''))}\n`);
};

const units: Record<string, [unit: 'minutes' | 'hours', size: number, name: string]> = {
  m: ['minutes', 1, 'minute'],
  h: ['hours', 1, 'hour'],
  d: ['hours', 24, 'day'],
  w: ['hours', 168, 'week'],
};

const readSkip = (typed: string) => {
  const [, amount = '', unit = ''] = /^(\d{1,4})\s*([mhdw])$/.exec(typed.trim()) ?? [];
  const [field, size, name] = units[unit] ?? [];
  if (!field || !size || Number(amount) === 0) throw new AppError('refused', { message: '/skip takes a time such as 30m, 2h, 1d or 1w.' });
  const count = Number(amount);
  // a transcript knows minutes, hours and days
  const words = name === 'week' ? `${count * 7} days` : `${count} ${name}${count === 1 ? '' : 's'}`;
  return { duration: { [field]: count * size }, words };
};

const readLocation = (typed: string) => {
  const [latitude, longitude] = typed.trim().split(/[\s,]+/).map(Number);
  return { location: { latitude, longitude } };
};

/** Holds the conversation: what is sent, what comes back at once, and what comes later. */
const createChat = (phone: Phone) => {
  const happenings: Happening[] = [];
  const seen = new Set<string>();
  const shownAtOnce: string[] = [];
  let after: string | undefined;

  const hear = (said: Said) => {
    happenings.push({ kind: 'bot', key: said.key ?? '', text: said.text, choices: said.choices });
    show(said, phone.channel);
  };

  const news = async (): Promise<Said[]> => {
    const query = new URLSearchParams({ from: phone.from, channel: phone.channel, ...(after && { after }) });
    const messages = ((await ask(phone, `/phone/messages?${query}`))['messages'] ?? []) as Said[];
    const last = messages.at(-1)?.at;
    if (last) after = Temporal.Instant.from(last).subtract(overlap).toString();
    return messages.filter(({ id = '' }) => !seen.has(id) && seen.add(id)).filter(({ direction }) => direction === 'out');
  };

  const wasShown = ({ key, text }: Said) => {
    const index = shownAtOnce.indexOf(`${key} ${text}`);
    if (index >= 0) shownAtOnce.splice(index, 1);
    return index >= 0;
  };

  const listen = async (interrupt = () => {}) => {
    const late = (await news()).filter((said) => !wasShown(said));
    if (late.length > 0) interrupt();
    late.forEach(hear);
    return late.length > 0;
  };

  /** What was said before this conversation is left in the past. */
  const catchUp = async () => {
    while ((await news()).length > 0);
  };

  const send = async (content: Record<string, unknown>, written: string) => {
    happenings.push({ kind: 'you', value: written });
    const { replies } = await ask(phone, '/phone/messages', { from: phone.from, channel: phone.channel, ...content });
    for (const reply of replies as Said[]) {
      shownAtOnce.push(`${reply.key} ${reply.text}`);
      hear(reply);
    }
  };

  const skip = async (typed: string) => {
    const { duration, words } = readSkip(typed);
    const { now } = await ask(phone, '/phone/state');
    await listen();
    await ask(phone, '/phone/skip', { to: Temporal.Instant.from(String(now)).add(duration).toString() });
    happenings.push({ kind: 'wait', value: words });
    write(`${dim(`wait: ${words}`)}\n`);
    await listen();
  };

  const take = (line: string): Promise<void> => {
    const [, command = '', rest = ''] = /^\/(\w+)\s*(.*)$/.exec(line) ?? [];
    if (command === 'skip') return skip(rest);
    if (command === 'button') return send({ choice: rest }, `[button ${rest}]`);
    if (command === 'location') return send(readLocation(rest), `[location ${rest}]`);
    return send({ text: line }, line);
  };

  return { happenings, take, listen, catchUp };
};

type Chat = ReturnType<typeof createChat>;

const mistakes = new Set(['refused', 'server-failed']);

/** A mistake in one line is said and the conversation goes on; a server that is gone ends it. */
const forgiving = async (work: () => Promise<void>) => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || !mistakes.has(error.code)) throw error;
    process.stderr.write(`${error.message}\n`);
  }
};

const talkThroughPipe = async (chat: Chat) => {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    if (line.trim() === '/quit') break;
    if (!line.startsWith('/skip')) write(`you: ${line}\n`);
    await chat.take(line.trim());
  }
  await chat.listen();
};

/** One thing at a time: what is typed and what arrives late never mix on the screen. */
const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
};

const talkByHand = async (chat: Chat) => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: 'you: ' });
  const inTurn = createTurns();
  let failure: unknown;
  const leave = (error: unknown) => {
    failure = error;
    terminal.close();
  };
  const late = async () => {
    if (await chat.listen(() => write(clearLine))) terminal.prompt(true);
  };
  const polling = setInterval(() => void inTurn(late).catch(leave), pollEveryMs);
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() === '/quit') break;
    if (line.trim() === '/help') write(help);
    else if (line.trim() !== '') await inTurn(() => forgiving(() => chat.take(line.trim()))).catch(leave);
    if (!failure) terminal.prompt();
  }
  clearInterval(polling);
  terminal.close();
  write('\n');
  if (failure) throw failure;
};

const main = async () => {
  const { url, from, channel, record, language, help: wantsHelp } = readArguments();
  if (wantsHelp) return write(help);
  if (record !== undefined) checkTranscriptName(record);
  const phone = { url: (url ?? `http://127.0.0.1:${readConfig(process.env).port}`).replace(/\/$/, ''), from, channel };
  const chat = createChat(phone);
  await chat.catchUp();
  if (process.stdin.isTTY) {
    write(`${dim(`You are ${from} on ${channel}. /help says what else there is; Ctrl-D leaves.`)}\n`);
    await talkByHand(chat);
  } else await talkThroughPipe(chat);
  if (record !== undefined) write(`\nwritten to ${writeTranscript(record, language, chat.happenings)}\n`);
};

main().catch((error: unknown) => {
  const isArgument = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof AppError) && !isArgument) throw error;
  process.stderr.write(`${(error as Error).message}\n${isArgument ? `\n${help}` : ''}`);
  process.exitCode = 1;
});
