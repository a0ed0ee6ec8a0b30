/** Who gets into the console, and who does not. */
import { startForTest, type Running } from '../porchlight.ts';

let porchlight: Running;
beforeAll(async () => {
  porchlight = await startForTest();
}, 120_000);
afterAll(() => porchlight.end());

const kit = () => porchlight.services.kit;
const numberOf = async (name: string) => {
  const found = (await kit().database.stores.staff.list()).find((one) => one.name === name || one.role === name);
  return found ? kit().seal.open(found.sealed) : '';
};

const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${porchlight.url}${path}`, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(form) });

const codes = async (number: string) =>
  (await kit().database.stores.outbox.thread(kit().seal.hash(number), 'sms', undefined)).filter(({ key }) => key === 'staff.signInCode').map(({ text }) => /\d{6}/.exec(text)?.[0] ?? '');

const lastCode = async (number: string) => (await codes(number)).at(-1) ?? '';

const ask = (number: string) => post('/console/sign-in', { number });
const enter = (number: string, code: string) => post('/console/sign-in/code', { number, code });

const sessionOf = async (name: string) => {
  const number = await numberOf(name);
  await ask(number);
  const answer = await enter(number, await lastCode(number));
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
};

const open = (path: string, cookie: string) => fetch(`${porchlight.url}${path}`, { redirect: 'manual', headers: { cookie } });

describe('asking for a code', () => {
  it('is answered in the same words whether the number is known, unknown, a resident’s or a leader’s, and only staff get one', async () => {
    await porchlight.text('+12125550199', 'hi');
    const [known, leader] = [await numberOf('Simone'), await numberOf('leader')];
    const answers = await Promise.all([known, leader, '+12125550198', '+12125550199'].map(async (number) => (await (await ask(number)).text()).replaceAll(number, 'NUMBER').replaceAll(number.replace('+', '&#43;'), 'NUMBER')));
    expect(new Set(answers).size).toBe(1);
    expect(await codes(known)).toHaveLength(1);
    expect(await codes(leader)).toEqual([]);
    expect(await codes('+12125550199')).toEqual([]);
  });

  it('takes about as long for an unknown number as for a known one', async () => {
    const took = async (number: string) => {
      const began = performance.now();
      await ask(number);
      return performance.now() - began;
    };
    for (const number of [await numberOf('Teresa'), '+12125550197']) expect(await took(number)).toBeGreaterThan(390);
  });

  it('is limited for one number, however it is written', async () => {
    const statuses: number[] = [];
    for (const number of ['+1 212 555 0196', '1 (212) 555-0196', '+12125550196', '+1-212-555-0196', '+12125550196', '+12125550196', '+12125550196']) statuses.push((await ask(number)).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429]);
  });

  it('is refused to a form on somebody else’s page', async () => {
    expect((await post('/console/sign-in', { number: '+12125550195' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
  });
});

describe('a code', () => {
  it('opens one session, once', async () => {
    const number = await numberOf('Denise');
    await ask(number);
    const code = await lastCode(number);
    const entered = await enter(number, code);
    expect(entered.status).toBe(303);
    const [cookie = ''] = entered.headers.getSetCookie();
    expect(cookie).toMatch(/^porchlight=[\w-]{43}; Path=\/console; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    expect((await enter(number, code)).status).toBe(401);
  });

  it('stops working when a newer one was asked for, and after five wrong tries', async () => {
    const { checkCode, textCode } = await import('../../src/services/console/sign-in.ts');
    const { stores } = kit().database;
    const [staff] = await stores.staff.inRoles(['administrator']);
    if (!staff) throw new Error('the sample city has an administrator');
    const number = await numberOf('administrator');
    const next = async () => {
      await textCode(kit(), stores, staff, 'sign-in');
      return lastCode(number);
    };
    const [first, second] = [await next(), await next()];
    if (first !== second) expect(await checkCode(kit(), stores, staff.staffId, 'sign-in', first)).toBe(false);
    expect(await checkCode(kit(), stores, staff.staffId, 'sign-in', second)).toBe(true);
    const third = await next();
    const wrong = third === '111111' ? '222222' : '111111';
    for (let tries = 0; tries < 5; tries += 1) expect(await checkCode(kit(), stores, staff.staffId, 'sign-in', wrong)).toBe(false);
    expect(await checkCode(kit(), stores, staff.staffId, 'sign-in', third)).toBe(false);
  });

  it('and the session are kept only as hashes', async () => {
    const cookie = await sessionOf('Héctor');
    const token = cookie.split('=')[1] ?? '';
    const { rows } = await porchlight.open.connection.pool.query(`select encode(hash, 'hex') as hash, csrf from console_session`);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('a session', () => {
  it('is asked for on every page, and nothing of a page is shown without', async () => {
    for (const path of ['/console', '/console/rota', '/console/staff', '/console/audit', '/console/live', '/console/hand-offs/00000000-0000-4000-8000-000000000000']) {
      const answer = await open(path, '');
      expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 303, '/console/sign-in']);
    }
  });

  it('changes nothing without its form token, and ends everywhere at once', async () => {
    const [one, two] = [await sessionOf('Calvin'), await sessionOf('Calvin')];
    expect((await post('/console/trouble/handle-again', { id: crypto.randomUUID() }, { cookie: one })).status).toBe(403);
    expect((await post('/console/trouble/handle-again', { id: crypto.randomUUID(), csrf: 'x'.repeat(32) }, { cookie: one })).status).toBe(403);
    const csrf = /name="csrf" value="([^"]+)"/.exec(await (await open('/console', one)).text())?.[1] ?? '';
    expect((await post('/console/sign-out', { csrf, everywhere: 'yes' }, { cookie: one })).status).toBe(303);
    expect((await open('/console', two)).status).toBe(303);
  });

  it('opens what its role may open, never a case, and is never kept by a browser', async () => {
    const cookie = await sessionOf('coordinator');
    await porchlight.talk('+12125550194', 'hi', 'i want to kill myself');
    const [waiting] = await kit().database.stores.handOffs.waiting();
    expect((await open(`/console/hand-offs/${waiting?.id}?words=open`, cookie)).status).toBe(403);
    const statuses = await Promise.all(['/console', '/console/rota', '/console/lines', '/console/trouble', '/console/staff', '/console/program', '/console/audit'].map(async (path) => (await open(path, cookie)).status));
    expect(statuses).toEqual([200, 200, 200, 200, 403, 403, 403]);
    const page = await open('/console', cookie);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});
