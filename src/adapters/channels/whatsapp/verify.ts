import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawRequest } from '../../../services/ports.ts';
import type { WhatsAppAccount } from './account.ts';

const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Whether Meta signed these very bytes. Meta escapes what it sends before it signs, so nothing but the raw body will do. */
export const verifyWhatsApp = ({ appSecret }: WhatsAppAccount, { headers, body }: RawRequest): boolean => {
  const given = headers['x-hub-signature-256'];
  return typeof given === 'string' && same(given, `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`);
};

/** The word to send back when Meta sets the webhook up, or undefined when it is not Meta who asks. */
export const challengeOf = ({ verifyToken }: WhatsAppAccount, { url }: RawRequest): string | undefined => {
  const query = new URLSearchParams(url.split('?', 2)[1] ?? '');
  const asked = query.get('hub.mode') === 'subscribe' && same(query.get('hub.verify_token') ?? '', verifyToken);
  return asked ? (query.get('hub.challenge') ?? undefined) : undefined;
};
