import type { ChannelName, DeliveryStatus, InboundMessage, ParsedDelivery, RawRequest, StatusUpdate } from '../../../services/ports.ts';
import { ourIdOf, phoneOf, providerIdOf, userIdOf } from '../address.ts';
import { failureOf } from './error-codes.ts';

type Content =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; choice: string; label: string }
  | { kind: 'location'; latitude: number; longitude: number; label?: string }
  | { kind: 'unsupported'; what: string; text?: string };

const nothing: ParsedDelivery = { messages: [], statuses: [], preferences: [], left: [] };
const left = (what: string): ParsedDelivery => ({ ...nothing, left: [what] });
const unreadable = (why: string): ParsedDelivery => ({ ...nothing, unreadable: why });

/** Twilio's words in ours. What is on its way inside Twilio has been accepted; the rest are the phone's own reports. */
const statuses: Record<string, DeliveryStatus> = {
  queued: 'accepted', accepted: 'accepted', scheduled: 'accepted', sending: 'accepted', sent: 'sent',
  delivered: 'delivered', partially_delivered: 'delivered', read: 'read', undelivered: 'failed', failed: 'failed', canceled: 'failed',
};

const numberIn = (form: URLSearchParams, key: string): number | undefined => {
  const text = form.get(key)?.trim() ?? '';
  return /^-?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : undefined;
};

const locationOf = (form: URLSearchParams): Content | undefined => {
  const [latitude, longitude] = [numberIn(form, 'Latitude'), numberIn(form, 'Longitude')];
  if (latitude === undefined || longitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  const label = form.get('Label') || form.get('Address');
  return { kind: 'location', latitude, longitude, ...(label && { label }) };
};

const choiceOf = (form: URLSearchParams): Content | undefined => {
  const choice = form.get('ButtonPayload') || form.get('ListId');
  if (!choice) return undefined;
  return { kind: 'choice', choice, label: form.get('ButtonText') || form.get('ListTitle') || form.get('Body') || choice };
};

const kindOfMedia = (form: URLSearchParams) => /^[a-z]+(?=\/)/.exec(form.get('MediaContentType0') ?? '')?.[0] ?? 'media';

/** Words beside a picture or a place are kept: they may be what matters. A place counts only when it came alone. */
const contentOf = (form: URLSearchParams): Content => {
  const text = form.get('Body') ?? '';
  const choice = choiceOf(form);
  if (choice) return choice;
  if (Number(form.get('NumMedia')) > 0) return { kind: 'unsupported', what: kindOfMedia(form), ...(text && { text }) };
  if (text.trim() !== '') return { kind: 'text', text };
  return locationOf(form) ?? { kind: 'unsupported', what: 'empty' };
};

type Sender = { channel: ChannelName; from: string; alias?: string };

const fromWhatsApp = (form: URLSearchParams, address: string): Sender | undefined => {
  const phone = phoneOf(address) ?? phoneOf(form.get('WaId'));
  const user = userIdOf(address) ?? userIdOf(form.get('ExternalUserId')?.replace(/^whatsapp:/, ''));
  if (phone) return { channel: 'whatsapp', from: phone, ...(user && { alias: user }) };
  return user ? { channel: 'whatsapp', from: user } : undefined;
};

/** Who wrote. Not a person: short codes, names, other channels. On SMS only a number with its plus is a phone. */
const senderOf = (form: URLSearchParams): Sender | undefined => {
  const from = form.get('From') ?? '';
  if (from.startsWith('whatsapp:')) return fromWhatsApp(form, from.slice('whatsapp:'.length));
  const phone = from.startsWith('+') ? phoneOf(from) : undefined;
  return phone ? { channel: 'sms', from: phone } : undefined;
};

const optOutOf = (form: URLSearchParams): Pick<InboundMessage, 'optOutType'> => {
  const optOutType = form.get('OptOutType');
  return optOutType === 'STOP' || optOutType === 'START' || optOutType === 'HELP' ? { optOutType } : {};
};

const messageIn = (form: URLSearchParams): ParsedDelivery => {
  const providerId = providerIdOf(form.get('MessageSid') ?? form.get('SmsSid'));
  if (!providerId) return form.has('CallSid') ? left('call') : unreadable('message-without-id');
  if (!form.get('From')) return unreadable('message-without-sender');
  if (form.get('From') === form.get('To')) return left('from-ourselves');
  const sender = senderOf(form);
  if (!sender) return left('not-a-person');
  return { ...nothing, messages: [{ adapter: 'twilio', providerId, ...sender, ...optOutOf(form), ...contentOf(form) }] };
};

const codeIn = (form: URLSearchParams) => {
  const code = form.get('ErrorCode') ?? '';
  return /^\d{1,9}$/.test(code) && code !== '0' ? Number(code) : undefined;
};

const statusIn = (form: URLSearchParams, query: URLSearchParams): ParsedDelivery => {
  const providerId = providerIdOf(form.get('MessageSid') ?? form.get('SmsSid'));
  if (!providerId) return unreadable('status-without-id');
  const status = statuses[form.get('MessageStatus') ?? form.get('SmsStatus') ?? ''];
  if (!status) return left('status');
  const outboundId = ourIdOf(query.get('m'));
  const update: StatusUpdate = { adapter: 'twilio', ...(outboundId && { outboundId }), providerId, status };
  return { ...nothing, statuses: [status === 'failed' ? { ...update, failure: failureOf(codeIn(form)) } : update] };
};

/** A message is told by its words, not only by its path: one that was configured to the status address still counts. */
const isMessage = (form: URLSearchParams, path: string) => {
  const status = form.get('MessageStatus') ?? form.get('SmsStatus') ?? '';
  return status === '' ? !path.endsWith('/status') : status === 'received' || status === 'receiving';
};

/**
 * What a Twilio post holds: one message or one status report. A post to the fallback URL is the same message with an
 * ErrorCode about ourselves, so that code is read in status reports only.
 */
export const parseTwilio = ({ url, headers, body }: RawRequest): ParsedDelivery => {
  if (headers['content-type']?.startsWith('application/json')) return left('json');
  const [path = '', query = ''] = url.split('?', 2);
  const form = new URLSearchParams(body.toString('utf8'));
  return isMessage(form, path) ? messageIn(form) : statusIn(form, new URLSearchParams(query));
};
