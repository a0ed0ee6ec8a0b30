/** The console in a real browser, with a whole Porchlight behind it: somebody in danger, and the people who answer. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startForTest, type Running } from '../porchlight.ts';
import { findChromium } from './chromium.ts';

const executablePath = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let porchlight: Running;
let browser: Browser;
let complaints: string[] = [];
let people = 0;
const someone = () => `+1347555${String((people += 1)).padStart(4, '0')}`;

const phones = async () => {
  const { kit } = porchlight.services;
  return (await kit.database.stores.staff.list()).map(({ name, role, sealed }) => ({ name, role, number: kit.seal.open(sealed) }));
};
const phoneOf = async (wanted: string) => (await phones()).filter(({ role, name }) => role === wanted || name === wanted)[0]?.number ?? '';

const lastText = async (number: string, key: string) => {
  const { kit } = porchlight.services;
  for (let tries = 0; tries < 100; tries += 1) {
    const said = (await kit.database.stores.outbox.thread(kit.seal.hash(number), 'sms', undefined)).findLast((message) => message.key === key);
    if (said) return said.text;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no ${key}`);
};

/** A fresh browser profile. axe is injected from outside, which the page's own policy forbids everything else. */
const newPage = async (options: BrowserContextOptions = {}) => {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => request.url().startsWith(porchlight.url) || complaints.push(`asked for ${request.url()}`));
  return page;
};

type Kept = Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>;
const kept = new Map<string, Kept>();

/** By a texted code the first time; afterwards with the session that gave, since only a few codes are sent in a while. */
const signIn = async (number: string, options?: BrowserContextOptions): Promise<Page> => {
  const storageState = kept.get(number);
  const page = await newPage({ ...options, ...(storageState && { storageState }) });
  if (storageState) {
    await page.goto(`${porchlight.url}/console`);
    await page.getByRole('heading', { name: 'People waiting' }).waitFor();
    return page;
  }
  await page.goto(`${porchlight.url}/console/sign-in`);
  await page.getByLabel('Your mobile number').fill(number);
  await page.getByRole('button', { name: 'Text me a code' }).click();
  await page.getByLabel('Code').fill(/\d{6}/.exec(await lastText(number, 'staff.signInCode'))?.[0] ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'People waiting' }).waitFor();
  kept.set(number, await page.context().storageState());
  return page;
};

const numberOfCase = async (from: string) => {
  const { rows } = await porchlight.open.connection.pool.query<{ number: number }>('select h.number from hand_off h join address a using (person_id) where a.hash = $1', [porchlight.services.kit.seal.hash(from)]);
  return rows[0]?.number ?? 0;
};

const inDanger = async (words = 'i want to kill myself') => {
  const from = someone();
  await porchlight.talk(from, 'hi', words);
  return { from, number: await numberOfCase(from) };
};

const openCase = async (page: Page, number: number) => {
  await page.getByRole('link', { name: `Case ${number}`, exact: true }).click();
  await page.getByRole('heading', { name: new RegExp(`^Case ${number}`) }).waitFor();
};

