/** The page in a real browser, with a talker of a few sentences behind it. */
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { createFakePhoneServices, type FakePhoneServices } from '../web/phone/fake-phone-services.ts';
import { servePhone } from '../web/phone/serve-phone.ts';
import { findChromium } from './chromium.ts';

const executablePath = findChromium();

const quiet = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let browser: Browser;
let services: FakePhoneServices;
let served: Awaited<ReturnType<typeof servePhone>>;
let page: Page;
let complaints: string[];

const openPage = async (options: BrowserContextOptions = {}) => {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 }, ...options });
  page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => request.url().startsWith(served.url) || complaints.push(`asked for ${request.url()}`));
  await page.goto(`${served.url}/phone`);
  await page.locator('.handset').first().waitFor();
};

const resident = () => page.getByRole('region', { name: /^A resident, SMS/ });
const residente = () => page.getByRole('region', { name: /^A Spanish-speaking resident, WhatsApp/ });

const say = async (phone: Locator, text: string) => {
  await phone.getByRole('textbox').fill(text);
  await phone.getByRole('textbox').press('Enter');
};

const shows = (phone: Locator, text: string) => phone.locator('.bubble', { hasText: text }).first().waitFor();

/** How far a text stands out from what is painted behind it, as WCAG 2 counts it. */
const faintTexts = () =>
  page.evaluate(() => {
    const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const light = ([r = 0, g = 0, b = 0]: number[]) => {
      const [red = 0, green = 0, blue = 0] = [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element | null): number[] => {
      if (!element) return [255, 255, 255];
      const colour = numbers(getComputedStyle(element).backgroundColor);
      return colour.length === 3 || colour[3] === 1 ? colour : behind(element.parentElement);
    };
    const contrast = (element: Element) => {
      const [a, b] = [light(numbers(getComputedStyle(element).color)), light(behind(element))].toSorted((x, y) => y - x);
      return ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05);
    };
    const written = [...document.querySelectorAll('body *')].filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()));
    const seen = written.filter((element) => element.getClientRects().length > 0 && !element.closest('.said'));
    return seen.filter((element) => contrast(element) < 4.5).map((element) => `${element.className || element.tagName}: ${contrast(element).toFixed(1)}`);
  });

