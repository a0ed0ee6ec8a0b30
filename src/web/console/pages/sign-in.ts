import { Router, type Request } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { ConsoleServices } from '../console-services.ts';
import { goOn } from '../read-form.ts';
import { giveCookie, requireFormToken, requireVisitor, takeCookie, tokenOf } from '../session.ts';

/** Kept by each process for itself: with several, somebody gets that many tries more. The five tries of a code are counted in the database. */
const limits = () => ({
  byCaller: new RateLimiterMemory({ points: 30, duration: 15 * 60 }),
  byNumber: new RateLimiterMemory({ points: 6, duration: 15 * 60 }),
});

/** Every answer to a number takes at least this long, known or not. */
const steadyMs = 400;

const steadily = async <T>(work: Promise<T>): Promise<T> => {
  const [done] = await Promise.all([work, new Promise((wait) => setTimeout(wait, steadyMs))]);
  return done;
};

const numberForm = z.object({ number: z.string().trim().min(1).max(40) });
const codeForm = numberForm.extend({ code: z.string().trim().min(1).max(20) });

/** A page of ours asked: browsers say where a form comes from, and nobody else's may sign people in. */
const fromHere = ({ headers }: Request) => headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin' || headers['sec-fetch-site'] === 'none';

/** Sign-in by a code texted to a verified staff number, and sign-out. */
export const signInPages = (services: ConsoleServices): Router => {
  const router = Router();
  const { byCaller, byNumber } = limits();
  const within = (request: Request, number: string) =>
    Promise.all([byCaller.consume(request.ip ?? ''), byNumber.consume(number.replace(/\D/g, ''))]).then(
      () => true,
      () => false,
    );

  router.get('/sign-in', (_request, response) => response.render('sign-in.njk'));
  router.post('/sign-in', async (request, response) => {
    const read = numberForm.safeParse(request.body);
    if (!read.success || !fromHere(request)) return void response.status(400).render('sign-in.njk', { wrong: 'Please type your mobile number.' });
    if (!(await within(request, read.data.number))) return void response.status(429).render('sign-in.njk', { wrong: 'Too many tries. Please wait 15 minutes.' });
    await steadily(services.askForCode(read.data.number));
    response.render('sign-in-code.njk', { number: read.data.number });
  });
  router.post('/sign-in/code', async (request, response) => {
    const read = codeForm.safeParse(request.body);
    if (!read.success || !fromHere(request)) return void response.status(400).render('sign-in.njk', { wrong: 'Please type your mobile number.' });
    const { number, code } = read.data;
    if (!(await within(request, number))) return void response.status(429).render('sign-in.njk', { wrong: 'Too many tries. Please wait 15 minutes.' });
    const session = await steadily(services.signIn(number, code));
    if (!session) return void response.status(401).render('sign-in-code.njk', { number, wrong: 'That code does not work. Check it, or ask for a new one.' });
    giveCookie(response, session.token, session.expiresAt, services.secure);
    goOn(response, '/console');
  });
  router.post('/sign-out', requireVisitor(services), requireFormToken, async (request, response) => {
    await services.signOut(tokenOf(request) ?? '', (request.body as { everywhere?: string }).everywhere === 'yes');
    takeCookie(response, services.secure);
    goOn(response, '/console/sign-in');
  });
  return router;
};
