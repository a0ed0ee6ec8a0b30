/** A Twilio that takes every message at once and remembers it: fast enough never to be what is measured. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { publicUrl } from './twilio-posts.ts';

/** `at` is performance.now() when the message had been read. */
export type Arrival = { to: string; text: string; at: number };

const readBody = async (request: IncomingMessage) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk as string;
  return new URLSearchParams(body);
};

const answerJson = (response: ServerResponse, status: number, value: unknown) => {
  const body = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
};

/** The part of Twilio's message resource that the SDK and its callers read. */
const resource = (form: URLSearchParams, count: number) => ({
  sid: `SM${count.toString(16).padStart(32, '0')}`, account_sid: 'AC00000000000000000000000000000001', api_version: '2010-04-01', status: 'queued', direction: 'outbound-api',
  to: form.get('To'), from: form.get('From'), body: form.get('Body'), num_segments: '1', num_media: '0', error_code: null, error_message: null,
  date_created: 'Tue, 24 Nov 2026 12:00:00 +0000', date_updated: 'Tue, 24 Nov 2026 12:00:00 +0000', date_sent: null, price: null, price_unit: 'USD',
});

/** Listens on a port of its own; `arrivals` grows with every message. */
export const openDouble = async () => {
  const arrivals: Arrival[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') return answerJson(response, 200, { messages: [], page: 0, page_size: 50, next_page_uri: null });
    const form = await readBody(request);
    arrivals.push({ to: form.get('To') ?? '', text: form.get('Body') ?? '', at: performance.now() });
    answerJson(response, 201, resource(form, arrivals.length));
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => void take(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: publicUrl(port), arrivals, close };
};
