import { Router } from 'express';
import { z } from 'zod';
import type { ConsoleServices } from '../console-services.ts';
import { goOn, readForm } from '../read-form.ts';
import { requireRole, signedIn } from '../session.ts';

const checkForm = z.object({ lineId: z.string().min(1).max(80), good: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'), reviewBy: z.iso.date(), note: z.string().trim().max(1000).default('') });

/** The crisis lines: what people are given, where it comes from, and who checked it. */
export const linePages = (services: ConsoleServices): Router => {
  const router = Router();
  router.get('/lines', requireRole('coordinator', 'supervisor', 'administrator'), (_request, response) => {
    const { country, timeZone } = services.program();
    const lines = services.lines();
    const inAYear = services.now().toZonedDateTimeISO(timeZone).toPlainDate().add({ years: 1 }).toString();
    response.render('lines.njk', { inCountry: lines.filter((line) => line.country === country), elsewhere: lines.filter((line) => line.country !== country), country, inAYear });
  });
  router.post('/lines/check', requireRole('administrator', 'supervisor'), async (request, response) => {
    const form = readForm(checkForm, request, response);
    if (!form) return;
    await services.checkLine(signedIn(response).visitor.staffId, form);
    goOn(response, '/console/lines');
  });
  return router;
};
