/** The providers' doors: verify the raw body, parse, hand over, answer. Nothing unsigned is parsed or stored. */
import { raw, Router, type Request, type Response } from 'express';
import type { AdapterName, Channel, ParsedDelivery, RawRequest } from '../../services/ports.ts';
import { rawRequest } from '../raw-request.ts';

export type WebhookServices = {
  twilio?: Channel;
  whatsapp?: Channel & { challenge(request: RawRequest): string | undefined };
  deliver(request: RawRequest, adapter: AdapterName, parsed: ParsedDelivery): Promise<void>;
  received(adapter: AdapterName, outcome: 'accepted' | 'refused'): void;
};

const emptyTwiml = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
const largestBody = '4mb';

const receive = (services: WebhookServices, channel: Channel, answer: (response: Response) => void) => async (request: Request, response: Response) => {
  const delivery = rawRequest(request);
  if (!channel.verify(delivery)) {
    services.received(channel.name, 'refused');
    response.status(403).end();
    return;
  }
  await services.deliver(delivery, channel.name, channel.parse(delivery));
  services.received(channel.name, 'accepted');
  answer(response);
};

/** The routes of the channels that are set up; the others do not exist. */
export const webhookRouter = (services: WebhookServices): Router => {
  const router = Router();
  const { twilio, whatsapp } = services;
  router.use(raw({ type: () => true, limit: largestBody }));
  if (twilio) {
    const handler = receive(services, twilio, (response) => response.type('text/xml').send(emptyTwiml));
    router.post('/twilio/messages', handler);
    router.post('/twilio/status', handler);
  }
  if (whatsapp) {
    router.get('/whatsapp', (request, response) => {
      const challenge = whatsapp.challenge(rawRequest(request));
      if (challenge === undefined) response.status(403).end();
      else response.type('text/plain').send(challenge);
    });
    router.post('/whatsapp', receive(services, whatsapp, (response) => response.status(200).end()));
  }
  return router;
};
