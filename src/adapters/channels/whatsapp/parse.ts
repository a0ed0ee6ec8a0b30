import type { DeliveryStatus, InboundMessage, ParsedDelivery, PreferenceUpdate, RawRequest, StatusUpdate } from '../../../services/ports.ts';
import { ourIdOf, phoneOf, providerIdOf, userIdOf } from '../address.ts';
import { failureOf } from './error-codes.ts';

type Json = Record<string, unknown>;
type Content =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; choice: string; label: string }
  | { kind: 'location'; latitude: number; longitude: number; label?: string }
  | { kind: 'unsupported'; what: string; text?: string };

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectIn = (value: Json, key: string): Json => (isObject(value[key]) ? value[key] : {});
const listIn = (value: Json, key: string): Json[] => (Array.isArray(value[key]) ? value[key].filter(isObject) : []);
const textIn = (value: Json, key: string): string => (typeof value[key] === 'string' ? value[key] : '');
const numberIn = (value: Json, key: string): number | undefined => {
  const number = Number(value[key]);
  return value[key] !== undefined && value[key] !== '' && Number.isFinite(number) ? number : undefined;
};

const whenOf = (value: Json): string | undefined => {
  const seconds = numberIn(value, 'timestamp');
  return seconds === undefined || Math.abs(seconds) > 1e11 ? undefined : Temporal.Instant.fromEpochMilliseconds(Math.round(seconds * 1000)).toString();
};

/** Pressed answers carry our own ids; the sentence of a form sent back does not. */
const replyIn = (interactive: Json): Content => {
  const reply = [objectIn(interactive, 'button_reply'), objectIn(interactive, 'list_reply')].find((one) => textIn(one, 'id'));
  if (reply) return { kind: 'choice', choice: textIn(reply, 'id'), label: textIn(reply, 'title') || textIn(reply, 'id') };
  return { kind: 'unsupported', what: textIn(interactive, 'type') || 'interactive' };
};

