/** Bringing a directory of groups in: all of it or nothing, and never twice. */
import { importDirectory, type Feed } from '../../src/services/import-directory.ts';
import { startTestDatabase, type TestDatabase } from '../database.ts';

const now = Temporal.Instant.from('2026-11-24T17:00:00Z');

const ward = { slug: 254, name: 'Ward Parkway Group', day: 0, time: '18:30', types: ['O'], address: '6101 Ward Pkwy', city: 'Kansas City', state: 'MO', postal_code: 64113, latitude: 39.0169507, longitude: -94.6012228 };
const noon = { ...ward, slug: 259, name: 'Noon Group', day: [1, 3], time: '12:00 PM' };
const closed = { ...ward, slug: 300, name: 'Closed Hall', types: ['TC'] };
const appointment = { slug: 301, name: 'By Appointment' };
const feedOf = (meetings: unknown, more: Partial<Feed> = {}): Feed => ({ files: [{ name: 'kc-2021-05.json', text: JSON.stringify(meetings) }], name: 'kc-2021-05.json', programme: 'AA', ...more });

let base: TestDatabase;
beforeAll(async () => {
  base = await startTestDatabase();
}, 60_000);
afterAll(() => base.stop());
beforeEach(async () => {
  await base.prisma.group.deleteMany();
});

const bring = (meetings: unknown, more?: Partial<Feed>) => importDirectory(base.database, feedOf(meetings, more), now);
const feedOfText = (text: string): Feed => ({ files: [{ name: 'kc.json', text }], name: 'kc.json' });
const kept = () => base.prisma.group.findMany({ orderBy: { sourceId: 'asc' }, include: { _count: { select: { sessions: true } } } });

describe('a feed is brought in', () => {
  it('and every record is accounted for', async () => {
    const report = await bring([ward, noon, closed, appointment]);
    expect(report).toMatchObject({ programme: 'AA', source: 'aa:kc', dryRun: false, read: 4, accepted: 3, groups: { added: 4, changed: 0, unchanged: 0, missing: 0 } });
    expect(report.rejected).toEqual([{ index: 3, reason: 'no day or no time: by appointment' }]);
    expect(report.warnings).toEqual([{ index: 2, reason: 'the building is closed and there is no link: kept, never offered' }]);
  });

  it('with eight weeks of sessions, and none where the building is closed', async () => {
    await bring([ward, noon, closed]);
    expect((await kept()).map(({ sourceId, _count }) => [sourceId, _count.sessions])).toEqual([['254', 8], ['259:1', 8], ['259:3', 8], ['300', 0]]);
  });

  it('on its own wall clock', async () => {
    await bring([ward]);
    const first = await base.prisma.session.findFirstOrThrow({ orderBy: { startsAt: 'asc' } });
    expect(first.startsAt.toISOString()).toBe('2026-11-30T00:30:00.000Z');
  });

  it('again, and nothing is there twice', async () => {
    await bring([ward, noon]);
    const again = await bring([ward, noon]);
    expect(again.groups).toEqual({ added: 0, changed: 0, unchanged: 3, missing: 0 });
    expect(again.sessions).toEqual({ added: 0, removed: 0, stranded: 0 });
    expect(await base.prisma.session.count()).toBe(24);
  });

  it('a month later under a newer name: what changed is changed, what is gone is told and stays', async () => {
    await bring([ward, noon]);
    const later = await bring([{ ...ward, time: '19:00' }], { name: 'kc-2021-06.json' });
    expect(later.groups).toEqual({ added: 0, changed: 1, unchanged: 0, missing: 2 });
    expect(later.sessions).toEqual({ added: 8, removed: 8, stranded: 0 });
  });

  it('and what somebody set by hand stays theirs, and a group that is gone is asked about until it is back', async () => {
    await bring([ward, noon]);
    const { directory } = base.database.stores;
    const [group] = (await directory.openGroups()).filter(({ sourceId }) => sourceId === '254');
    await directory.changeGroup(group?.groupId ?? '', { wheelchair: 'yes', setByHand: ['wheelchair'] }, now);
    const later = await bring([{ ...ward, time: '19:00' }]);
    expect(later).toMatchObject({ groups: { changed: 1, missing: 2 }, conflicts: [{ name: 'Ward Parkway Group', ended: false, fields: [{ field: 'wheelchair', was: 'yes', becomes: 'unknown' }] }] });
    expect(await directory.group(group?.groupId ?? '')).toMatchObject({ wheelchair: 'yes', startsAt: '19:00', missingSince: null });
    expect((await directory.findGroups({ state: 'missing', limit: 10 })).groups.map(({ sourceId }) => sourceId).sort()).toEqual(['259:1', '259:3']);
    await bring([ward, noon]);
    expect((await directory.findGroups({ state: 'missing', limit: 10 })).total).toBe(0);
  });

  it('of another city with the same slugs: neither takes the other\'s place', async () => {
    await bring([ward]);
    await bring([{ ...ward, name: 'Somewhere Else' }], { name: 'omaha-2021-05.json' });
    expect((await kept()).map(({ name }) => name).sort()).toEqual(['Somewhere Else', 'Ward Parkway Group']);
  });

  it('dry: the counts are true and nothing is kept', async () => {
    const report = await bring([ward, noon], { dryRun: true });
    expect([report.dryRun, report.groups.added, report.sessions.added, await base.prisma.group.count()]).toEqual([true, 3, 24, 0]);
  });
});

