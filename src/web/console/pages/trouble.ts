import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import type { ConsoleServices } from '../console-services.ts';
import { goOn, readForm } from '../read-form.ts';
import { requireRole, signedIn } from '../session.ts';

const oneForm = z.object({ id: z.uuid() });

/** Messages that did not go, conversations that stand still, messages nobody could handle: each with what can be done. */
export const troublePages = (services: ConsoleServices): Router => {
  const router = Router();
  router.use('/trouble', requireRole('coordinator', 'supervisor', 'administrator'));
  const change = (work: (by: string, id: string) => Promise<string>): RequestHandler => async (request, response) => {
    const form = readForm(oneForm, request, response);
    if (form) goOn(response, '/console/trouble', await work(signedIn(response).visitor.staffId, form.id));
  };
  router.get('/trouble', async (request, response) => response.render('trouble.njk', { ...(await services.trouble()), said: request.query['said'] }));
  router.post('/trouble/send-again', change(async (by, id) => ((await services.sendAgain(by, id)) ? 'sent-again' : 'expired')));
  router.post('/trouble/free', requireRole('supervisor', 'administrator'), change(async (by, id) => services.free(by, id).then(() => 'freed')));
  router.post('/trouble/handle-again', change(async (by, id) => services.handleAgain(by, id).then(() => 'handled')));
  return router;
};
