/** New York's own meetings: a feed is brought in, then found by ZIP, neighbourhood, pin and "online", in two languages, booked, and reminded of. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importDirectory } from '../../src/services/import-directory.ts';
import { startForTest, type Running } from '../porchlight.ts';

const file = fileURLToPath(new URL('../../../shared/data/bmlt/greater-new-york-GetSearchResults.json', import.meta.url));
const isHere = existsSync(file);

/** Three meetings such as the real answer holds, for machines without it. */
const few = ['1', '3', '5'].map((weekday_tinyint, index) => ({
  id_bigint: String(index), weekday_tinyint, venue_type: index === 2 ? '2' : '1', start_time: '19:00:00', duration_time: '01:00:00', formats: '', format_shared_id_list: index === 1 ? '9' : '', meeting_name: `Meeting ${index}`,
  location_text: 'Holy Cross', location_street: '612 Leland Ave', location_neighborhood: 'Soundview', location_municipality: 'Bronx', location_province: 'NY', location_postal_code_1: '10473', location_nation: 'USA',
  latitude: '40.8179', longitude: '-73.8599', published: '1', virtual_meeting_link: index === 2 ? 'https://example.org/m' : '',
}));
/** New York lists no meeting one joins by link; one is added. */
const text = JSON.stringify(isHere ? [...(JSON.parse(readFileSync(file, 'utf8')) as unknown[]), { ...few[2], id_bigint: 'online' }] : few);

let running: Running;
beforeAll(async () => {
  running = await startForTest();
  await running.open.connection.pool.query('delete from support_group');
  await importDirectory(running.services.kit.database, { files: [{ name: 'ny.json', text }], name: 'ny.json' }, running.services.clock.now());
}, 120_000);
afterAll(() => running.end());

let people = 0;
const someone = () => `+1718555${String((people += 1)).padStart(4, '0')}`;
const offer = async (from: string, ...said: (string | { location: { latitude: number; longitude: number } })[]) => {
  let replies: Awaited<ReturnType<Running['text']>> = [];
  for (const each of said) replies = await running.text(from, each);
  return replies.find(({ key }) => key.startsWith('findGroup.offer'));
};

describe(`the meetings of New York${isHere ? '' : ' (a few like them: ../shared is not here)'}`, () => {
  const holyCross = { location: { latitude: 40.818, longitude: -73.86 } };

  it.each([
    ['by ZIP code', 'hello', '4', '10473', '9'],
    ['by a ZIP code in Spanish', 'hola', '4', 'mi código postal es 10473', '9'],
    ['by a neighbourhood only the feed knows', 'hello', '4', 'near Soundview', '9'],
    ['by a misspelt neighbourhood, asked back', 'hello', '4', 'Soundveiw', '1', '9'],
    ['in Spanish by neighbourhood, and at an hour in words', 'hola', '4', 'Soundview', 'los domingos o el martes por la noche'],
    ['by a pin', 'hello', '4', holyCross, '9'],
    ['in Spanish by a pin', 'hola', '4', holyCross, '9'],
    ['online', 'hello', '4', 'online', '9'],
  ])('are found %s', async (_, ...said) => {
    const found = await offer(someone(), ...said);
    expect(found?.choices.length).toBeGreaterThan(1);
    expect(found?.text).toMatch(/\d/);
  });

  it('are booked, and the person is reminded on the day before', async () => {
    const from = someone();
    await offer(from, 'hello', '4', '10473', '9');
    const keys = (await running.text(from, '1')).map(({ key }) => key);
    expect(keys[0]).toMatch(/^findGroup\.booked/);
    await running.talk(from, '2', 'skip');
    const { kit } = running.services;
    const person = await kit.database.stores.people.byHash(kit.seal.hash(from));
    const [first] = (await kit.database.stores.bookings.whatComes(person?.personId ?? '', running.services.clock.now())).filter(({ kind }) => kind === 'reminder');
    running.services.clock.shiftTo((first?.at ?? running.services.clock.now()).add({ seconds: 1 }));
    await running.services.sweep();
    const thread = await kit.database.stores.outbox.thread(kit.seal.hash(from), 'sms', undefined);
    expect(thread.at(-1)?.key).toMatch(/^reminder\./);
  });
});
