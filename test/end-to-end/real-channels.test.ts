import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { accountSid, authToken, signTwilio, startTwilioDouble, type TwilioDouble } from '../doubles/twilio-double.ts';
import { appSecret, phoneNumberId, startWhatsAppDouble, verifyToken, type WhatsAppDouble } from '../doubles/whatsapp-double.ts';
import { startForTest, type Running } from '../porchlight.ts';

const publicUrl = 'https://text.city.example';
let twilio: TwilioDouble;
let meta: WhatsAppDouble;
let porchlight: Running;

beforeAll(async () => {
  [twilio, meta] = await Promise.all([startTwilioDouble(), startWhatsAppDouble()]);
  porchlight = await startForTest({
    PUBLIC_URL: publicUrl, TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_FROM: '+12125550100', TWILIO_API_URL: twilio.url,
    WHATSAPP_PHONE_NUMBER_ID: phoneNumberId, WHATSAPP_ACCESS_TOKEN: 'token', WHATSAPP_APP_SECRET: appSecret, WHATSAPP_VERIFY_TOKEN: verifyToken, WHATSAPP_API_URL: meta.url,
  });
}, 60_000);
afterAll(async () => {
  await porchlight.end();
  await Promise.all([twilio.stop(), meta.stop()]);
});

const until = async (what: () => unknown | Promise<unknown>, seconds = 15) => {
  for (let waited = 0; waited < seconds * 20; waited += 1) {
    if (await what()) return;
    await sleep(50);
  }
  throw new Error('it did not happen in time');
};

const query = async (sql: string, values: unknown[] = []) => (await porchlight.open.connection.pool.query(sql, values)).rows;
const count = async (table: string) => Number((await query(`select count(*) as n from ${table}`))[0].n);

/** Texts by SMS and waits for the answer to arrive on the phone. */
const sms = async (from: string, text: string) => {
  const before = twilio.to(from).length;
  expect(await twilio.textFrom(publicUrl, from, text, {}, { target: porchlight.url })).toEqual({ status: 200, type: expect.stringContaining('text/xml'), body: expect.stringMatching(/<Response\/>$/) });
  await until(() => twilio.to(from).length > before);
  await sleep(150);
  return twilio.to(from).slice(before);
};

