import { Router } from 'express';
import { z } from 'zod';
import type { ConsoleServices } from '../console-services.ts';
import { goOn, readForm } from '../read-form.ts';
import { requireRole, signedIn } from '../session.ts';

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 20:00');
const zone = z.string().refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'a time zone such as America/New_York');
const programForm = z.object({
  name: z.string().trim().min(1).max(40),
  city: z.string().trim().min(1).max(80),
  contact: z.string().trim().min(3).max(80),
  timeZone: zone,
  country: z.string().regex(/^[A-Z]{2}$/, 'two letters such as US'),
  languages: z.union([z.string(), z.array(z.string())]).transform((tags) => [tags].flat()).pipe(z.array(z.string()).min(1)),
  quietFrom: wallTime,
  quietUntil: wallTime,
  retentionDays: z.coerce.number().int().min(1).max(365),
});

/** The programme's own facts: what messages say of it, when it keeps quiet, how long texts are kept. */
export const programPages = (services: ConsoleServices): Router => {
  const router = Router();
  router.use('/program', requireRole('administrator'));
  router.get('/program', (request, response) => response.render('program.njk', { program: services.program(), languages: services.languages(), zones: Intl.supportedValuesOf('timeZone'), said: request.query['said'] }));
  router.post('/program', async (request, response) => {
    const form = readForm(programForm, request, response);
    if (!form) return;
    await services.changeProgram(signedIn(response).visitor.staffId, form);
    goOn(response, '/console/program', 'saved');
  });
  return router;
};