const violations = async (page: Page) => {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`);
};

const describeInBrowser = executablePath ? describe : describe.skip;
if (!executablePath) it('is skipped: there is no Chromium here (set CHROMIUM, or install it)', () => expect(executablePath).toBeUndefined());

describeInBrowser('the console', () => {
  beforeAll(async () => {
    porchlight = await startForTest();
    browser = await chromium.launch({ executablePath, args: quiet });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await porchlight.end();
  });
  beforeEach(() => {
    complaints = [];
  });

  it('shows somebody in danger within five seconds, and the whole way to the end: take, open the words, write, note, close', async () => {
    const page = await signIn(await phoneOf('administrator'));
    const began = performance.now();
    const { from, number } = await inDanger();
    await page.getByRole('link', { name: `Case ${number}`, exact: true }).waitFor();
    expect(performance.now() - began).toBeLessThan(5000);
    await openCase(page, number);
    await expect(page.getByText('i want to kill myself').count()).resolves.toBe(0);
    await page.getByRole('button', { name: 'Take this case' }).click();
    await page.getByRole('link', { name: 'Open the words' }).click();
    await page.getByText('i want to kill myself').waitFor();
    await page.getByLabel('Your words, from our number').fill('I am here. Where are you now?');
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await lastText(from, 'relay.words')).toBe('I am here. Where are you now?');
    await porchlight.text(from, 'on my porch');
    await page.getByText('on my porch').waitFor();
    await page.getByLabel('New note').fill('Sister is on her way.');
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await page.getByText('Sister is on her way.').waitFor();
    await page.getByLabel('How did it end?').selectOption('safe');
    await page.getByRole('button', { name: 'Close the case' }).click();
    await page.getByText('closed: safe').first().waitFor();
    await lastText(from, 'relay.ended');
    await page.goto(`${porchlight.url}/console/audit`);
    for (const action of ['took case', 'opened words', 'wrote to person', 'wrote note', 'closed case']) await page.getByRole('cell', { name: action }).first().waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('gives a case to one of two who race for it, and tells the other', async () => {
    const one = await signIn(await phoneOf('Denise'));
    const two = await signIn(await phoneOf('Simone'));
    const { number } = await inDanger();
    await Promise.all([openCase(one, number), openCase(two, number)]);
    await Promise.all([one, two].map((page) => page.getByRole('button', { name: 'Take this case' }).click()));
    await Promise.all([one, two].map((page) => page.getByText(/^with /).first().waitFor()));
    const mine = await Promise.all([one, two].map((page) => page.getByRole('button', { name: 'Close the case' }).count()));
    expect(mine.toSorted()).toEqual([0, 1]);
    const loser = mine[0] === 0 ? one : two;
    await loser.getByText('Somebody was quicker').waitFor();
  }, 60_000);

  it('shows how far the paging went when nobody answers, and who could be reached', async () => {
    const page = await signIn(await phoneOf('Teresa'));
    const { number } = await inDanger();
    for (const minutes of [3, 3, 11]) {
      const to = porchlight.services.clock.now().add({ minutes }).toString();
      await fetch(`${porchlight.url}/phone/skip`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to }) });
    }
    await openCase(page, number);
    await page.getByText('nobody has taken it').first().waitFor();
    for (const step of ['(primary)', '(secondary)', '(every supervisor)', 'Nobody answered', 'They were told that nobody has answered']) await page.getByText(step, { exact: false }).first().waitFor();
  }, 60_000);

  it('tells at once that somebody who said STOP cannot be written to, and keeps what was typed from leaving', async () => {
    const page = await signIn(await phoneOf('Héctor'));
    const { from, number } = await inDanger();
    await openCase(page, number);
    await page.getByRole('button', { name: 'Take this case' }).click();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    await porchlight.text(from, 'STOP');
    await page.getByLabel('Your words, from our number').fill('are you there?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Not sent: they asked us not to text').waitFor();
    const { kit } = porchlight.services;
    expect((await kit.database.stores.outbox.thread(kit.seal.hash(from), 'sms', undefined)).some(({ key }) => key === 'relay.words')).toBe(false);
  }, 60_000);

  it('warns before the first word to somebody whose phone may be watched', async () => {
    const page = await signIn(await phoneOf('administrator'));
    const { number } = await inDanger('my husband is hitting me');
    await openCase(page, number);
    await page.getByRole('button', { name: 'Take this case' }).click();
    await page.getByText('Somebody may be watching their phone').waitFor();
  }, 60_000);

  it('adds a colleague whose number is verified by a code, puts them on the rota, and lets them go', async () => {
    const page = await signIn(await phoneOf('administrator'));
    await page.goto(`${porchlight.url}/console/staff`);
    await page.getByLabel('Name', { exact: true }).fill('Noor');
    await page.getByLabel('Mobile number').fill('(332) 555-0177');
    await page.getByRole('button', { name: 'Add and text the code' }).click();
    await page.getByText('not verified').waitFor();
    const code = /\d{6}/.exec(await lastText('+13325550177', 'staff.verifyCode'))?.[0] ?? '';
    await page.getByLabel('The code Noor received').fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('That code does not work.').waitFor();
    await page.getByLabel('The code Noor received').fill(code);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('Their number is verified.').waitFor();
    await page.getByLabel('Role of Noor').selectOption('supervisor');
    await page.getByRole('button', { name: 'Save Noor' }).click();
    await page.goto(`${porchlight.url}/console/rota`);
    await page.getByLabel('Who').selectOption({ label: 'Noor' });
    await page.getByLabel('From').fill('03:00');
    await page.getByLabel('Until').fill('04:00');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('03:00 to 04:00, primary: Noor').waitFor();
    await page.goto(`${porchlight.url}/console/staff`);
    await page.getByRole('button', { name: 'Noor has left' }).click();
    await page.goto(`${porchlight.url}/console/rota`);
    await page.getByRole('heading', { name: 'The week' }).waitFor();
    expect(await page.getByText('primary: Noor').count()).toBe(0);
  }, 60_000);

  it('stops giving out a line that somebody found wrong, and shows which nobody has checked', async () => {
    const page = await signIn(await phoneOf('administrator'));
    await page.goto(`${porchlight.url}/console/lines`);
    expect(await page.getByText('not yet checked by a person').count()).toBeGreaterThan(5);
    await page.getByText('I looked National Domestic Violence Hotline up').click();
    const form = page.locator('article', { hasText: 'National Domestic Violence Hotline' }).first();
    await form.getByLabel('It is').selectOption('no');
    await form.getByRole('button', { name: /^Keep the check/ }).click();
    await page.getByText('found wrong: not given').waitFor();
    const from = someone();
    await porchlight.text(from, 'hi');
    const [lines] = await porchlight.text(from, 'my husband is hitting me');
    expect(lines?.text).toContain('988');
    expect(lines?.text).not.toContain('1-800-799-7233');
    await page.getByText('I looked National Domestic Violence Hotline up').click();
    await form.getByLabel('It is').selectOption('yes');
    await form.getByRole('button', { name: /^Keep the check/ }).click();
    await page.getByText('checked by June').waitFor();
  }, 60_000);

  it.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 360],
    ['dark', 360],
  ] as const)('has no accessibility violation on any page (%s, %i wide), and nothing wider than the screen', async (colorScheme, width) => {
    const page = await signIn(await phoneOf('administrator'), { colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    const { number } = await inDanger();
    const found: string[] = [];
    const look = async (name: string) => {
      found.push(...(await violations(page)).map((violation) => `${name}: ${violation}`));
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${name} is wider than the screen`);
      if (process.env['UPDATE_PICTURES'] && width === 1200 && ['case', 'waiting', 'groups', 'group', 'calendar'].includes(name)) await page.screenshot({ path: `docs/pictures/console-${name}${colorScheme === 'dark' ? '-dark' : ''}.png`, fullPage: true });
      if (process.env['UPDATE_PICTURES'] && width === 360 && name === 'case') await page.screenshot({ path: `docs/pictures/console-${name}-phone.png`, fullPage: true });
    };
    await page.reload();
    await look('waiting');
    await openCase(page, number);
    await page.getByRole('button', { name: 'Take this case' }).click();
    await page.getByRole('link', { name: 'Open the words' }).click();
    await page.getByText('i want to kill myself').first().waitFor();
    await look('case');
    await page.goto(`${porchlight.url}/console/groups`);
    await look('groups');
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'How it reads by text' }).waitFor();
    await look('group');
    for (const name of ['groups/new', 'calendar', 'imports', 'unmet', 'rota', 'lines', 'trouble', 'staff', 'program', 'audit']) {
      await page.goto(`${porchlight.url}/console/${name}`);
      await look(name);
    }
    expect(found).toEqual([]);
  }, 120_000);

  it('takes a feed in hand: read, looked at, brought in, edited, and what was set by hand outlives the next feed', async () => {
    const page = await signIn(await phoneOf('administrator'));
    const feed = (time: string, ...others: object[]) => ({
      name: 'bronx.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify([{ slug: 'a', name: 'Evening Star', day: 2, time, types: ['O'], address: '1 Main St', city: 'Bronx', state: 'NY', postal_code: '10451', latitude: 40.82, longitude: -73.92 }, ...others])),
    });
    const bring = async (file: ReturnType<typeof feed>) => {
      await page.goto(`${porchlight.url}/console/imports`);
      await page.getByLabel('File').setInputFiles(file);
      await page.getByLabel('Programme').fill('AA');
      await page.getByRole('button', { name: 'Read it' }).click();
      await page.getByRole('button', { name: 'Bring it in' }).waitFor();
    };
    await bring(feed('19:00', { slug: 'b', name: 'Morning Star', day: 3, time: '07:00', address: '1 Main St', city: 'Bronx' }, { slug: 'c', name: 'No Day' }));
    await page.getByText('no day or no time').waitFor();
    const groups = () => porchlight.services.kit.database.stores.directory.groupsOf('aa:bronx');
    expect(await groups()).toEqual([]);
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await page.getByText('Brought in.', { exact: true }).waitFor();
    await page.goto(`${porchlight.url}/console/groups?words=evening+star`);
    await page.getByRole('link', { name: 'Evening Star' }).click();
    await page.getByLabel('Place').fill('Side door');
    await page.getByLabel('Step-free').selectOption('yes');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByText('Side door').first().waitFor();
    await bring(feed('20:00'));
    await page.getByText('wheelchair: yes (feed: unknown)').waitFor();
    await page.getByRole('link', { name: 'Morning Star' }).waitFor();
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await page.getByText('Brought in.', { exact: true }).waitFor();
    const [evening, morning] = (await groups()).sort((some, others) => (some.name < others.name ? -1 : 1));
    expect(evening).toMatchObject({ startsAt: '20:00', venue: 'Side door', wheelchair: 'yes', setByHand: expect.arrayContaining(['venue', 'wheelchair']) as string[] });
    expect(morning?.missingSince).not.toBeNull();
    await page.goto(`${porchlight.url}/console/groups?state=missing`);
    await page.getByRole('link', { name: 'Morning Star' }).click();
    await page.getByRole('button', { name: 'It has ended' }).click();
    await page.getByText('nobody is offered it any more').waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);

  it('has a group added by hand, every other week, and refuses what cannot be', async () => {
    const page = await signIn(await phoneOf('administrator'));
    await page.goto(`${porchlight.url}/console/groups/new`);
    await page.getByLabel('Name').fill('Porch Tea');
    await page.getByLabel('Begins at').fill('15:00');
    await page.getByLabel('Thursday').check();
    await page.getByLabel('How often').selectOption('every-other-week');
    await page.getByRole('button', { name: 'Add the group' }).click();
    await page.getByText('needs the date it counts from').waitFor();
    await page.goBack();
    await page.getByLabel('Counting from').fill('2026-11-26');
    await page.getByLabel('Languages').fill('en, ht');
    await page.getByLabel('Address').fill('3 Oak St, Bronx, NY 10451');
    await page.getByRole('button', { name: 'Add the group' }).click();
    await page.getByText('The group is in the directory.').waitFor();
    await expect(page.getByText('Step-free: not known').count()).resolves.toBe(1);
    complaints = [];
  }, 60_000);

  it('says kindly that a file is none', async () => {
    const page = await signIn(await phoneOf('administrator'));
    await page.goto(`${porchlight.url}/console/imports`);
    await page.getByLabel('File').setInputFiles({ name: 'cut.json', mimeType: 'application/json', buffer: Buffer.from('[{"name": "Pat') });
    await page.getByRole('button', { name: 'Read it' }).click();
    await page.getByText('was the download cut off?').waitFor();
    complaints = [];
  }, 60_000);

  it('works without a script: a case is taken and written to by forms alone', async () => {
    const page = await signIn(await phoneOf('administrator'), { javaScriptEnabled: false });
    const { from, number } = await inDanger();
    await page.reload();
    await openCase(page, number);
    await page.getByRole('button', { name: 'Take this case' }).click();
    await page.getByLabel('Your words, from our number').fill('hello from a form');
    await page.getByRole('button', { name: 'Send' }).click();
    expect(await lastText(from, 'relay.words')).toBe('hello from a form');
  }, 60_000);
});