describe('an SMS through Twilio', () => {
  it('is answered with empty TwiML at once and the reply by REST, from hello to a booked seat', async () => {
    const from = '+17185550201';
    expect((await sms(from, 'hi'))[0]).toContain('Porchlight');
    await sms(from, '2');
    await sms(from, '10467');
    const offers = (await sms(from, '2')).join('\n');
    expect(offers).toMatch(/^1 /m);
    expect((await sms(from, '1')).join('\n')).toContain('Your seat is saved');
  });

  it('carries our id in the status callback, and reports only ever move it forward', async () => {
    const from = '+17185550202';
    await sms(from, 'hi');
    const sent = twilio.messages.find(({ to }) => to === from)!;
    const id = new URL(sent.callback).searchParams.get('m');
    const report = (status: string) => twilio.post(publicUrl, `/webhooks/twilio/status?m=${id}`, { MessageSid: sent.sid, SmsSid: sent.sid, MessageStatus: status, To: from, From: sent.from, AccountSid: accountSid, ApiVersion: '2010-04-01' }, { target: porchlight.url });
    for (const status of ['delivered', 'sent', 'delivered']) expect((await report(status)).status).toBe(200);
    expect(await query('select status from outbound_message where id = $1', [id])).toEqual([{ status: 'delivered' }]);
  });

  it.each([
    ['signed for another address', (form: Record<string, string>) => signTwilio('https://elsewhere.example/webhooks/twilio/messages', form)],
    ['signed with another token', (form: Record<string, string>) => signTwilio(`${publicUrl}/webhooks/twilio/messages`, form, 'guess')],
    ['not signed', () => ''],
  ])('%s is refused with 403 and leaves no trace', async (_, sign) => {
    const form = twilio.inbound('+17185550203', 'hi');
    const before = await count('inbound_message');
    expect((await twilio.post(publicUrl, '/webhooks/twilio/messages', form, { target: porchlight.url, signature: sign(form) })).status).toBe(403);
    expect([await count('inbound_message'), await count('stored_webhook')]).toEqual([before, 0]);
  });

  it('delivered twice has one effect', async () => {
    const form = twilio.inbound('+17185550204', 'hi');
    const answers = await Promise.all([1, 2, 3].map(() => twilio.post(publicUrl, '/webhooks/twilio/messages', form, { target: porchlight.url })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await until(() => twilio.to('+17185550204').length === 2);
    await sleep(300);
    expect(twilio.to('+17185550204')).toHaveLength(2);
  });

  it('with OptOutType is recorded and never answered', async () => {
    const from = '+17185550205';
    await sms(from, 'hi');
    const before = twilio.to(from).length;
    await twilio.textFrom(publicUrl, from, 'STOP', { OptOutType: 'STOP' }, { target: porchlight.url });
    await sleep(400);
    expect(twilio.to(from)).toHaveLength(before);
    const hash = porchlight.services.kit.seal.hash(from);
    expect(await query('select opted_out_at is not null as out from address where hash = $1', [hash])).toEqual([{ out: true }]);
    expect(await query(`select given, source from consent where address_hash = $1 and purpose = 'all'`, [hash])).toEqual([{ given: false, source: 'provider' }]);
  });

  it('that Twilio refuses because the person opted out there marks them, and is not tried again', async () => {
    const from = '+17185550206';
    twilio.optedOut.add(from);
    await twilio.textFrom(publicUrl, from, 'hi', {}, { target: porchlight.url });
    const hash = porchlight.services.kit.seal.hash(from);
    await until(async () => (await query('select opted_out_at from address where hash = $1', [hash]))[0]?.opted_out_at);
    await until(async () => (await query(`select count(*)::int as n from outbound_message o join address a on a.id = o.address_id where a.hash = $1 and o.status = 'failed' and o.error_code = '21610'`, [hash]))[0].n === 2);
  });

  it('goes out in order and once although Twilio fails, is slow, or cuts the line', async () => {
    const from = '+17185550207';
    twilio.failNext({ status: 503 }, 'refuse', { slowMs: 300 });
    await twilio.textFrom(publicUrl, from, 'hi', {}, { target: porchlight.url });
    await until(() => twilio.to(from).length === 2, 30);
    await sleep(300);
    expect(twilio.to(from).map((body) => body.split(' ').slice(0, 2).join(' '))).toEqual(['Hi, this', 'What would']);
  }, 40_000);
});

describe('a message by WhatsApp', () => {
  it('is set up by the challenge, and only with the right word', async () => {
    const ask = (token: string) => fetch(`${porchlight.url}/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=1158201444`);
    const right = await ask(verifyToken);
    expect([right.status, right.headers.get('content-type'), await right.text()]).toEqual([200, expect.stringContaining('text/plain'), '1158201444']);
    expect((await ask('guess')).status).toBe(403);
  });

  it('is answered with lists and buttons, by pin and by press, to a booked seat', async () => {
    const from = '+17185550301';
    const said = async (act: Promise<{ status: number }>) => {
      const before = meta.to(from).length;
      expect((await act).status).toBe(200);
      await until(() => meta.to(from).length > before);
      await sleep(200);
      return meta.to(from).slice(before) as { type: string; interactive?: { type: string; action: { sections: { rows: { id: string; title: string }[] }[]; buttons: { reply: { id: string } }[] } } }[];
    };
    const hello = await said(meta.textFrom(porchlight.url, from, 'hola ñandú / 👋🏽'));
    expect(hello.map(({ type }) => type)).toEqual(['text', 'interactive']);
    await said(meta.pickFrom(porchlight.url, from, 'low-mood', 'Tristeza'));
    await said(meta.locationFrom(porchlight.url, from, 40.878, -73.872));
    const offers = (await said(meta.pickFrom(porchlight.url, from, 'any', 'Todo'))).at(-1)?.interactive;
    const row = offers?.action.sections[0]?.rows[0];
    expect(offers?.type).toBe('list');
    await said(meta.pickFrom(porchlight.url, from, row!.id, row!.title));
    const hash = porchlight.services.kit.seal.hash(from);
    expect(await query('select count(*)::int as n from booking join address using (person_id) where hash = $1', [hash])).toEqual([{ n: 1 }]);
  }, 40_000);

  it('from someone without a number is answered to their user id', async () => {
    const from = 'US.13491208655302741918';
    await meta.textFrom(porchlight.url, from, 'hi');
    await until(() => meta.messages.filter(({ payload }) => payload['recipient'] === from).length === 2);
  });

  it('of several people in one delivery is answered to each', async () => {
    const people = ['+17185550311', '+17185550312', '+17185550313'];
    const [first, ...others] = people.map((from) => meta.message(from, { type: 'text', text: { body: 'hi' } }));
    first!.entry.push(...others.flatMap(({ entry }) => entry));
    expect((await meta.post(porchlight.url, first)).status).toBe(200);
    await until(() => people.every((from) => meta.to(from).length === 2));
  });

  it('that is a picture is answered kindly', async () => {
    const from = '+17185550321';
    await meta.textFrom(porchlight.url, from, 'hi');
    await meta.post(porchlight.url, meta.message(from, { type: 'image', image: { id: '1', mime_type: 'image/jpeg', sha256: 'x' } }));
    await until(async () => (await query(`select key from outbound_message o join address a on a.id = o.address_id where a.hash = $1`, [porchlight.services.kit.seal.hash(from)])).some(({ key }) => key === 'engine.unsupported'));
  });

  it('badly signed is refused, and signed but unreadable is kept and answered 200', async () => {
    expect((await meta.post(porchlight.url, meta.message('+17185550331', { type: 'text', text: { body: 'hi' } }), { signature: 'sha256=00' })).status).toBe(403);
    expect((await meta.post(porchlight.url, '{"entry": [')).status).toBe(200);
    expect(await query('select adapter, reason from stored_webhook')).toEqual([{ adapter: 'whatsapp', reason: 'not-json' }]);
  });
});

describe('a reminder', () => {
  it('comes the calendar day before, by the channel the person used last, and can be answered', async () => {
    const from = '+17185550401';
    for (const text of ['hi', '1', '10467', 'skip', '1', '1']) await sms(from, text);
    const hash = porchlight.services.kit.seal.hash(from);
    const [due] = await query(`select r.due_at from reminder r join booking b on b.id = r.booking_id join address a on a.person_id = b.person_id where a.hash = $1 and r.kind = 'day-before' order by r.due_at`, [hash]);
    expect(due).toBeDefined();
    const before = twilio.to(from).length;
    const skip = await fetch(`${porchlight.url}/phone/skip`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to: new Date(due.due_at.getTime() + 1000).toISOString() }) });
    expect(skip.status).toBe(200);
    const asked = () => twilio.to(from).slice(before).find((text) => /1 Coming/.test(text));
    await until(asked, 20);
    const text = asked();
    expect(text).not.toMatch(/grief|losing|duelo|group|circle/i);
    await sms(from, '3');
    expect(await query('select status from booking join address using (person_id) where hash = $1 and wants_ride', [hash])).toEqual([{ status: 'coming' }]);
  }, 60_000);
});

it('every message can be followed by its id from the provider to the answer', async () => {
  const form = { ...twilio.inbound('+17185550501', 'hi'), MessageSid: `SM${randomUUID().replaceAll('-', '')}` };
  await twilio.post(publicUrl, '/webhooks/twilio/messages', form, { target: porchlight.url });
  const trace = await query(`select o.key from inbound_message i join outbound_message o on o.cause_id = i.id where i.provider_id = $1 order by o.position`, [form.MessageSid]);
  expect(trace.map(({ key }) => key)).toEqual(['welcome.hello', 'intake.askNeed']);
});
