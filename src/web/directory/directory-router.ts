/** The directory for other machines; nothing here needs a sign-in, and nothing here names a person. */
import { Router, type Response } from 'express';
import { z } from 'zod';
import type { Published } from '../../services/publish-directory.ts';

/** A quarter of an hour is soon enough for another directory and spares the database. */
const keptForSeconds = 900;

const groupId = z.uuid();

const calendar = (response: Response, text: string | undefined, visibility: 'public' | 'private') => {
  if (text === undefined) return response.status(404).json({ error: 'not-found' });
  return response.set('cache-control', `${visibility}, max-age=${keptForSeconds}`).type('text/calendar; charset=utf-8').send(text);
};

export const directoryRouter = (published: Published): Router => {
  const router = Router();
  const open = (answer: () => Promise<unknown>) => async (_request: unknown, response: Response) =>
    void response.set({ 'cache-control': `public, max-age=${keptForSeconds}`, 'access-control-allow-origin': '*' }).json(await answer());
  router.get('/directory/meetings.json', open(published.meetingGuide));
  router.get('/directory/services.json', open(published.hsds));
  router.get('/directory/groups/:groupId.ics', async (request, response) => {
    const id = groupId.safeParse(request.params.groupId);
    calendar(response, id.success ? await published.groupCalendar(id.data) : undefined, 'public');
  });
  router.get('/calendar/:token.ics', async (request, response) => void calendar(response, await published.personCalendar(request.params.token), 'private'));
  return router;
};
