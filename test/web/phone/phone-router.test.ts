import type { RequestHandler } from 'express';
import { segments } from '../../../src/core/language/segments.ts';
import { createFakePhoneServices } from './fake-phone-services.ts';
import { servePhone } from './serve-phone.ts';

const resident = { from: '+17185550123', channel: 'sms' };
type Json = Record<string, unknown>;

const open = async (options = {}) => {
  const services = createFakePhoneServices();
  const { url, close } = await servePhone(services, options);
  const post = async (path: string, body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Json };
  };
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
  };
  return { services, url, post, get, close };
};

describe('a phone sends and is answered', () => {
  let phone: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => void (phone = await open()));
  afterEach(() => phone.close());

  it('gets every reply of the turn, an SMS with its answers as a numbered menu', async () => {
    const { status, body } = await phone.post('/phone/messages', { ...resident, text: 'weekly' });
    const text = 'Do you want this seat every week?\n1 Every week\n2 Just this one\n3 Drop it';
    expect(status).toBe(200);
    expect(body).toEqual({
      replies: [{ key: 'findGroup.askWeekly', text, segments: 1, choices: [{ id: 'answer-1', label: 'Every week' }, { id: 'answer-2', label: 'Just this one' }, { id: 'answer-3', label: 'Drop it' }] }],
    });
  });

  it('gets the words and the answers apart on WhatsApp', async () => {
    const { body } = await phone.post('/phone/messages', { ...resident, channel: 'whatsapp', text: 'weekly' });
    expect(body).toMatchObject({ replies: [{ text: 'Do you want this seat every week?', segments: 1, choices: [{ id: 'answer-1' }, { id: 'answer-2' }, { id: 'answer-3' }] }] });
  });

  it('is told what an SMS costs with its menu, not without', async () => {
    const { body } = await phone.post('/phone/messages', { ...resident, text: '10467' });
    const [reply] = body['replies'] as { text: string; segments: number }[];
    expect(reply?.text).toContain('1 Tue 24 Nov, 7:00 pm, 0.4 miles. Evening Circle. English and Spanish');
    expect(reply?.segments).toBe(segments(reply?.text ?? ''));
    expect(reply?.segments).toBe(2);
  });

  const arrivals: [string, Json, Json][] = [
    ['a text', { text: 'hola' }, { kind: 'text', text: 'hola' }],
    ['a button by its id alone', { choice: 'weekly' }, { kind: 'choice', choice: 'weekly', label: 'weekly' }],
    ['a button with what it said', { choice: 'weekly', label: 'Every week' }, { kind: 'choice', choice: 'weekly', label: 'Every week' }],
    ['a place on the map', { location: { latitude: 40.87, longitude: -73.87 } }, { kind: 'location', latitude: 40.87, longitude: -73.87 }],
    ['a named place', { location: { latitude: 0, longitude: 0, label: 'Null Island' } }, { kind: 'location', latitude: 0, longitude: 0, label: 'Null Island' }],
    ['a message the provider brings twice', { text: 'hi', id: 'SM1' }, { kind: 'text', text: 'hi', providerId: 'SM1' }],
    ['a person without a number', { from: 'US.13491208655302741918', channel: 'whatsapp', text: 'hi' }, { from: 'US.13491208655302741918', kind: 'text', text: 'hi' }],
  ];
  it.each(arrivals)('brings in %s', async (_, sent, arrived) => {
    expect((await phone.post('/phone/messages', { ...resident, ...sent })).status).toBe(200);
    expect(phone.services.received).toEqual([{ adapter: 'simulator', channel: sent['channel'] ?? 'sms', from: resident.from, providerId: expect.any(String), ...arrived }]);
  });

  it('gives each message an id of its own when none is given', async () => {
    await phone.post('/phone/messages', { ...resident, text: 'hi' });
    await phone.post('/phone/messages', { ...resident, text: 'hi' });
    expect(new Set(phone.services.received.map(({ providerId }) => providerId)).size).toBe(2);
  });

  it('leaves a failure of the services to the app', async () => {
    phone.services.failNext(new Error('the database is away'));
    expect(await phone.post('/phone/messages', { ...resident, text: 'hi' })).toEqual({ status: 500, body: { error: 'Something went wrong on our side.' } });
  });

  const refused: [string, unknown, string][] = [
    ['no sender', { channel: 'sms', text: 'hi' }, 'from: must be a phone number'],
    ['a number without its country code', { ...resident, from: '7185550123', text: 'hi' }, 'from: must be a phone number'],
    ['a number with spaces', { ...resident, from: '+1 718 555 0123', text: 'hi' }, 'from: must be a phone number'],
    ['a number that is a number', { ...resident, from: 17185550123, text: 'hi' }, 'from: must be a phone number'],
    ['an SMS from a WhatsApp user id', { ...resident, from: 'US.13491208655302741918', text: 'hi' }, 'from: must be a phone number'],
    ['an unknown channel', { ...resident, channel: 'fax', text: 'hi' }, 'channel: must be "sms" or "whatsapp"'],
    ['no channel', { from: resident.from, text: 'hi' }, 'channel: must be'],
    ['nothing to say', resident, 'text: send exactly one of text, choice and location'],
    ['two things at once', { ...resident, text: 'hi', choice: 'weekly' }, 'text: send exactly one'],
    ['an empty text', { ...resident, text: '' }, 'text: must not be empty'],
    ['a text that is a number', { ...resident, text: 10467 }, 'text: must be a text'],
    ['a text no phone would send', { ...resident, text: 'x'.repeat(4097) }, 'text: must be at most 4096 characters'],
    ['an empty choice', { ...resident, choice: '' }, 'choice: must not be empty'],
    ['a place beyond the pole', { ...resident, location: { latitude: 91, longitude: 0 } }, 'location.latitude: must be 90 or less'],
    ['a place without longitude', { ...resident, location: { latitude: 40 } }, 'location.longitude: must be a number'],
    ['a place that is a text', { ...resident, location: '10467' }, 'location: must be an object'],
    ['a misspelt field', { ...resident, txt: 'hi' }, 'txt: is not a field'],
    ['a misspelt field inside a place', { ...resident, location: { latitude: 1, longitude: 1, lable: 'x' } }, 'location.lable: is not a field'],
    ['a list', [], 'the body must be a JSON object'],
  ];
  it('is told once what is wrong with a number', async () => {
    const { body } = await phone.post('/phone/messages', { from: '+1718', channel: 'sms', text: 'hi' });
    expect(body['error']).toBe('from: must be a phone number with its country code, or a WhatsApp user id');
  });

  it.each(refused)('is refused %s, with the field and an example', async (_, body, complaint) => {
    const answer = await phone.post('/phone/messages', body);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toContain(complaint);
    expect(answer.body['example']).toEqual({ from: '+17185550123', channel: 'sms', text: 'hi' });
    expect(phone.services.received).toEqual([]);
  });

  const unreadable: [string, string, Record<string, string>, number, string][] = [
    ['half a JSON', '{"from": "+1', { 'content-type': 'application/json' }, 400, 'the body is not JSON'],
    ['a form', 'from=1&text=hi', { 'content-type': 'application/x-www-form-urlencoded' }, 400, 'the body must be a JSON object'],
    ['JSON that does not say so, as another site could send', '{}', { 'content-type': 'text/plain' }, 400, 'the body must be a JSON object'],
    ['far too much', JSON.stringify({ text: 'x'.repeat(70_000) }), { 'content-type': 'application/json' }, 413, 'the body is too large'],
    ['an unknown encoding', '{}', { 'content-type': 'application/json; charset=klingon' }, 415, 'the body must be UTF-8'],
  ];
  it.each(unreadable)('is refused %s', async (_, body, headers, status, complaint) => {
    const answer = await phone.post('/phone/messages', body, headers);
    expect(answer).toMatchObject({ status, body: { error: expect.stringContaining(complaint), example: { channel: 'sms' } } });
  });
});

