/** The web server's shape: webhooks first and raw, then the simulator, then what operators look at. */
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import { AppError } from '../core/app-error.ts';
import type { Log } from '../services/ports.ts';
import type { Published } from '../services/publish-directory.ts';
import { useConsole } from './console/console-router.ts';
import type { ConsoleServices } from './console/console-services.ts';
import { directoryRouter } from './directory/directory-router.ts';
import { operationsRouter, type OperationsServices } from './operations/operations-router.ts';
import { phoneRouter } from './phone/phone-router.ts';
import type { PhoneServices } from './phone/phone-services.ts';
import { webhookRouter, type WebhookServices } from './webhooks/webhook-router.ts';

export type AppServices = { webhooks: WebhookServices; operations: OperationsServices; directory: Published; phone?: PhoneServices; console?: ConsoleServices; log: Log };

const answerError =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const status = (error as { status?: number }).status ?? 500;
    const code = error instanceof AppError ? error.code : ((error as { type?: string }).type ?? 'unexpected');
    if (status >= 500) log.error({ path: request.path, code, error: error instanceof Error ? error.name : 'unknown' }, 'a request failed');
    if (!response.headersSent) response.status(status).json({ error: code });
  };

const policy = { useDefaults: false, directives: { defaultSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'self'"], frameAncestors: ["'none'"], objectSrc: ["'none'"] } };

/** Builds the app; it listens to nothing yet. */
export const createApp = ({ webhooks, operations, directory, phone, console, log }: AppServices): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use('/webhooks', webhookRouter(webhooks));
  app.use(helmet({ contentSecurityPolicy: policy, strictTransportSecurity: false }));
  app.use(operationsRouter(operations));
  app.use(directoryRouter(directory));
  if (console) useConsole(app, console);
  if (phone) app.use(phoneRouter(phone));
  app.get('/', (_request, response) => response.redirect(phone ? '/phone' : '/console'));
  app.use(answerError(log));
  return app;
};
