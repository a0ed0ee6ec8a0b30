import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createTwilioChannel } from '../../../src/adapters/channels/twilio/twilio-channel.ts';
import { createWhatsAppChannel } from '../../../src/adapters/channels/whatsapp/whatsapp-channel.ts';
import type { ParsedDelivery, RawRequest } from '../../../src/services/ports.ts';
import { accountSid, authToken, signTwilio } from '../../doubles/twilio-double.ts';
import { appSecret, metaBytes, signMeta, verifyToken } from '../../doubles/whatsapp-double.ts';
import { expected } from './payloads.ts';

type Payload = { name: string; provider: 'twilio' | 'meta'; kind: string; body?: { entry: { changes: { value: { metadata?: { phone_number_id?: string } } }[] }[] }; rawBody?: string };

const folder = join(import.meta.dirname, '../../../../shared/data/payloads');
const present = existsSync(folder);
const payloads = present ? readdirSync(folder).sort().map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Payload) : [];

const publicUrl = 'https://text.city.example';
const twilio = createTwilioChannel({ accountSid, authToken, from: '+12125550100', publicUrl });
const whatsappFor = (phoneNumberId: string) => createWhatsAppChannel({ phoneNumberId, accessToken: 'x', appSecret, verifyToken, graphVersion: 'v26.0' });

const numberOf = ({ body }: Payload) => body?.entry[0]?.changes.map(({ value }) => value.metadata?.phone_number_id).find(Boolean) ?? '1';

const request = (payload: Payload): RawRequest => {
  if (payload.provider === 'meta') {
    const bytes = metaBytes(payload.body);
    return { method: 'POST', url: '/webhooks/whatsapp', headers: { 'x-hub-signature-256': signMeta(bytes) }, body: Buffer.from(bytes) };
  }
  const url = payload.kind.startsWith('status') ? '/webhooks/twilio/status' : '/webhooks/twilio/messages';
  const form = Object.fromEntries(new URLSearchParams(payload.rawBody));
  return { method: 'POST', url, headers: { 'x-twilio-signature': signTwilio(publicUrl + url, form) }, body: Buffer.from(payload.rawBody ?? '') };
};

/** A delivery in one line: what each message says or is, each report, and what was left. */
const inOneLine = ({ messages, statuses, preferences, left, unreadable }: ParsedDelivery) =>
  [
    ...messages.map((message) => {
      const said = message.kind === 'text' ? message.text : message.kind === 'choice' ? `${message.choice} (${message.label})` : message.kind === 'location' ? `${message.latitude},${message.longitude}` : `${message.what}${message.text ? ` "${message.text}"` : ''}`;
      return `${message.from}${message.alias ? ` = ${message.alias}` : ''} ${message.kind}: ${said}`;
    }),
    ...statuses.map(({ status, failure }) => `report ${status}${failure ? ` ${failure.reason}` : ''}`),
    ...preferences.map(({ from, wants }) => `${from} wants ${wants}`),
    ...left.map((what) => `left: ${what}`),
    ...(unreadable ? [`unreadable: ${unreadable}`] : []),
  ].join(' | ');

if (!present) {
  it('is skipped: ../shared/data/payloads is not here', () => expect(present).toBe(false));
} else {
  describe('a delivery as providers really send it', () => {
    it.each(payloads.map((payload) => [payload.name, payload] as const))('%s', (name, payload) => {
      const channel = payload.provider === 'twilio' ? twilio : whatsappFor(numberOf(payload));
      expect(channel.verify(request(payload))).toBe(true);
      expect(inOneLine(channel.parse(request(payload)))).toBe(expected[name]);
    });

    it('has an expectation for each, and none for what is gone', () => {
      expect(Object.keys(expected).sort()).toEqual(payloads.map(({ name }) => name).sort());
    });
  });
}

describe('whatever else arrives', () => {
  const anyRequest = fc.record({
    method: fc.constant('POST'),
    url: fc.string(),
    headers: fc.dictionary(fc.constantFrom('x-twilio-signature', 'x-hub-signature-256', 'content-type'), fc.string()),
    body: fc.oneof(fc.uint8Array(), fc.json().map((text) => new TextEncoder().encode(text))).map((bytes) => Buffer.from(bytes)),
  });

  it('is refused without a word, and never makes an adapter throw', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        for (const channel of [twilio, whatsappFor('1')]) {
          expect(channel.verify(request)).toBe(false);
          channel.parse(request);
        }
      }),
    );
  });

  it.each([['__proto__'], [{ entry: [{ changes: [{ field: 'messages', value: { messages: [null, 1, { type: 'text' }] } }] }] }], [{ entry: [{ changes: [{ field: 'messages', value: { messages: [{ from: '1', id: 'x', type: 'text', text: 7 }] } }] }] }]])('odd shapes are read as far as they go: %j', (body) => {
    const parsed = whatsappFor('1').parse({ method: 'POST', url: '/webhooks/whatsapp', headers: {}, body: Buffer.from(JSON.stringify(body)) });
    expect(parsed.messages).toEqual([]);
    expect(parsed.unreadable).toBeDefined();
  });
});
