import { AppError } from '../../../core/app-error.ts';
import type { Channel } from '../../../services/ports.ts';
import type { TwilioAccount } from './account.ts';
import { parseTwilio } from './parse.ts';
import { createTwilioSender } from './send.ts';
import { verifyTwilio } from './verify.ts';

/** SMS, and WhatsApp through Twilio. Throws `twilio-config` without an auth token: an empty one could be forged. */
export const createTwilioChannel = (account: TwilioAccount): Channel => {
  if (!account.authToken) throw new AppError('twilio-config', { message: 'the Twilio auth token is missing' });
  return { name: 'twilio', verify: (request) => verifyTwilio(account, request), parse: parseTwilio, ...createTwilioSender(account) };
};
