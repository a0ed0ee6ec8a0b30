import { Router, type Response } from 'express';
import type { ConsoleServices } from '../console-services.ts';

/** How soon a page shows what happened: well within the five seconds a page may take. */
const lookEveryMs = 1000;
const keepAliveEvery = 20;

/**
 * Server-sent events: one line, `changed`, whenever anything happens to any hand-off. The page then asks for what it
 * shows, with its own rights. One look a second serves every open page of the process.
 */
export const livePage = (services: Pick<ConsoleServices, 'revision'>): Router => {
  const open = new Set<Response>();
  let last = '';
  let looks = 0;
  let timer: NodeJS.Timeout | undefined;

  const tellAll = (line: string) => {
    for (const response of open) response.write(line);
  };

  const look = async () => {
    const revision = await services.revision().catch(() => last);
    looks += 1;
    if (revision !== last) tellAll(`event: changed\ndata: ${revision}\n\n`);
    else if (looks % keepAliveEvery === 0) tellAll(': still here\n\n');
    last = revision;
  };

  const leave = (response: Response) => {
    open.delete(response);
    if (open.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  const router = Router();
  router.get('/live', async (_request, response) => {
    response.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' }).flushHeaders();
    last ||= await services.revision();
    response.write('retry: 2000\n\n');
    open.add(response);
    timer ??= setInterval(() => void look(), lookEveryMs).unref();
    response.on('close', () => leave(response));
  });
  return router;
};
