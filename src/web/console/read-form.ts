import type { Request, Response } from 'express';
import type { z } from 'zod';

/** Reads a form against its shape; a form that does not fit is answered with what is wrong, in words, and undefined comes back. */
export const readForm = <T>(schema: z.ZodType<T>, request: Request, response: Response): T | undefined => {
  const read = schema.safeParse(request.body);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join(' ')}: ${message}`);
  response.status(400).render('refused.njk', { why: `Please check what you typed. ${wrong.join('. ')}.` });
  return undefined;
};

/** Sends the browser on after a change, so that a reload repeats nothing. `said` is shown once at the top of the next page. */
export const goOn = (response: Response, to: string, said?: string) => void response.redirect(303, said ? `${to}${to.includes('?') ? '&' : '?'}said=${said}` : to);
