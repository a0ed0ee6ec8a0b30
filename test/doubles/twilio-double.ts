/** Twilio as our adapter meets it: takes messages, remembers them, refuses the opted-out, posts signed webhooks. */
import { createHmac, randomBytes } from 'node:crypto';
import { startHttpDouble, type Answer } from './http-double.ts';

export const accountSid = 'AC00000000000000000000000000000001';
export const authToken = 'a token for tests';

const sid = (prefix: string) => prefix + randomBytes(16).toString('hex');

/** X-Twilio-Signature: HMAC-SHA1 over the URL and every field, sorted by name. */
export const signTwilio = (url: string, form: Record<string, string>, token = authToken) =>
  createHmac('sha1', token).update(url + Object.keys(form).sort().map((key) => key + form[key]).join('')).digest('base64');

export type SentSms = { sid: string; to: string; from: string; body: string; callback: string; status: string; created: Date };

const resource = ({ sid: id, to, from, body, status, created }: SentSms) => ({
  account_sid: accountSid, api_version: '2010-04-01', body, date_created: created.toUTCString().replace('GMT', '+0000'), date_sent: null,
  date_updated: created.toUTCString().replace('GMT', '+0000'), direction: 'outbound-api', error_code: null, error_message: null, from,
  messaging_service_sid: null, num_media: '0', num_segments: '1', price: null, price_unit: 'USD', sid: id, status, to,
  subresource_uris: { media: `/2010-04-01/Accounts/${accountSid}/Messages/${id}/Media.json` },
  uri: `/2010-04-01/Accounts/${accountSid}/Messages/${id}.json`,
});

const refusal = (status: number, code: number): Answer => ({ status, body: { code, message: `Error ${code}`, more_info: `https://www.twilio.com/docs/errors/${code}`, status } });

/** `publicUrl` is where our webhooks are signed for; `post` sends them to `target`, which may be another address of the same server. */
export const startTwilioDouble = async () => {
  const messages: SentSms[] = [];
  const optedOut = new Set<string>();

  const create = (form: URLSearchParams): Answer => {
    const to = form.get('To') ?? '';
    if (optedOut.has(to)) return refusal(400, 21610);
    if (!/^(whatsapp:)?\+[1-9]\d{6,14}$/.test(to)) return refusal(400, 21211);
    const sent: SentSms = { sid: sid('SM'), to, from: form.get('From') ?? '', body: form.get('Body') ?? '', callback: form.get('StatusCallback') ?? '', status: 'queued', created: new Date() };
    messages.push(sent);
    return { status: 201, body: resource(sent) };
  };

  const list = (path: string): Answer => {
    const to = new URL(path, 'http://double').searchParams.get('To');
    const page = messages.filter((message) => !to || message.to === to).reverse().map(resource);
    const uri = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
    return { status: 200, body: { messages: page, page: 0, page_size: 50, start: 0, end: page.length, uri, first_page_uri: uri, next_page_uri: null, previous_page_uri: null } };
  };

  const server = await startHttpDouble((method, path, body, fault) => {
    if (fault) return refusal(fault.status, fault.code ?? 0);
    if (!path.startsWith(`/2010-04-01/Accounts/${accountSid}/Messages.json`)) return refusal(404, 20404);
    return method === 'POST' ? create(new URLSearchParams(body)) : list(path);
  });

  /** Posts a signed form as Twilio does; gives the answer's status and body. */
  const post = async (publicUrl: string, path: string, form: Record<string, string>, { target = publicUrl, signature }: { target?: string; signature?: string } = {}) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature ?? signTwilio(publicUrl + path, form) };
    const response = await fetch(target + path, { method: 'POST', headers, body: new URLSearchParams(form).toString() });
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.text() };
  };

  const inbound = (from: string, body: string, more: Record<string, string> = {}) => {
    const id = sid('SM');
    return { ToCountry: 'US', ToState: 'NY', SmsMessageSid: id, NumMedia: '0', ToCity: '', FromZip: '', SmsSid: id, FromState: '', SmsStatus: 'received', FromCity: '', Body: body, FromCountry: 'US', To: '+12125550100', ToZip: '', NumSegments: '1', MessageSid: id, AccountSid: accountSid, From: from, ApiVersion: '2010-04-01', ...more };
  };

  return {
    ...server,
    messages,
    optedOut,
    post,
    inbound,
    to: (number: string) => messages.filter(({ to }) => to === number).map(({ body }) => body),
    textFrom: (publicUrl: string, from: string, body: string, more: Record<string, string> = {}, options: { target?: string } = {}) => post(publicUrl, '/webhooks/twilio/messages', inbound(from, body, more), options),
    report: (publicUrl: string, message: SentSms, status: string, errorCode?: string) => {
      const { pathname, search } = new URL(message.callback);
      return post(publicUrl, pathname + search, { MessageSid: message.sid, SmsSid: message.sid, MessageStatus: status, SmsStatus: status, To: message.to, From: message.from, AccountSid: accountSid, ApiVersion: '2010-04-01', ...(errorCode && { ErrorCode: errorCode }) });
    },
  };
};

export type TwilioDouble = Awaited<ReturnType<typeof startTwilioDouble>>;
