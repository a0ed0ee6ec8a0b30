/** What both peers share: Express, the signature check with Twilio's own helper, and a TwiML answer. */
import express from 'express';
import twilio from 'twilio';

export type Answer = (from: string, text: string) => string | Promise<string>;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const twiml = (text: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Response><Message>${text.replace(/[&<>]/g, (mark) => escapes[mark] ?? mark)}</Message></Response>`;

const setting = (name: string) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};

/** Listens on PORT and prints "ready"; every signed post is answered with what `answer` resolves to. */
export const openDoor = (answer: Answer) => {
  const token = setting('TWILIO_AUTH_TOKEN');
  const publicUrl = setting('PUBLIC_URL');
  const app = express().disable('x-powered-by').disable('etag');
  app.post('/webhooks/twilio/messages', express.urlencoded({ extended: false }), async (request, response) => {
    const signature = request.get('x-twilio-signature') ?? '';
    if (!twilio.validateRequest(token, signature, publicUrl + request.originalUrl, request.body)) return response.status(403).end();
    response.type('text/xml').send(twiml(await answer(request.body.From, request.body.Body)));
  });
  app.get('/ready', (_, response) => response.send('ok'));
  const server = app.listen(Number(setting('PORT')), '127.0.0.1', () => process.stdout.write('ready\n'));
  process.once('SIGTERM', () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
};
