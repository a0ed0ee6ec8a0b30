import { Router } from 'express';

export type OperationsServices = { ready(): Promise<boolean>; attention(): Promise<Record<string, number>>; metrics(): Promise<string> };

/** /health answers while the process lives, /ready while it can take messages, /metrics for Prometheus. */
export const operationsRouter = ({ ready, attention, metrics }: OperationsServices): Router => {
  const router = Router();
  router.get('/health', (_request, response) => void response.json({ ok: true }));
  router.get('/ready', async (_request, response) => {
    const able = await ready();
    response.status(able ? 200 : 503).json({ ready: able, ...(able && { attention: await attention() }) });
  });
  router.get('/metrics', async (_request, response) => void response.type('text/plain').send(await metrics()));
  return router;
};
