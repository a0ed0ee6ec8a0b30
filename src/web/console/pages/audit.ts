import { Router } from 'express';
import type { ConsoleServices } from '../console-services.ts';
import { requireRole } from '../session.ts';

/** Who looked at or changed what, newest first. */
export const auditPage = (services: ConsoleServices): Router => {
  const router = Router();
  router.get('/audit', requireRole('administrator'), async (request, response) => {
    const before = Number(request.query['before']) || undefined;
    const entries = await services.audit(before);
    response.render('audit.njk', { entries, older: entries.length === 100 ? entries.at(-1)?.id : undefined });
  });
  return router;
};
