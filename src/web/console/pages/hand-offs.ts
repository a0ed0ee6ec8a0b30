/** People waiting, one case with its timeline, and the words of a conversation once they are opened. */
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { closeOutcomes } from '../../../core/flow-kit/index.ts';
import type { ConsoleServices } from '../console-services.ts';
import { goOn, readForm } from '../read-form.ts';
import { requireRole, signedIn } from '../session.ts';

const id = z.uuid();
const wordsForm = z.object({ words: z.string().trim().min(1).max(1500), via: z.enum(['', 'sms', 'whatsapp']).default('') });
const noteForm = z.object({ text: z.string().trim().min(1).max(4000) });
const closeForm = z.object({ outcome: z.enum(closeOutcomes) });
const handOnForm = z.object({ to: z.union([z.uuid(), z.literal('')]) });

const by = (response: Response) => signedIn(response).visitor.staffId;
const pageOf = (handOffId: string) => `/console/hand-offs/${handOffId}`;

/** Only a case that can be one, and only for those who answer people. */
const theCase = (work: (handOffId: string, request: Request, response: Response) => Promise<unknown>): RequestHandler[] => [
  requireRole('supervisor', 'administrator'),
  async (request, response) => {
    const handOffId = id.safeParse(request.params['id']);
    if (!handOffId.success) return void response.status(404).render('refused.njk', { why: 'There is no such case.' });
    try {
      await work(handOffId.data, request, response);
    } catch (error) {
      if (error instanceof AppError && error.code === 'hand-off-closed') return goOn(response, pageOf(handOffId.data), 'closed-before');
      throw error;
    }
  },
];

const changes = (router: Router, services: ConsoleServices) => {
  router.post('/hand-offs/:id/take', ...theCase(async (handOffId, _request, response) => goOn(response, pageOf(handOffId), await services.take(handOffId, by(response)))));
  router.post('/hand-offs/:id/words', ...theCase(async (handOffId, request, response) => {
    const form = readForm(wordsForm, request, response);
    if (!form) return;
    const refused = await services.say(handOffId, by(response), form.words, form.via || undefined);
    goOn(response, `${pageOf(handOffId)}?words=open`, refused);
  }));
  router.post('/hand-offs/:id/notes', ...theCase(async (handOffId, request, response) => {
    const form = readForm(noteForm, request, response);
    if (!form) return;
    await services.note(handOffId, by(response), form.text);
    goOn(response, pageOf(handOffId));
  }));
  router.post('/hand-offs/:id/close', ...theCase(async (handOffId, request, response) => {
    const form = readForm(closeForm, request, response);
    if (!form) return;
    await services.close(handOffId, by(response), form.outcome);
    goOn(response, pageOf(handOffId));
  }));
  router.post('/hand-offs/:id/hand-on', ...theCase(async (handOffId, request, response) => {
    const form = readForm(handOnForm, request, response);
    if (!form) return;
    await services.handOn(handOffId, by(response), form.to || null);
    goOn(response, pageOf(handOffId), 'handed-on');
  }));
};

/** The pages of hand-offs. */
export const handOffPages = (services: ConsoleServices): Router => {
  const router = Router();
  const everyone = requireRole('coordinator', 'supervisor', 'administrator');

  const list = async (response: Response, view: string) => response.render(view, { ...(await services.waiting()), onCall: await services.onCall() });
  router.get('/', everyone, (_request, response) => list(response, 'waiting.njk'));
  router.get('/waiting', everyone, (_request, response) => list(response, 'waiting-list.njk'));

  const show = async (view: string, handOffId: string, request: Request, response: Response, again = false) => {
    const found = await services.look(handOffId, by(response), again);
    if (!found) return response.status(404).render('refused.njk', { why: 'There is no such case.' });
    const words = request.query['words'] === 'open' ? await services.openWords(handOffId, by(response), again) : undefined;
    const mine = found.handOff.takenById === by(response) && !found.handOff.closedAt;
    return response.render(view, { ...found, words, mine, outcomes: closeOutcomes, colleagues: (await services.staff()).filter(({ verified, left, role }) => verified && !left && role !== 'leader'), said: request.query['said'] });
  };
  router.get('/hand-offs/:id', ...theCase((handOffId, request, response) => show('hand-off.njk', handOffId, request, response)));
  router.get('/hand-offs/:id/live', ...theCase((handOffId, request, response) => show('hand-off-live.njk', handOffId, request, response, true)));
  router.get('/hand-offs/:id/timeline', ...theCase((handOffId, request, response) => show('hand-off-timeline.njk', handOffId, request, response, true)));
  changes(router, services);
  return router;
};
