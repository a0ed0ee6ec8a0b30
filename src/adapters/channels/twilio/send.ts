import twilio from 'twilio';
import { menuText } from '../../../core/language/menu-text.ts';
import { splitText } from '../../../core/language/split-text.ts';
import type { Channel, OutgoingMessage, SendFailure, SendResult } from '../../../services/ports.ts';
import type { TwilioAccount } from './account.ts';
import { failureOf } from './error-codes.ts';

const longestBody = 1_600;
const timeoutMs = 10_000;
const pageOfMessages = 50;
/** Twilio's dates have whole seconds and its clock is not ours. */
const clockSlack = { seconds: 5 };
/** The connection was never made, so nothing can have left. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const bodiesOf = ({ text, choices }: OutgoingMessage) => splitText(menuText(text, choices), longestBody);

const addressedTo = ({ channel, to }: OutgoingMessage) => (channel === 'whatsapp' ? `whatsapp:${to}` : to);

const senderOf = ({ messagingServiceSid, from, whatsappFrom }: TwilioAccount, { channel }: OutgoingMessage) => {
  if (channel === 'whatsapp' && whatsappFrom) return { from: `whatsapp:${whatsappFrom.replace(/^whatsapp:/, '')}` };
  if (messagingServiceSid) return { messagingServiceSid };
  return channel === 'sms' && from ? { from } : undefined;
};

/** Nothing here comes from the environment: edge, region and log level are settings the SDK would otherwise read there. */
const connect = ({ accountSid, authToken, apiUrl }: TwilioAccount) => {
  const client = twilio(accountSid, authToken, { timeout: timeoutMs, edge: '', region: '', logLevel: 'error' });
  if (apiUrl) client.api.baseUrl = apiUrl;
  return client;
};

const codeOf = (error: unknown) => (error as { code?: unknown } | null)?.code;

const failureBehind = (error: unknown): SendFailure => {
  if (!(error instanceof twilio.RestException)) return { retry: 'now', reason: 'network' };
  return failureOf(typeof error.code === 'number' ? error.code : undefined, error.status);
};

/** Whether the message may have left although the answer did not say so: a time-out, a cut line, a broken gateway. */
const mayHaveLeft = (error: unknown) => (error instanceof twilio.RestException ? error.status >= 500 : !neverConnected.has(String(codeOf(error))));

/**
 * Sending, and finding what was sent. Twilio keeps no id of ours with a message, so it is found by person and body:
 * that is why bodies are not discarded at Twilio. Its date filter knows only messages that have gone out, and one
 * that waits in the queue is the one we look for, so dates are compared here.
 */
export const createTwilioSender = (account: TwilioAccount): Pick<Channel, 'send' | 'findSent'> => {
  const client = connect(account);

  const create = async (message: OutgoingMessage, sender: NonNullable<ReturnType<typeof senderOf>>, body: string) => {
    const statusCallback = `${account.publicUrl.replace(/\/+$/, '')}/webhooks/twilio/status?m=${message.id}`;
    const { sid } = await client.messages.create({ to: addressedTo(message), ...sender, body, statusCallback, validityPeriod: message.validSeconds });
    return sid;
  };

  const findSent = async (message: OutgoingMessage, since: Temporal.Instant) => {
    const earliest = since.subtract(clockSlack).epochMilliseconds;
    const body = bodiesOf(message).at(-1);
    const sent = await client.messages.list({ to: addressedTo(message), limit: pageOfMessages });
    return sent.find((one) => one.body === body && one.direction.startsWith('outbound') && one.dateCreated.getTime() >= earliest)?.sid;
  };

  const lookFor = (message: OutgoingMessage, since: Temporal.Instant) => findSent(message, since).catch(() => undefined);

  const send = async (message: OutgoingMessage): Promise<SendResult> => {
    const sender = senderOf(account, message);
    if (!sender) return { accepted: false, retry: 'never', reason: 'no-sender', alert: true };
    const began = Temporal.Now.instant();
    try {
      let providerId = '';
      for (const body of bodiesOf(message)) providerId = await create(message, sender, body);
      return providerId ? { accepted: true, providerId } : { accepted: false, retry: 'never', reason: 'empty', alert: true };
    } catch (error) {
      const providerId = mayHaveLeft(error) ? await lookFor(message, began) : undefined;
      return providerId ? { accepted: true, providerId } : { accepted: false, ...failureBehind(error) };
    }
  };

  return { send, findSent };
};
