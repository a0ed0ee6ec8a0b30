import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { staffRoles } from '../../../services/stores/staff.ts';
import type { ConsoleServices } from '../console-services.ts';
import { goOn, readForm } from '../read-form.ts';
import { requireRole, signedIn } from '../session.ts';

const languages = z.union([z.string(), z.array(z.string())]).default([]).transform((tags) => [tags].flat());
const addForm = z.object({ number: z.string().trim().min(3).max(40), name: z.string().trim().min(1).max(80), role: z.enum(staffRoles), languages });
const oneForm = z.object({ staffId: z.uuid() });
const changeForm = oneForm.extend({ role: z.enum(staffRoles), languages });
const codeForm = oneForm.extend({ code: z.string().trim().min(1).max(20) });

/** Runs a change of one form and comes back to the list; what an administrator typed wrongly is said in words. */
const changing =
  <T>(schema: z.ZodType<T>, work: (by: string, form: T) => Promise<string | void>): RequestHandler =>
  async (request, response) => {
    const form = readForm(schema, request, response);
    if (!form) return;
    try {
      goOn(response, '/console/staff', (await work(signedIn(response).visitor.staffId, form)) ?? undefined);
    } catch (error) {
      if (!(error instanceof AppError) || error.tell !== 'coordinator') throw error;
      goOn(response, '/console/staff', error.code);
    }
  };

/** Colleagues: added with a code to their number, given a role and languages, and let go. */
export const staffPages = (services: ConsoleServices): Router => {
  const router = Router();
  router.use('/staff', requireRole('administrator'));
  router.get('/staff', async (request, response) => response.render('staff.njk', { staff: await services.staff(), roles: staffRoles, languages: services.languages(), said: request.query['said'] }));
  router.post('/staff', changing(addForm, async (by, form) => services.addStaff(by, form).then(() => 'code-sent')));
  router.post('/staff/code', changing(oneForm, async (by, { staffId }) => services.sendVerifyCode(by, staffId).then(() => 'code-sent')));
  router.post('/staff/verify', changing(codeForm, async (by, { staffId, code }) => ((await services.verifyStaff(by, staffId, code)) ? 'verified' : 'wrong-code')));
  router.post('/staff/change', changing(changeForm, (by, { staffId, ...change }) => services.changeStaff(by, staffId, change)));
  router.post('/staff/end', changing(oneForm, (by, { staffId }) => services.endStaff(by, staffId)));
  return router;
};
