/** The web console under /console: sign-in, then pages for coordinators, supervisors and administrators. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { Router, type Express, type RequestHandler } from 'express';
import { auditPage } from './pages/audit.ts';
import { calendarPage } from './pages/calendar.ts';
import { groupPages } from './pages/groups.ts';
import { handOffPages } from './pages/hand-offs.ts';
import { importPages } from './pages/imports.ts';
import { linePages } from './pages/lines.ts';
import { livePage } from './pages/live.ts';
import { programPages } from './pages/program.ts';
import { rotaPages } from './pages/rota.ts';
import { signInPages } from './pages/sign-in.ts';
import { staffPages } from './pages/staff.ts';
import { troublePages } from './pages/trouble.ts';
import { unmetPage } from './pages/unmet.ts';
import { readUpload } from './read-upload.ts';
import type { ConsoleServices } from './console-services.ts';
import { createViews } from './create-views.ts';
import { requireFormToken, requireVisitor } from './session.ts';

const find = createRequire(import.meta.url);
const uswds = join(dirname(find.resolve('@uswds/uswds')), '..');
const htmx = dirname(find.resolve('htmx.org'));
const lamp = fileURLToPath(new URL('../phone/public/lamp.svg', import.meta.url));
const own = fileURLToPath(new URL('./public', import.meta.url));

const notKept: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/** Styles, fonts and scripts, ours and the two libraries', all from this server. */
const assets = () => {
  const router = Router();
  const lasting = { index: false as const, maxAge: '1d' };
  router.use('/uswds', express.static(uswds, lasting));
  router.use('/htmx', express.static(htmx, lasting));
  router.use(express.static(own, lasting));
  router.get('/lamp.svg', (_request, response) => response.sendFile(lamp));
  return router;
};

/** Mounts the console on the app. */
export const useConsole = (app: Express, services: ConsoleServices): void => {
  createViews(app, services);
  const router = Router();
  router.use('/assets', assets());
  router.use(notKept, express.urlencoded({ extended: false, limit: '64kb' }));
  router.use(signInPages(services));
  router.use(requireVisitor(services), readUpload, requireFormToken);
  router.use(livePage(services));
  router.use(handOffPages(services));
  router.use(rotaPages(services));
  router.use(staffPages(services));
  router.use(groupPages(services));
  router.use(calendarPage(services));
  router.use(importPages(services));
  router.use(unmetPage(services));
  router.use(linePages(services));
  router.use(programPages(services));
  router.use(troublePages(services));
  router.use(auditPage(services));
  router.use((_request, response) => void response.status(404).render('refused.njk', { why: 'There is no such page.' }));
  app.use('/console', router);
};
