import { AppError } from '../../../core/app-error.ts';
import type { Channel, RawRequest } from '../../../services/ports.ts';
import type { WhatsAppAccount } from './account.ts';
import { parseWhatsApp } from './parse.ts';
import { createWhatsAppSender } from './send.ts';
import { challengeOf, verifyWhatsApp } from './verify.ts';

export type WhatsAppChannel = Channel & {
  /** The word to send back when Meta sets the webhook up. */
  challenge(request: RawRequest): string | undefined;
};

/** WhatsApp through Meta's Cloud API. Throws `whatsapp-config` without an app secret: an empty one could be forged. */
export const createWhatsAppChannel = (account: WhatsAppAccount): WhatsAppChannel => {
  if (!account.appSecret || !account.verifyToken) throw new AppError('whatsapp-config', { message: 'the WhatsApp app secret or verify token is missing' });
  return {
    name: 'whatsapp',
    verify: (request) => verifyWhatsApp(account, request),
    challenge: (request) => challengeOf(account, request),
    parse: (request) => parseWhatsApp(account.phoneNumberId, request),
    ...createWhatsAppSender(account),
  };
};
