/** The simulated phones: the page, and the few requests it and `npm run chat` make. */
import { fileURLToPath } from 'node:url';
import express, { Router, type ErrorRequestHandler, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { menuText } from '../../core/language/menu-text.ts';
import { segments } from '../../core/language/segments.ts';
import type { ChannelName, OutgoingChoice } from '../../services/ports.ts';
import { complaints, inboundOf, messageExample, messageRequest, readSkip, skipExample, skipRequest, threadExample, threadRequest } from './phone-requests.ts';
import type { PhoneServices } from './phone-services.ts';

const publicFolder = fileURLToPath(new URL('./public', import.meta.url));

const refuse = (response: Response, error: string, example: unknown, status = 400) => void response.status(status).json({ error, example });

/** A request that is read, answered, and refused with its example when it cannot be read. */
const answering =
  <T>(schema: z.ZodType<T>, example: unknown, work: (input: T, response: Response) => Promise<unknown>): RequestHandler =>
  async (request, response) => {
    const read = schema.safeParse(request.method === 'GET' ? request.query : request.body);
    if (!read.success) return refuse(response, complaints(read.error), example);
    const answer = await work(read.data, response);
    if (!response.headersSent) response.json(answer);
  };

/** As the handset shows it: an SMS carries its answers as a numbered menu, and costs by the segment. */
const onHandset = <M extends { text: string; choices: OutgoingChoice[] }>(message: M, channel: ChannelName) => {
  if (channel === 'whatsapp') return { ...message, segments: 1 };
  const text = menuText(message.text, message.choices);
  return { ...message, text, segments: segments(text) };
};

const tomorrowMorning = (now: string, timeZone: string) =>
  Temporal.Instant.from(now).toZonedDateTimeISO(timeZone).startOfDay().add({ days: 1 }).with({ hour: 9 }).toInstant().toString();

const unreadable: Record<string, [number, string]> = {
  'entity.parse.failed': [400, 'the body is not JSON'],
  'entity.too.large': [413, 'the body is too large'],
  'encoding.unsupported': [415, 'the body has an encoding we do not read'],
  'charset.unsupported': [415, 'the body must be UTF-8'],
};

const refuseUnreadable: ErrorRequestHandler = (error: { type?: unknown }, request, response, next) => {
  const [status, complaint] = unreadable[String(error?.type)] ?? [];
  if (status === undefined || complaint === undefined) return next(error);
  refuse(response, complaint, request.path.startsWith('/phone/skip') ? skipExample : messageExample, status);
};

const fresh: RequestHandler = (_, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

const addRequests = (router: Router, services: PhoneServices, limit: RequestHandler[]) => {
  const readBody = express.json({ limit: '64kb' });
  const receive = answering(messageRequest, messageExample, async (input) => {
    const replies = await services.receive(inboundOf(input, crypto.randomUUID()));
    return { replies: replies.map(({ key, text, choices }) => onHandset({ key, text, choices }, input.channel)) };
  });
  const thread = answering(threadRequest, threadExample, async ({ from, channel, after }) => {
    const messages = await services.thread(from, channel, after);
    return { messages: messages.map(({ id, direction, text, choices, status, at, key }) => onHandset({ id, direction, text, choices, status, at, key }, channel)) };
  });
  const upcoming = answering(threadRequest, threadExample.replace('messages', 'upcoming'), async ({ from, channel }) => {
    const [{ now }, { timeZone }, due] = await Promise.all([services.now(), services.program(), services.upcoming(from, channel)]);
    return { upcoming: [{ label: 'tomorrow', at: tomorrowMorning(now, timeZone) }, ...due] };
  });
  const skip = answering(skipRequest, skipExample, async ({ to }, response) => {
    const [{ now }, { timeZone }] = await Promise.all([services.now(), services.program()]);
    const read = readSkip(to, Temporal.Instant.from(now), timeZone);
    return 'error' in read ? refuse(response, read.error, skipExample) : services.skipTo(read.to.toString());
  });
  router.get('/phone/messages', fresh, thread);
  router.post('/phone/messages', fresh, ...limit, readBody, receive);
  router.get('/phone/upcoming', fresh, upcoming);
  router.post('/phone/skip', fresh, ...limit, readBody, skip);
  router.get('/phone/state', fresh, async (_, response) => {
    const [time, program] = await Promise.all([services.now(), services.program()]);
    response.json({ ...time, program });
  });
};

/**
 * The simulator under /phone, to be mounted at the root of the app. `rateLimit` stands before what a phone sends and
 * before "skip to", never before the page's own polling. Errors of the services go on to the app's error handler.
 */
export const phoneRouter = (services: PhoneServices, { rateLimit }: { rateLimit?: RequestHandler } = {}): Router => {
  const router = Router();
  router.get('/phone', (_, response) => response.sendFile('index.html', { root: publicFolder }));
  router.use('/phone/assets', express.static(publicFolder, { index: false }));
  addRequests(router, services, rateLimit ? [rateLimit] : []);
  router.use(refuseUnreadable);
  return router;
};
