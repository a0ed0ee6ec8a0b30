import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { phoneRouter } from '../../../src/web/phone/phone-router.ts';
import type { PhoneServices } from '../../../src/web/phone/phone-services.ts';

/** As strict as it gets: nothing inline, nothing from elsewhere, and no text ever turned into markup. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

const lastResort: ErrorRequestHandler = (_error, _request, response, _next) => void response.status(500).json({ error: 'Something went wrong on our side.' });

/** The router on a port of its own. */
export const servePhone = async (services: PhoneServices, options: Parameters<typeof phoneRouter>[1] = {}) => {
  const app = express();
  app.use((_, response, next) => void (response.set('Content-Security-Policy', policy), next()));
  app.use(phoneRouter(services, options));
  app.use(lastResort);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
};