describe('a session that moved', () => {
  it('stays when somebody has a seat in it, and that is told', async () => {
    await bring([ward]);
    const session = await base.prisma.session.findFirstOrThrow({ orderBy: { startsAt: 'asc' } });
    const person = await base.prisma.person.create({ data: { id: crypto.randomUUID(), hash: new Uint8Array(Buffer.from(crypto.randomUUID())) } });
    await base.prisma.booking.create({ data: { id: crypto.randomUUID(), personId: person.id, sessionId: session.id, createdAt: new Date(now.epochMilliseconds) } });
    const { sessions } = await bring([{ ...ward, time: '19:00' }]);
    expect(sessions).toEqual({ added: 8, removed: 7, stranded: 1 });
    expect(await base.prisma.session.count({ where: { id: session.id } })).toBe(1);
  });

  it('called off stays called off', async () => {
    await bring([ward]);
    const session = await base.prisma.session.findFirstOrThrow();
    await base.prisma.session.update({ where: { id: session.id }, data: { cancelledAt: new Date(now.epochMilliseconds) } });
    await bring([{ ...ward, name: 'Ward Parkway Evening' }]);
    expect((await base.prisma.session.findUniqueOrThrow({ where: { id: session.id } })).cancelledAt).not.toBeNull();
  });
});

describe('what is no feed is refused, and nothing is kept', () => {
  it.each([
    ['an empty file', '', 'import-empty'],
    ['a blank file', ' \n', 'import-empty'],
    ['a file that was cut off', '[{"slug": 1, "name": "Pat', 'import-not-json'],
    ['a web page', '<html>403</html>', 'import-not-json'],
    ['a list without meetings', '[]', 'import-empty'],
    ['an object', '{"meetings": 3}', 'import-not-a-list'],
  ])('%s', async (_, text, code) => {
    await expect(importDirectory(base.database, feedOfText(text), now)).rejects.toMatchObject({ code });
    expect(await base.prisma.group.count()).toBe(0);
  });

  it('a feed of another kind', async () => {
    await expect(bring([ward], { format: 'fax' })).rejects.toMatchObject({ code: 'import-format' });
  });

  it('the complaint quotes nobody', async () => {
    const refused = importDirectory(base.database, feedOfText('[{"name": "Pat Secret", "phone": "8165550177"'), now);
    await expect(refused).rejects.toMatchObject({ message: expect.not.stringMatching(/Pat|0177/) });
  });
});