describe('a phone shows its thread', () => {
  let phone: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => void (phone = await open()));
  afterEach(() => phone.close());

  it('has what was sent and what came, priced as the handset shows it', async () => {
    await phone.post('/phone/messages', { ...resident, text: 'weekly' });
    const { body, headers } = await phone.get('/phone/messages?from=%2B17185550123&channel=sms');
    expect(body['messages']).toMatchObject([
      { direction: 'in', text: 'weekly', status: 'received', segments: 1 },
      { direction: 'out', text: expect.stringContaining('\n3 Drop it'), status: 'queued', key: 'findGroup.askWeekly', segments: 1 },
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('has only what a phone would know, whatever else the store has', async () => {
    const { thread } = phone.services;
    phone.services.thread = async (...asked) => (await thread(...asked)).map((message) => ({ ...message, position: 1n, personId: 'p-1' }));
    await phone.post('/phone/messages', { ...resident, text: 'weekly' });
    const { body } = await phone.get('/phone/messages?from=%2B17185550123&channel=sms');
    expect(Object.keys((body['messages'] as Json[])[1] ?? {}).toSorted()).toEqual(['at', 'choices', 'direction', 'id', 'key', 'segments', 'status', 'text']);
  });

  it('is another thread on another channel', async () => {
    await phone.post('/phone/messages', { ...resident, text: 'weekly' });
    expect((await phone.get('/phone/messages?from=%2B17185550123&channel=whatsapp')).body).toEqual({ messages: [] });
  });

  it('has only what came later when asked so', async () => {
    await phone.post('/phone/messages', { ...resident, text: 'hi' });
    expect((await phone.get('/phone/messages?from=%2B17185550123&channel=sms&after=2026-11-24T14:03:00Z')).body).toEqual({ messages: [] });
  });

  it('takes a plus that was not escaped', async () => {
    expect((await phone.get('/phone/messages?from=+17185550123&channel=sms')).status).toBe(200);
  });

  const refused: [string, string, string][] = [
    ['whose', 'channel=sms', 'from: must be'],
    ['which channel', 'from=%2B17185550123', 'channel: must be'],
    ['since a time that is none', 'from=%2B17185550123&channel=sms&after=yesterday', 'after: must be a time'],
    ['of two phones at once', 'from=%2B17185550123&from=%2B17185550124&channel=sms', 'from: must be'],
  ];
  it.each(refused)('has to be told %s', async (_, asked, complaint) => {
    for (const path of ['/phone/messages', '/phone/upcoming']) {
      const { status, body } = await phone.get(`${path}?${asked}`);
      expect(status).toBe(400);
      expect(body['error']).toContain(complaint);
      expect(body['example']).toBe(`${path}?from=%2B17185550123&channel=sms`);
    }
  });
});

describe('time is skipped', () => {
  let phone: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => void (phone = await open()));
  afterEach(() => phone.close());

  it('tells the simulated time and the programme', async () => {
    expect((await phone.get('/phone/state')).body).toMatchObject({ now: '2026-11-24T14:03:00Z', offsetMs: 0, program: { name: 'Porchlight Bronx', timeZone: 'America/New_York' } });
  });

  it('offers tomorrow at nine in the programme’s zone before what is due', async () => {
    const { body } = await phone.get('/phone/upcoming?from=%2B17185550123&channel=sms');
    expect(body['upcoming']).toEqual([
      { label: 'tomorrow', at: '2026-11-25T14:00:00Z' },
      { label: 'reminder', at: '2026-11-25T12:03:00Z' },
      { label: 'session', at: '2026-11-26T02:03:00Z' },
    ]);
  });

  const targets: [string, string, string][] = [
    ['an instant', '2026-11-25T14:00:00Z', '2026-11-25T14:00:00Z'],
    ['a time with its offset', '2026-11-25T09:00:00-05:00', '2026-11-25T14:00:00Z'],
    ['a zoned time', '2026-11-25T09:00:00-05:00[America/New_York]', '2026-11-25T14:00:00Z'],
    ['a wall time, in the programme’s zone', '2026-11-25T09:00', '2026-11-25T14:00:00Z'],
    ['a wall time after the clocks change', '2027-03-14T09:00', '2027-03-14T13:00:00Z'],
    ['a wall time that the clocks leave out', '2027-03-14T02:30', '2027-03-14T07:30:00Z'],
    ['a day, from its beginning', '2026-11-26', '2026-11-26T05:00:00Z'],
  ];
  it.each(targets)('goes to %s', async (_, to, instant) => {
    expect(await phone.post('/phone/skip', { to })).toEqual({ status: 200, body: { now: instant } });
    expect(phone.services.skips).toEqual([instant]);
  });

  const refused: [string, unknown, string][] = [
    ['back', { to: '2026-11-24T14:00:00Z' }, 'to: must be later'],
    ['to now', { to: '2026-11-24T14:03:00Z' }, 'to: must be later'],
    ['to no time', { to: 'tomorrow' }, 'to: must be a time, in the programme\'s own zone (America/New_York)'],
    ['to a day that is not', { to: '2027-02-30T09:00' }, 'to: must be a time'],
    ['farther than a year or so', { to: '2028-11-24T14:00:00Z' }, 'to: must be within 400 days'],
    ['nowhere', {}, 'to: must be a time'],
    ['to a number', { to: 1_800_000_000 }, 'to: must be a time'],
    ['by another name', { to: '2026-11-25T09:00', until: 'x' }, 'until: is not a field'],
  ];
  it.each(refused)('does not go %s', async (_, body, complaint) => {
    const answer = await phone.post('/phone/skip', body);
    expect(answer.status).toBe(400);
    expect(answer.body['error']).toContain(complaint);
    expect(answer.body['example']).toEqual({ to: '2026-11-25T09:00' });
    expect(phone.services.skips).toEqual([]);
  });

  it('says so when the time is not even JSON', async () => {
    expect(await phone.post('/phone/skip', '{')).toEqual({ status: 400, body: { error: 'the body is not JSON', example: { to: '2026-11-25T09:00' } } });
  });
});

describe('the page', () => {
  it('is served with everything it asks for, and asks for nothing elsewhere', async () => {
    const { url, close } = await open();
    const page = await (await fetch(`${url}/phone`)).text();
    const asked = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    const statuses = await Promise.all([...new Set(asked)].map(async (path) => [path, (await fetch(`${url}${path}`)).status]));
    await close();
    expect(asked.length).toBeGreaterThan(3);
    expect(statuses).toEqual(statuses.map(([path]) => [path, 200]));
    expect(asked.every((path) => path.startsWith('/phone/assets/'))).toBe(true);
    expect(page).not.toMatch(/<style|style=|<script>|\son\w+=/);
  });

  it('does not serve what lies beside it', async () => {
    const { url, close } = await open();
    const statuses = await Promise.all(['/phone/assets/..%2fphone-router.ts', '/phone/assets/nothing.js'].map(async (path) => (await fetch(`${url}${path}`)).status));
    await close();
    expect(statuses).toEqual([expect.any(Number), 404]);
    expect([403, 404]).toContain(statuses[0]);
  });

  it('is limited in what it sends, never in what it reads', async () => {
    const refuseAll: RequestHandler = (_, response) => void response.status(429).json({ error: 'slow down' });
    const { post, get, close } = await open({ rateLimit: refuseAll });
    const sent = [await post('/phone/messages', { ...resident, text: 'hi' }), await post('/phone/skip', { to: '2026-11-25T09:00' })];
    const read = [await get('/phone/state'), await get('/phone/messages?from=%2B17185550123&channel=sms')];
    await close();
    expect(sent.map(({ status }) => status)).toEqual([429, 429]);
    expect(read.map(({ status }) => status)).toEqual([200, 200]);
  });
});
