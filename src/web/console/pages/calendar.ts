import { Router } from 'express';
import type { ConsoleServices } from '../console-services.ts';
import { requireRole } from '../session.ts';

/** Every session of the coming four weeks with its seats. */
export const calendarPage = (services: ConsoleServices): Router => {
  const router = Router();
  router.get('/calendar', requireRole('coordinator', 'supervisor', 'administrator'), async (_request, response) => response.render('calendar.njk', { days: await services.calendar() }));
  return router;
};
