import { Router } from 'express';
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { feedFormats, type FeedFile } from '../../../core/directory/feed.ts';
import type { Remark } from '../../../core/directory/collect-groups.ts';
import type { ConsoleServices } from '../console-services.ts';
import { goOn, readForm } from '../read-form.ts';
import { requireRole, signedIn } from '../session.ts';

const mostShown = 200;

const maybe = z.string().trim().max(80).transform((text) => text || undefined);
const uploadForm = z.object({
  files: z.array(z.custom<FeedFile>()),
  address: z.string().trim().max(2000).transform((text) => text || undefined),
  format: z.union([z.literal('').transform(() => undefined), z.enum(feedFormats)]),
  programme: maybe,
  timeZone: maybe.pipe(z.string().refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'a time zone such as America/New_York').optional()),
});

/** The same remark once, with how often it is made and the first records it is about. */
const summed = (remarks: Remark[]) => {
  const places = new Map<string, number[]>();
  for (const { reason, index } of remarks) places.set(reason, [...(places.get(reason) ?? []), ...(index === null ? [] : [index])]);
  return [...places].map(([reason, indexes]) => ({ reason, count: indexes.length, first: indexes.slice(0, 8) }));
};

/** Feeds: handed over, looked at, and only then brought in. */
export const importPages = (services: ConsoleServices): Router => {
  const router = Router();
  router.use('/imports', requireRole('coordinator', 'administrator'));
  const list = async () => ({ plans: await services.plans(), formats: feedFormats });
  router.get('/imports', async (request, response) => response.render('imports.njk', { ...(await list()), said: request.query['said'] }));
  router.post('/imports', async (request, response) => {
    const form = readForm(uploadForm, request, response);
    if (!form) return;
    const { files: handedOver, address, ...options } = form;
    try {
      const files = address ? [await services.fetchFeed(address), ...handedOver] : handedOver;
      if (files.length === 0) throw new AppError('import-usage', { message: 'Choose a file, or type the address of a feed.' });
      const id = await services.planFeed(signedIn(response).visitor.staffId, { files, name: files[0]?.name ?? 'feed', ...options });
      goOn(response, `/console/imports/${id}`);
    } catch (error) {
      if (!(error instanceof AppError) || !error.code.startsWith('import-')) throw error;
      response.status(422).render('imports.njk', { ...(await list()), why: error.message });
    }
  });
  router.get('/imports/:id', async (request, response) => {
    const shown = z.uuid().safeParse(request.params.id).success ? await services.showPlan(request.params.id) : undefined;
    if (!shown) return response.status(404).render('refused.njk', { why: 'There is no such import.' });
    const { stored, plan } = shown;
    response.render('import.njk', { stored, plan, most: mostShown, rejected: summed(stored.rejected), warnings: summed(stored.warnings), said: request.query['said'] });
  });
  router.post('/imports/:id/apply', async (request, response) => {
    const done = z.uuid().safeParse(request.params.id).success ? await services.applyPlan(signedIn(response).visitor.staffId, request.params.id) : undefined;
    goOn(response, `/console/imports/${request.params.id}`, done ? 'applied' : 'applied-before');
  });
  return router;
};