const locationIn = (location: Json): Content => {
  const [latitude, longitude] = [numberIn(location, 'latitude'), numberIn(location, 'longitude')];
  const label = textIn(location, 'name') || textIn(location, 'address');
  if (latitude === undefined || longitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return { kind: 'unsupported', what: 'location' };
  return { kind: 'location', latitude, longitude, ...(label && { label }) };
};

/** Words beside a picture are kept: they may be what matters. */
const otherIn = (message: Json, type: string): Content => {
  const text = textIn(objectIn(message, type), 'caption') || textIn(objectIn(message, type), 'text');
  return { kind: 'unsupported', what: type || 'unknown', ...(text && { text }) };
};

/** News about a message or a person rather than something said to us. */
const notSaid = new Set(['reaction', 'revoke', 'system', 'request_welcome', 'ephemeral']);

const contentOf = (message: Json): Content | undefined => {
  const type = textIn(message, 'type');
  if (notSaid.has(type)) return undefined;
  if (type === 'edit') return contentOf(objectIn(objectIn(message, 'edit'), 'message'));
  if (type === 'text') return { kind: 'text', text: textIn(objectIn(message, 'text'), 'body') };
  if (type === 'button') return { kind: 'choice', choice: textIn(objectIn(message, 'button'), 'payload') || textIn(objectIn(message, 'button'), 'text'), label: textIn(objectIn(message, 'button'), 'text') };
  if (type === 'interactive') return replyIn(objectIn(message, 'interactive'));
  if (type === 'location') return locationIn(objectIn(message, 'location'));
  return otherIn(message, type);
};

/** Who wrote: their phone where Meta shows it, their user id where it does not, and the other of the two beside it. */
const senderOf = (message: Json, contacts: Json[]): Pick<InboundMessage, 'from' | 'alias'> | undefined => {
  const from = textIn(message, 'from');
  const contact = contacts.find((one) => textIn(one, 'wa_id') === from) ?? (from === '' && contacts.length === 1 ? contacts[0] : undefined) ?? {};
  const phone = phoneOf(from) ?? (from === '' ? phoneOf(textIn(contact, 'wa_id')) : undefined);
  const user = userIdOf(from) ?? userIdOf(message['from_user_id']) ?? userIdOf(contact['user_id']);
  if (phone) return { from: phone, ...(user && { alias: user }) };
  return user ? { from: user } : undefined;
};

const nothing = (): ParsedDelivery => ({ messages: [], statuses: [], preferences: [], left: [] });

const readMessage = (message: Json, contacts: Json[], into: ParsedDelivery) => {
  const content = contentOf(message);
  if (!content) return into.left.push(textIn(message, 'type'));
  if (message['group_id'] !== undefined) return into.left.push('group-message');
  const [sender, providerId] = [senderOf(message, contacts), providerIdOf(message['id'])];
  if (!sender) return (into.unreadable = 'message-without-sender');
  if (!providerId) return (into.unreadable = 'message-without-id');
  const sentAt = whenOf(message);
  return into.messages.push({ adapter: 'whatsapp', channel: 'whatsapp', providerId, ...sender, ...(sentAt && { sentAt }), ...content });
};

const statuses: Record<string, DeliveryStatus> = { sent: 'sent', delivered: 'delivered', read: 'read', played: 'read', failed: 'failed' };

const readStatus = (report: Json, into: ParsedDelivery) => {
  const [status, providerId] = [statuses[textIn(report, 'status')], providerIdOf(report['id'])];
  if (!status || !providerId) return into.left.push('status');
  const outboundId = ourIdOf(report['biz_opaque_callback_data']);
  const update: StatusUpdate = { adapter: 'whatsapp', ...(outboundId && { outboundId }), providerId, status };
  const code = numberIn(listIn(report, 'errors')[0] ?? {}, 'code');
  return into.statuses.push(status === 'failed' ? { ...update, failure: failureOf(code) } : update);
};

const readPreference = (preference: Json, contacts: Json[], into: ParsedDelivery) => {
  const wants = ({ stop: 'stop', resume: 'resume' } as const)[textIn(preference, 'value')];
  const from = phoneOf(textIn(preference, 'wa_id')) ?? userIdOf(preference['user_id']) ?? userIdOf(contacts[0]?.['user_id']);
  if (!wants || !from) return into.left.push('preference');
  const update: PreferenceUpdate = { adapter: 'whatsapp', from, wants };
  return into.preferences.push(update);
};

const readChange = (change: Json, phoneNumberId: string, into: ParsedDelivery) => {
  const value = objectIn(change, 'value');
  const field = textIn(change, 'field');
  const ours = textIn(objectIn(value, 'metadata'), 'phone_number_id');
  if (ours && ours !== phoneNumberId) return into.left.push('other-number');
  const contacts = listIn(value, 'contacts');
  if (field === 'user_preferences') return listIn(value, 'user_preferences').forEach((one) => readPreference(one, contacts, into));
  if (field !== 'messages') return into.left.push(field || 'unnamed-field');
  for (const message of listIn(value, 'messages')) readMessage(message, contacts, into);
  for (const report of listIn(value, 'statuses')) readStatus(report, into);
  for (const other of ['message_echoes', 'calls', 'errors'].filter((key) => listIn(value, key).length > 0)) into.left.push(other);
};

/** Everything one delivery holds: every entry, every change, every message and report in it. Never throws. */
export const parseWhatsApp = (phoneNumberId: string, { body }: RawRequest): ParsedDelivery => {
  const parsed = nothing();
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    return { ...parsed, unreadable: 'not-json' };
  }
  if (!isObject(json) || !Array.isArray(json['entry'])) return { ...parsed, unreadable: 'not-a-delivery' };
  for (const entry of listIn(json, 'entry')) for (const change of listIn(entry, 'changes')) readChange(change, phoneNumberId, parsed);
  return parsed;
};
