import { Router } from 'express';
import { z } from 'zod';
import type { ConsoleServices } from '../console-services.ts';
import { goOn, readForm } from '../read-form.ts';
import { requireRole, signedIn } from '../session.ts';

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 18:00');
const shiftForm = z
  .object({ staffId: z.uuid(), weekday: z.coerce.number().int().min(1).max(7), from: wallTime, until: wallTime, rank: z.coerce.number().int().min(1).max(2) })
  .refine(({ from, until }) => from !== until, 'a shift needs an end that is not its beginning');
const removeForm = z.object({ id: z.uuid() });
const noteForm = z.object({ text: z.string().trim().min(1).max(4000) });

/** The weekly rota, who is on call now, and the note for whoever comes next. */
export const rotaPages = (services: ConsoleServices): Router => {
  const router = Router();
  const answers = requireRole('supervisor', 'administrator');
  router.get('/rota', requireRole('coordinator', 'supervisor', 'administrator'), async (_request, response) => {
    const [shifts, onCall, notes, staff] = [await services.rota(), await services.onCall(), await services.handOverNotes(), await services.staff()];
    const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, shifts: shifts.filter((shift) => shift.weekday === weekday) }));
    response.render('rota.njk', { days, onCall, notes, staff: staff.filter(({ verified, left, role }) => verified && !left && role !== 'leader') });
  });
  router.post('/rota/shifts', answers, async (request, response) => {
    const form = readForm(shiftForm, request, response);
    if (!form) return;
    await services.addShift(signedIn(response).visitor.staffId, form);
    goOn(response, '/console/rota');
  });
  router.post('/rota/shifts/remove', answers, async (request, response) => {
    const form = readForm(removeForm, request, response);
    if (!form) return;
    await services.removeShift(signedIn(response).visitor.staffId, form.id);
    goOn(response, '/console/rota');
  });
  router.post('/rota/notes', answers, async (request, response) => {
    const form = readForm(noteForm, request, response);
    if (!form) return;
    await services.leaveNote(signedIn(response).visitor.staffId, form.text);
    goOn(response, '/console/rota');
  });
  return router;
};
