/** Who is at the console: the cookie, the form token, and what each role may open. */
import { timingSafeEqual } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, RequestHandler, Response } from 'express';
import type { Visitor } from '../../services/stores/console.ts';
import type { StaffRole } from '../../services/stores/staff.ts';
import type { ConsoleServices } from './console-services.ts';

const cookieName = 'porchlight';

export type Signed = { visitor: Visitor; token: string };

/** What the session middleware left for the pages behind it. */
export const signedIn = (response: Response): Signed => response.locals['signed'] as Signed;

export const tokenOf = (request: Request): string | undefined => parseCookie(request.headers.cookie ?? '')[cookieName];

/** Lax and not Strict: a link in a text or a mail must find the session too; every change wants the form token besides. */
const cookie = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax' as const, secure, path: '/console' });

export const giveCookie = (response: Response, token: string, expires: Temporal.Instant, secure: boolean) =>
  void response.cookie(cookieName, token, { ...cookie(secure), expires: new Date(expires.epochMilliseconds) });

export const takeCookie = (response: Response, secure: boolean) => void response.clearCookie(cookieName, cookie(secure));

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Lets nobody pass who is not signed in; they are sent to sign in and come back. */
export const requireVisitor =
  (services: Pick<ConsoleServices, 'visitor'>): RequestHandler =>
  async (request, response, next) => {
    const token = tokenOf(request);
    const visitor = token ? await services.visitor(token) : undefined;
    if (!visitor || !token) {
      response.status(request.method === 'GET' ? 303 : 401).set('HX-Redirect', '/console/sign-in').location('/console/sign-in').render('signed-out.njk');
      return;
    }
    response.locals['signed'] = { visitor, token } satisfies Signed;
    response.locals['visitor'] = visitor;
    next();
  };

/** A change is only made for a form of ours: the token in it, or in htmx's header, is the session's. */
export const requireFormToken: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next();
  const given = (request.body as { csrf?: unknown } | undefined)?.csrf;
  if (typeof given === 'string' && same(given, signedIn(response).visitor.csrf)) return next();
  response.status(403).render('refused.njk', { why: 'This form is too old. Please go back, reload the page and try again.' });
};

/** Lets only these roles pass. */
export const requireRole =
  (...roles: StaffRole[]): RequestHandler =>
  (_request, response, next) => {
    if (roles.includes(signedIn(response).visitor.role)) return next();
    response.status(403).render('refused.njk', { why: 'Your role does not open this page.' });
  };
