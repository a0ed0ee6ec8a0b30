import { createTwilioChannel } from '../../src/adapters/channels/twilio/twilio-channel.ts';
import { createWhatsAppChannel } from '../../src/adapters/channels/whatsapp/whatsapp-channel.ts';
import type { Channel, OutgoingMessage } from '../../src/services/ports.ts';
import { accountSid, authToken, startTwilioDouble, type TwilioDouble } from '../doubles/twilio-double.ts';
import { appSecret, phoneNumberId, startWhatsAppDouble, verifyToken, type WhatsAppDouble } from '../doubles/whatsapp-double.ts';
import { noJudge, startJudge } from './prism.ts';

const choices = (count: number, label = (n: number) => `Answer ${n}`) => Array.from({ length: count }, (_, index) => ({ id: `choice-${index + 1}`, label: label(index + 1) }));
const message = (more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: crypto.randomUUID(), channel: 'sms', to: '+12125550123', text: 'Can you come?', choices: [], chooseLabel: 'See choices', validSeconds: 3600, ...more,
});

type Stage = { name: string; without?: string; twilioUrl: string; metaUrl: string; stop(): Promise<void> };

let twilio: TwilioDouble;
let meta: WhatsAppDouble;
const specs = { twilio: 'twilio-messages-strict.json', meta: 'meta-wa-patched.json' };
const missing = noJudge(specs.twilio) ?? noJudge(specs.meta);
if (missing) console.info(`contracts run on the doubles alone: ${missing}`);

beforeAll(async () => {
  [twilio, meta] = await Promise.all([startTwilioDouble(), startWhatsAppDouble()]);
});
afterAll(() => Promise.all([twilio.stop(), meta.stop()]));

const stages: [string, () => Promise<Stage>][] = [
  ['the double alone', async () => ({ name: 'alone', twilioUrl: twilio.url, metaUrl: meta.url, stop: async () => {} })],
  ...(missing
    ? []
    : [[
        'the double behind the vendor\'s specification',
        async () => {
          const [first, second] = [await startJudge(specs.twilio, twilio.url), await startJudge(specs.meta, meta.url)];
          return { name: 'judged', twilioUrl: first.url, metaUrl: second.url, stop: async () => void (await Promise.all([first.stop(), second.stop()])) };
        },
      ] as [string, () => Promise<Stage>]]),
];

describe.each(stages)('against %s', (_, open) => {
  let stage: Stage;
  let sms: Channel;
  let whatsapp: Channel;

  beforeAll(async () => {
    stage = await open();
    sms = createTwilioChannel({ accountSid, authToken, from: '+12125550100', apiUrl: stage.twilioUrl, publicUrl: 'https://text.city.example' });
    whatsapp = createWhatsAppChannel({ phoneNumberId, accessToken: 'token', appSecret, verifyToken, apiUrl: stage.metaUrl, graphVersion: 'v23.0' });
  }, 60_000);
  afterAll(() => stage.stop());

  it.each([
    ['a plain text', message()],
    ['a question, as a numbered menu', message({ choices: choices(3) })],
    ['other scripts', message({ text: '你好 مرحبا 👋🏽' })],
    ['more than one message may hold', message({ text: 'A sentence that goes on. '.repeat(100) })],
  ])('Twilio takes %s', async (_name, sent) => {
    const before = twilio.messages.length;
    expect(await sms.send(sent)).toEqual({ accepted: true, providerId: expect.stringMatching(/^SM[0-9a-f]{32}$/) });
    const got = twilio.messages.slice(before);
    expect(got.every(({ body, callback }) => body.length <= 1600 && callback.endsWith(`/webhooks/twilio/status?m=${sent.id}`))).toBe(true);
  });

  it('a message to Twilio of unknown fate can be found again', async () => {
    const sent = message({ text: `Was I sent? ${crypto.randomUUID()}` });
    const since = Temporal.Now.instant().subtract({ seconds: 2 });
    expect(await sms.findSent(sent, since)).toBeUndefined();
    const result = await sms.send(sent);
    expect(await sms.findSent(sent, since)).toBe(result.accepted ? result.providerId : '');
  });

  it('Twilio\'s refusal of someone who opted out is final and marks them', async () => {
    twilio.optedOut.add('+12125550199');
    expect(await sms.send(message({ to: '+12125550199' }))).toEqual({ accepted: false, retry: 'never', reason: 'opted-out', code: '21610', markAddress: 'opted-out' });
  });

  it.each([
    ['a plain text', message(), 'text'],
    ['three short answers as buttons', message({ choices: choices(3) }), 'button'],
    ['four answers as a list', message({ choices: choices(4) }), 'list'],
    ['answers too long for a button as a list', message({ choices: choices(2, (n) => `A rather long answer, number ${n}`) }), 'list'],
    ['ten answers as a list', message({ choices: choices(10) }), 'list'],
    ['eleven answers as numbers in the text', message({ choices: choices(11) }), 'text'],
    ['someone known by their user id alone', message({ to: 'US.13491208655302741918' }), 'text'],
  ])('Meta takes %s', async (_name, sent, form) => {
    const before = meta.messages.length;
    expect(await whatsapp.send({ ...sent, channel: 'whatsapp' })).toEqual({ accepted: true, providerId: expect.stringMatching(/^wamid\./) });
    const [got] = meta.messages.slice(before);
    const { type, interactive, biz_opaque_callback_data: ours } = got!.payload as { type: string; interactive?: { type: string }; biz_opaque_callback_data: string };
    expect([interactive?.type ?? type, ours]).toEqual([form, sent.id]);
  });

  it.each([
    ['outside the 24 hours', { status: 400, code: 131047 }, { retry: 'never', reason: 'outside-window', markAddress: 'outside-window', code: '131047' }],
    ['too many at once', { status: 400, code: 130429 }, { retry: 'later', reason: 'too-many-requests', code: '130429' }],
    ['a token that ran out', { status: 401, code: 190 }, { retry: 'later', reason: 'credentials', alert: true, code: '190' }],
    ['a code nobody knows', { status: 400, code: 999999 }, { retry: 'never', reason: 'unknown', alert: true, code: '999999' }],
  ])('Meta\'s refusal says what to do: %s', async (_name, fault, failure) => {
    meta.failNext(fault);
    expect(await whatsapp.send(message({ channel: 'whatsapp' }))).toEqual({ accepted: false, ...failure });
  });
});