if (!executablePath) {
  it('is skipped: there is no Chromium here (CHROMIUM=/path/to/it names one)', () => undefined);
} else {
  describe('the simulated phones', () => {
    beforeAll(async () => void (browser = await chromium.launch({ executablePath, args: quiet })));
    afterAll(() => browser.close());
    beforeEach(async () => {
      complaints = [];
      services = createFakePhoneServices();
      served = await servePhone(services);
    });
    afterEach(async () => {
      await page.context().close();
      await served.close();
      // the page ran under a policy that allows nothing inline, nothing from elsewhere and no text as markup
      expect(complaints).toEqual([]);
    });

    it('shows a newcomer what to try, and one tap sends it', async () => {
      await openPage();
      await resident().getByRole('button', { name: 'hi' }).click();
      await shows(resident(), 'What would help most?');
      expect(services.received).toMatchObject([{ kind: 'text', text: 'hi', channel: 'sms' }]);
      expect(await resident().locator('.hint').count()).toBe(0);
    });

    it('says which languages a native reader has read, and which not yet', async () => {
      await openPage();
      expect(await page.locator('#languages').innerText()).toBe('English: reviewed by a native reader. Spanish: not yet reviewed by a native reader.');
    });

    it('shows an SMS as it is read: a numbered menu, with what it costs under it', async () => {
      await openPage();
      await say(resident(), 'weekly');
      await shows(resident(), 'Do you want this seat every week?');
      const bubble = resident().locator('.bubble.theirs');
      expect(await bubble.locator('.text').innerText()).toBe('Do you want this seat every week?\n1 Every week\n2 Just this one\n3 Drop it');
      expect(await bubble.locator('.cost').innerText()).toBe('72 characters · 1 segment');
      expect(await bubble.getByRole('button').count()).toBe(0);
      expect(await resident().locator('.bubble.mine').count()).toBe(1);
    });

    it('shows three answers as buttons on WhatsApp, and a press sends the answer’s id', async () => {
      await openPage();
      await say(residente(), 'weekly');
      await residente().getByRole('button', { name: 'Just this one' }).click();
      await shows(residente(), 'Your seat is saved (Just this one)');
      expect(services.received.at(-1)).toMatchObject({ kind: 'choice', choice: 'answer-2', label: 'Just this one', channel: 'whatsapp' });
    });

    it('opens a longer list as a sheet that the keyboard can use and leave', async () => {
      await openPage();
      await say(residente(), 'hola');
      const opener = residente().getByRole('button', { name: 'See choices' });
      await opener.focus();
      await page.keyboard.press('Enter');
      const sheet = residente().getByRole('dialog', { name: 'See choices' });
      expect(await sheet.locator('.option').count()).toBe(8);
      expect(await sheet.locator('.option').first().evaluate((option) => option === document.activeElement)).toBe(true);
      await page.keyboard.press('Escape');
      expect(await sheet.count()).toBe(0);
      expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await shows(residente(), 'Your seat is saved (Tristeza o ansiedad)');
      expect(services.received.at(-1)).toMatchObject({ kind: 'choice', choice: 'answer-2' });
    });

    it('shows the second line of an answer in the list', async () => {
      await openPage();
      await say(residente(), '10467');
      await residente().getByRole('button', { name: 'See choices' }).click();
      expect(await residente().getByRole('dialog').locator('.option small').allInnerTexts()).toEqual(['0.4 miles. Evening Circle. English and Spanish', '1.1 miles. Neighbors Together. English']);
    });

    it('shares one of the sample places, or any other', async () => {
      await openPage();
      await residente().getByRole('button', { name: 'Share location' }).click();
      await residente().getByRole('button', { name: /Fordham Plaza/ }).click();
      await shows(residente(), 'Fordham Plaza');
      await residente().getByRole('button', { name: 'Share location' }).click();
      await residente().getByLabel('Latitude').fill('40.5');
      await residente().getByLabel('Longitude').fill('-73.9');
      await residente().getByRole('button', { name: 'Share', exact: true }).click();
      await shows(residente(), 'A place on the map');
      expect(services.received).toMatchObject([{ kind: 'location', latitude: 40.8615, label: 'Fordham Plaza' }, { kind: 'location', latitude: 40.5, longitude: -73.9 }]);
    });

    it('runs a right-to-left message from right to left, and its neighbours the other way', async () => {
      await openPage();
      await say(residente(), 'مرحبا');
      await shows(residente(), 'أهلاً');
      await say(residente(), 'weekly');
      await shows(residente(), 'every week');
      const direction = (text: string) => residente().locator('.bubble.theirs .text', { hasText: text }).evaluate((element) => getComputedStyle(element).direction);
      expect(await direction('أهلاً')).toBe('rtl');
      expect(await direction('every week')).toBe('ltr');
      expect(await residente().getByRole('button', { name: 'نعم' }).evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
    });

    it('keeps two phones apart, and brings a page to the phone on call', async () => {
      await openPage();
      await page.getByRole('button', { name: 'Add a phone' }).click();
      await page.getByRole('button', { name: /^Dana/ }).click();
      const dana = page.getByRole('region', { name: /^Dana, supervisor/ });
      await dana.getByText('This phone belongs to a supervisor').waitFor();
      await say(resident(), 'danger');
      await shows(dana, 'case 7 needs a person now');
      await shows(resident(), 'Your seat is saved (danger)');
      expect(await residente().locator('.bubble').count()).toBe(0);
    });

    it('adds any number, removes it again, and keeps what is left over a reload', async () => {
      await openPage();
      await page.getByRole('button', { name: 'Add a phone' }).click();
      await page.getByLabel('Number').fill('555');
      await page.getByRole('button', { name: 'Add this phone' }).click();
      expect(await page.locator('#add-complaint').innerText()).toContain('with its country code');
      await page.getByLabel('Number').fill('(718) 555-0155');
      await page.getByRole('radio', { name: 'WhatsApp' }).check();
      await page.getByRole('button', { name: 'Add this phone' }).click();
      const added = page.getByRole('region', { name: /718 555 0155/ });
      await say(added, 'hi');
      expect(await added.getAttribute('class')).toContain('whatsapp');
      await page.getByRole('button', { name: /^Remove A resident/ }).click();
      await page.reload();
      await shows(added, 'What would help most?');
      expect(await page.locator('.handset').count()).toBe(2);
      expect(services.received.at(-1)).toMatchObject({ from: '+17185550155', channel: 'whatsapp' });
    });

    it('skips to tomorrow, and the reminder comes with a new day above it', async () => {
      await openPage();
      await say(resident(), 'hi');
      await shows(resident(), 'What would help most?');
      expect(await page.locator('#now').innerText()).toBe('Tue, Nov 24, 9:03 AM');
      await page.getByRole('button', { name: 'Skip to…' }).click();
      await page.getByRole('button', { name: /Tomorrow at 9:00/ }).click();
      await shows(resident(), 'Can you come?');
      await page.getByText('24 hours ahead').waitFor();
      expect(services.skips).toEqual(['2026-11-25T14:00:00Z']);
      expect(await page.locator('#now').innerText()).toBe('Wed, Nov 25, 9:00 AM');
      expect(await resident().locator('.day').allInnerTexts()).toEqual(['Tuesday, November 24', 'Wednesday, November 25']);
    });

    it('skips to any time, and says why it cannot go back', async () => {
      await openPage();
      await page.getByRole('button', { name: 'Skip to…' }).click();
      await page.getByRole('button', { name: /After the session/ }).waitFor();
      await page.getByLabel('Another time').fill('2026-11-24T08:00');
      await page.getByRole('button', { name: 'Skip', exact: true }).click();
      await page.getByText('This time must be later than the simulated now').waitFor();
      complaints = complaints.filter((complaint) => !complaint.includes('400'));
      await page.getByLabel('Another time').fill('2026-11-24T18:30');
      await page.getByRole('button', { name: 'Skip', exact: true }).click();
      await page.getByText('Tue, Nov 24, 6:30 PM').waitFor();
      expect(services.skips).toEqual(['2026-11-24T23:30:00Z']);
    });

    it('shows what became of each message', async () => {
      await openPage();
      await say(resident(), 'weekly');
      await resident().getByText('Waiting to be sent').waitFor();
      services.settle();
      await resident().locator('.bubble.theirs .mark-accepted').waitFor();
      expect(await resident().locator('.bubble.mine').getAttribute('data-status')).toBe('received');
    });

    it('keeps a message that could not be sent, to be tried again', async () => {
      await openPage();
      services.failNext(new Error('away'));
      await say(resident(), 'weekly');
      await resident().getByText('Not sent. Something went wrong on the server.').waitFor();
      complaints = complaints.filter((complaint) => !complaint.includes('500'));
      await resident().getByRole('button', { name: 'Try again' }).click();
      await shows(resident(), 'Do you want this seat every week?');
      expect(services.received).toHaveLength(1);
      expect(await resident().getByText('Not sent').count()).toBe(0);
    });

    it('keeps the newest message in sight, unless somebody is reading what came before', async () => {
      await openPage();
      const log = resident().locator('.log');
      const belowSight = () => log.evaluate((list) => Math.round(list.scrollHeight - list.scrollTop - list.clientHeight));
      await say(resident(), 'hi');
      await shows(resident(), 'What would help most?');
      await say(resident(), 'hi');
      await resident().locator('.bubble.theirs').nth(3).waitFor();
      expect(await belowSight()).toBeLessThan(2);
      await log.evaluate((list) => void (list.scrollTop = 0));
      await page.getByRole('button', { name: 'Skip to…' }).click();
      await page.getByRole('button', { name: /Tomorrow at 9:00/ }).click();
      await shows(resident(), 'Can you come?');
      expect(await log.evaluate((list) => list.scrollTop)).toBe(0);
      await say(resident(), 'weekly');
      await shows(resident(), 'every week');
      expect(await belowSight()).toBeLessThan(2);
    });

    it('takes a hostile message as plain words', async () => {
      await openPage();
      const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
      await say(resident(), hostile);
      await resident().locator('.bubble.theirs').waitFor();
      expect(await resident().locator('.bubble .text').allInnerTexts()).toEqual([hostile, hostile]);
      expect(await page.title()).toBe('Simulated phones · Porchlight Bronx');
      expect(await page.locator('.bubble img, .bubble script').count()).toBe(0);
    });

    it.each(['light', 'dark'] as const)('can be read in %s', async (colorScheme) => {
      await openPage({ colorScheme });
      await page.getByLabel('Show message keys').check();
      for (const phone of [resident(), residente()]) {
        await say(phone, 'weekly');
        await shows(phone, 'every week');
      }
      await page.getByRole('button', { name: 'Skip to…' }).click();
      await page.getByRole('button', { name: /After the session/ }).waitFor();
      await page.waitForFunction(() => document.getAnimations().length === 0);
      expect(await page.getByText('findGroup.askWeekly').first().isVisible()).toBe(true);
      expect(await faintTexts()).toEqual([]);
    });

    it('fits the narrowest phone, one phone at a time and nothing cut off', async () => {
      await openPage({ viewport: { width: 360, height: 640 } });
      await say(resident(), 'x'.repeat(300));
      await shows(resident(), 'xxx');
      await page.getByRole('button', { name: 'Skip to…' }).click();
      const box = await page.locator('#skip').boundingBox();
      expect(await page.locator('.handset').count()).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expect(await resident().locator('.log').evaluate((log) => log.scrollWidth <= log.clientWidth)).toBe(true);
      expect(box && box.x >= 0 && box.x + box.width <= 360 && box.y + box.height <= 640).toBe(true);
    });

    it('moves nothing for those who asked for stillness', async () => {
      await openPage({ reducedMotion: 'reduce' });
      await say(residente(), 'hola');
      await shows(residente(), 'Hola');
      await residente().getByRole('button', { name: 'See choices' }).click();
      const moving = (selector: string) => residente().locator(selector).first().evaluate((element) => getComputedStyle(element).animationName);
      expect([await moving('.sheet'), await moving('.bubble.theirs')]).toEqual(['none', 'none']);
    });

    it('says so when the server is away, and goes on when it is back', async () => {
      await openPage();
      await page.context().setOffline(true);
      await page.getByText('The server cannot be reached. Still trying.').waitFor();
      await page.context().setOffline(false);
      await page.locator('#trouble').waitFor({ state: 'hidden' });
      complaints = complaints.filter((complaint) => !complaint.includes('ERR_INTERNET_DISCONNECTED'));
    });
  });
}
