/** Signed Twilio form posts for the load, and the reading back of what is written in their ids. */
import { createHmac } from 'node:crypto';
import { turns } from './intake.ts';

/** The account every system is started with; nothing outside the machine is ever called with it. */
export const account = { sid: 'AC00000000000000000000000000000001', token: '00000000000000000000000000000002', from: '+12125550100' };

export const webhookPath = '/webhooks/twilio/messages';
export const publicUrl = (port: number) => `http://127.0.0.1:${port}`;

const areas = ['212', '718', '917', '347', '646', '929', '332'];

/** A New York number of its own for each conversation: 10,000 lines to an exchange, seven area codes. */
export const numberOf = (conversation: number) => {
  const line = String(conversation % 10_000).padStart(4, '0');
  const exchange = Math.floor(conversation / 10_000);
  return `+1${areas[exchange % areas.length]}${String(220 + Math.floor(exchange / areas.length)).padStart(3, '0')}${line}`;
};

/** Twilio's ids are random, and an index feels that: scattered digits first, then conversation and step to read back. */
const messageSid = (conversation: number, step: number) => {
  const scattered = Math.imul(conversation * turns.length + step + 1, 0x9e3779b1) >>> 0;
  return `SM${scattered.toString(16).padStart(8, '0')}${'0'.repeat(8)}${conversation.toString(16).padStart(12, '0')}${step.toString(16).padStart(4, '0')}`;
};

/** Which conversation and step (from 0) an id was made for. */
export const readSid = (sid: string) => ({ conversation: Number.parseInt(sid.slice(18, 30), 16), step: Number.parseInt(sid.slice(30), 16) });

/** The parameters of a real inbound SMS, named as Twilio names them. */
const fields = (conversation: number, step: number): Record<string, string> => {
  const sid = messageSid(conversation, step);
  return {
    ToCountry: 'US', ToState: 'NY', SmsMessageSid: sid, NumMedia: '0', ToCity: 'NEW YORK', FromZip: '10467', SmsSid: sid, FromState: 'NY',
    SmsStatus: 'received', FromCity: 'BRONX', Body: turns[step]?.says ?? '', FromCountry: 'US', To: account.from, ToZip: '10001',
    NumSegments: '1', MessageSid: sid, AccountSid: account.sid, From: numberOf(conversation), ApiVersion: '2010-04-01',
  };
};

/** Twilio's signature: base64 HMAC-SHA1 of the URL and every parameter in order of name. */
const sign = (url: string, form: Record<string, string>) => {
  const signed = Object.keys(form).sort().reduce((text, key) => text + key + form[key], url);
  return createHmac('sha1', account.token).update(signed).digest('base64');
};

const requestFor = (port: number, conversation: number, step: number) => {
  const form = fields(conversation, step);
  const body = new URLSearchParams(form).toString();
  const head = [
    `POST ${webhookPath} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'User-Agent: TwilioProxy/1.1', 'Accept: */*',
    'Content-Type: application/x-www-form-urlencoded; charset=utf-8', `Content-Length: ${body.length}`,
    `X-Twilio-Signature: ${sign(publicUrl(port) + webhookPath, form)}`, `I-Twilio-Idempotency-Token: ${form['MessageSid']}`, 'X-Home-Region: us1',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1');
};

/** The posts of one conversation, in order, ready to be written to a socket. */
export const conversationRequests = (port: number, conversation: number) => turns.map((_, step) => requestFor(port, conversation, step));
