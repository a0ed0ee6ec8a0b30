/** The directory for other machines: feeds anyone may read, calendars with the right instants, and one's own seats by a link nobody can guess. */
import { hsdsServices, readHsds } from '../../../src/core/directory/hsds.ts';
import { readTsml } from '../../../src/core/directory/tsml.ts';
import { startForTest, type Running } from '../../porchlight.ts';

let running: Running;
beforeAll(async () => {
  running = await startForTest();
}, 60_000);
afterAll(() => running.end());

const get = (path: string) => fetch(`${running.url}${path}`);
const json = async (path: string) => (await get(path)).json() as Promise<unknown>;
const unfolded = async (path: string) => (await (await get(path)).text()).replaceAll('\r\n ', '').split('\r\n');

describe('the directory as others read it', () => {
  it('is a Meeting Guide feed of every weekly group', async () => {
    const weekly = (await running.services.kit.database.stores.directory.openGroups()).filter(({ recurrence }) => /^FREQ=WEEKLY;BYDAY=\w\w$/.test(recurrence));
    const reading = readTsml(await json('/directory/meetings.json'), { programme: 'AA' });
    expect([reading.accepted.length, reading.rejected]).toEqual([weekly.length, []]);
  });

  it('is a service directory of all of them', async () => {
    const groups = await running.services.kit.database.stores.directory.openGroups();
    const reading = readHsds(hsdsServices(await json('/directory/services.json')), { programmeZone: 'America/New_York' });
    expect([reading.accepted.length, reading.rejected]).toEqual([groups.length, []]);
  });
});

describe('a calendar', () => {
  it('of a group holds its sessions as instants', async () => {
    const { directory } = running.services.kit.database.stores;
    const group = (await directory.openGroups()).find(({ venueKind }) => venueKind !== 'suspended');
    const sessions = await directory.sessionsOf(group?.groupId ?? '', running.services.clock.now());
    const lines = await unfolded(`/directory/groups/${group?.groupId}.ics`);
    const starts = lines.filter((line) => line.startsWith('DTSTART:')).map((line) => line.slice(8));
    expect(sessions.length).toBeGreaterThan(6);
    expect(starts).toEqual(sessions.map(({ startsAt }) => startsAt.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')));
  });

  it.each(['/directory/groups/nobody.ics', `/directory/groups/${crypto.randomUUID()}.ics`, '/calendar/guessed.ics', '/calendar/AAAA.ics'])('at %s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('of one person is theirs for the asking, and says when and where and never what for', async () => {
    const { kit } = running.services;
    await running.talk('+17185550111', 'hello', '1', '10467', '1', '1', '1');
    const person = await kit.database.stores.people.byHash(kit.seal.hash('+17185550111'));
    const { directory, bookings } = kit.database.stores;
    const [group] = (await directory.openGroups()).filter(({ need, venueKind }) => need === 'grief' && venueKind === 'in_person');
    const [session] = await directory.sessionsOf(group?.groupId ?? '', kit.clock.now());
    await bookings.book([{ personId: person?.personId ?? '', sessionId: session?.sessionId ?? '', standingId: null, reminders: [] }], kit.clock.now());
    await running.talk('+17185550111', 'MENU');
    const list = await running.text('+17185550111', '2');
    const number = /(\d+)\W+Put them in my calendar/.exec(list.map(({ text }) => text).join('\n'))?.[1] ?? '';
    const said = await running.text('+17185550111', number);
    const link = new URL(/http\S+/.exec(said.map(({ text }) => text).join(' '))?.[0] ?? 'http://nowhere/');
    const lines = await unfolded(link.pathname);
    expect(lines).toEqual(expect.arrayContaining([`SUMMARY:${kit.program().name}`, expect.stringMatching(/^LOCATION:.+/) as string]));
    expect(lines.join('\n')).not.toContain(group?.name ?? '');
  });
});
