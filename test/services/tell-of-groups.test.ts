/** Somebody found nothing and wanted to be told: once, when there is something, and never at night. */
import { startForTest, type Running } from '../porchlight.ts';

let running: Running;
beforeAll(async () => {
  running = await startForTest();
}, 60_000);
afterAll(() => running.end());

const pool = () => running.open.connection.pool;
const at = (time: string) => {
  running.services.clock.shiftTo(Temporal.Instant.from(time));
  return running.services.sweep();
};
const told = async (from: string) => {
  const { kit } = running.services;
  return (await kit.database.stores.outbox.thread(kit.seal.hash(from), 'sms', undefined)).filter(({ key }) => key === 'opened.ask').length;
};
const waiting = async () => (await pool().query<{ count: number }>('select count(*)::int as count from awaited_group')).rows[0]?.count;

describe('who wanted to be told of a new group', () => {
  const [from, forgotten] = ['+17185550177', '+17185550178'];

  it('is told once, in the morning after one opened, and is shown it', async () => {
    await at('2026-12-01T17:00:00Z');
    await pool().query(`update support_group set closed_at = now()`);
    for (const number of [from, forgotten]) expect((await running.talk(number, 'hello', '1', '10467', '9', '2')).at(-1)).toEqual(['findGroup.willTell']);
    await running.talk(forgotten, 'forget me', '1');
    expect(await waiting()).toBe(1);
    await at('2026-12-02T00:30:00Z');
    expect(await told(from)).toBe(0);
    await pool().query(`update support_group set closed_at = null where need = 'grief' and venue_kind = 'in_person'`);
    await at('2026-12-02T08:00:00Z');
    expect(await told(from)).toBe(0);
    await at('2026-12-02T17:00:00Z');
    expect([await told(from), await waiting()]).toEqual([1, 0]);
    expect((await running.talk(from, '1')).at(-1)).toContain('findGroup.offer');
    await at('2026-12-04T17:00:00Z');
    expect([await told(from), await told(forgotten)]).toEqual([1, 0]);
  });

  it('is not kept waiting for longer than half a year', async () => {
    await pool().query(`update support_group set closed_at = now()`);
    await running.talk('+17185550179', 'hello', '1', '10467', '9', '2');
    await at('2027-07-01T17:00:00Z');
    expect(await waiting()).toBe(0);
  });
});
