import { Router } from 'express';
import type { ConsoleServices } from '../console-services.ts';
import { requireRole } from '../session.ts';

/** What people looked for and did not find in the last ninety days: searches, never searchers. */
export const unmetPage = (services: ConsoleServices): Router => {
  const router = Router();
  router.get('/unmet', requireRole('coordinator', 'supervisor', 'administrator'), async (_request, response) => response.render('unmet.njk', { needs: await services.unmetNeeds() }));
  return router;
};
