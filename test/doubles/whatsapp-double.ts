/** Meta's Cloud API as our adapter meets it: takes messages, remembers them, posts deliveries signed over their bytes. */
import { createHmac, randomBytes } from 'node:crypto';
import { startHttpDouble, type Answer } from './http-double.ts';

export const phoneNumberId = '106540352242922';
export const appSecret = 'an app secret for tests';
export const verifyToken = 'a verify token for tests';

const wamid = () => `wamid.${randomBytes(24).toString('base64')}`;

/** Meta writes non-ASCII as \\uXXXX and / as \\/ in what it sends, and signs exactly that. */
export const metaBytes = (payload: unknown) =>
  JSON.stringify(payload).replaceAll('/', '\\/').replace(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const signMeta = (bytes: string, secret = appSecret) => `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

type Sent = { id: string; to: string; payload: Record<string, unknown> };

const refusal = (status: number, code: number): Answer => ({ status, body: { error: { message: `(#${code})`, type: 'OAuthException', code, fbtrace_id: 'AbCdEf' } } });

export const startWhatsAppDouble = async () => {
  const messages: Sent[] = [];

  const server = await startHttpDouble((method, path, body, fault) => {
    if (fault) return refusal(fault.status, fault.code ?? 131000);
    if (method !== 'POST' || !/^\/v\d+\.\d+\/\d+\/messages$/.test(path)) return refusal(400, 100);
    const payload = JSON.parse(body) as Record<string, unknown>;
    const to = String(payload['to'] ?? payload['recipient'] ?? '');
    if (payload['messaging_product'] !== 'whatsapp' || !to) return refusal(400, 100);
    const sent = { id: wamid(), to, payload };
    messages.push(sent);
    return { status: 200, body: { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }], messages: [{ id: sent.id }] } };
  });

  /** Posts a delivery as Meta does, signed over the escaped bytes. */
  const post = async (base: string, payload: unknown, { signature }: { signature?: string } = {}) => {
    const bytes = typeof payload === 'string' ? payload : metaBytes(payload);
    const response = await fetch(`${base}/webhooks/whatsapp`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature ?? signMeta(bytes) }, body: bytes });
    return { status: response.status, body: await response.text() };
  };

  const delivery = (value: Record<string, unknown>, field = 'messages') => ({
    object: 'whatsapp_business_account',
    entry: [{ id: '419561257915477', changes: [{ field, value: { messaging_product: 'whatsapp', metadata: { display_phone_number: '15550783881', phone_number_id: phoneNumberId }, ...value } }] }],
  });

  const message = (from: string, content: Record<string, unknown>) => {
    const number = from.replace(/^\+/, '');
    const phone = /^\d+$/.test(number);
    return delivery({
      contacts: [{ profile: { name: 'Someone' }, ...(phone ? { wa_id: number } : { user_id: from }) }],
      messages: [{ ...(phone ? { from: number } : { from_user_id: from }), id: wamid(), timestamp: String(Math.floor(Date.now() / 1000)), ...content }],
    });
  };

  return {
    ...server,
    messages,
    post,
    delivery,
    message,
    to: (from: string) => messages.filter(({ to }) => to === from.replace(/^\+/, '')).map(({ payload }) => payload),
    textFrom: (base: string, from: string, body: string) => post(base, message(from, { type: 'text', text: { body } })),
    pressFrom: (base: string, from: string, id: string, title: string) => post(base, message(from, { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id, title } } })),
    pickFrom: (base: string, from: string, id: string, title: string) => post(base, message(from, { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id, title } } })),
    locationFrom: (base: string, from: string, latitude: number, longitude: number) => post(base, message(from, { type: 'location', location: { latitude, longitude } })),
  };
};

export type WhatsAppDouble = Awaited<ReturnType<typeof startWhatsAppDouble>>;
