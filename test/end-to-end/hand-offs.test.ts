/** Somebody needs a person, and gets one: from the first words to the outcome, on simulated phones. */
import { startForTest, type Running } from '../porchlight.ts';

let porchlight: Running;
beforeAll(async () => {
  porchlight = await startForTest();
}, 120_000);
afterAll(() => porchlight.end());

let people = 0;
const someone = () => `+1212555${String((people += 1)).padStart(4, '0')}`;

type Row = Record<string, unknown>;
const rows = async <R extends Row = Row>(text: string, values: unknown[] = []) => (await porchlight.open.connection.pool.query<R>(text, values)).rows;
const stores = () => porchlight.services.kit.database.stores;
const hashOf = (from: string) => porchlight.services.kit.seal.hash(from);

const until = async <T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`waited in vain for ${what}`);
};

const thread = async (from: string) => (await stores().outbox.thread(hashOf(from), 'sms', undefined)).filter(({ direction }) => direction === 'out');
const heard = (from: string, key: string, words = '') => until(`${key} on ${from.slice(-4)}`, async () => (await thread(from)).findLast((said) => said.key === key && said.text.includes(words)));
const handOffOf = async (from: string) => {
  const [row] = await rows<{ id: string; number: number }>('select h.id::text, h.number from hand_off h join address a using (person_id) where a.hash = $1 order by h.number desc limit 1', [hashOf(from)]);
  return row ?? { id: '', number: 0 };
};
const kindsOf = async (id: string) => (await stores().handOffs.events(id)).map(({ kind }) => kind);

/** The numbers of the staff on call now by rank, and of every supervisor, as the simulator shows them. */
const staffNumbers = async () => {
  const { onCallNow } = await import('../../src/services/hand-offs/on-call-now.ts');
  const { kit, clock } = porchlight.services;
  const phones = new Map((await stores().staff.list()).map(({ name, sealed }) => [name, kit.seal.open(sealed)]));
  const shifts = await onCallNow(stores(), kit.program(), clock.now());
  const numberOf = (name: string | undefined) => phones.get(name ?? '') ?? '';
  const supervisors = await stores().staff.inRoles(['supervisor', 'administrator']);
  const primary = shifts.find(({ rank }) => rank === 1);
  const secondary = shifts.find(({ rank }) => rank === 2);
  return { primary: numberOf(primary?.name), secondary: numberOf(secondary?.name), supervisors: supervisors.map(({ name }) => numberOf(name)), shifts };
};

const later = (time: { minutes?: number; hours?: number }) => porchlight.services.clock.now().add(time);
const skip = async (time: { minutes?: number; hours?: number }) => {
  const response = await fetch(`${porchlight.url}/phone/skip`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to: later(time).toString() }) });
  expect(response.status).toBe(200);
};
const closeAll = () => rows(`update hand_off set closed_at = now(), next_page_at = null where closed_at is null`);
afterEach(closeAll);

describe('somebody in danger', () => {
  it('is heard by the primary within seconds, talks with them through the public number, and goes on where they were', async () => {
    const from = someone();
    const { primary } = await staffNumbers();
    await porchlight.talk(from, 'hi', '2');
    await porchlight.text(from, 'i want to kill myself');
    const { number, id } = await handOffOf(from);
    const page = await heard(primary, 'onCall.page', String(number));
    expect(page.text).not.toMatch(/kill|suicid|crisis|danger/i);
    const taken = await porchlight.text(primary, '1');
    expect(taken.map(({ key }) => key)).toEqual(['onCall.theirWords', 'onCall.holding']);
    expect((await heard(primary, 'onCall.words', String(number))).text).toContain('kill myself');
    await heard(from, 'relay.here');

    await porchlight.text(primary, 'this is Ana. are you thinking about suicide right now?');
    expect((await heard(from, 'relay.words')).text).toBe('this is Ana. are you thinking about suicide right now?');
    await porchlight.text(from, 'yes but i will call');
    expect((await heard(primary, 'onCall.words', 'i will call')).text).toBe(`#${number}: yes but i will call`);

    await porchlight.talk(primary, '1', '2');
    const last = await until('the question they were at', async () => (await thread(from)).findLast(({ key }) => key === 'crisisFlow.ask'));
    expect(last.key).toBe('crisisFlow.ask');
    await heard(from, 'relay.ended');
    expect(await kindsOf(id)).toEqual(expect.arrayContaining(['opened', 'lines-given', 'paged', 'taken', 'relay-opened', 'words-to-person', 'words-from-person', 'closed']));
    const theirs = await thread(from);
    const hers = await thread(primary);
    expect(theirs.some(({ text }) => text.includes(primary.slice(2)))).toBe(false);
    expect(hers.some(({ text }) => text.includes(from.slice(2)))).toBe(false);
  });

  it('is one case however often they say it', async () => {
    const from = someone();
    await porchlight.talk(from, 'hi', 'i want to die', 'i want to kill myself', 'i have the pills in my hand');
    const [{ cases } = { cases: 0 }] = await rows<{ cases: number }>(`select count(*)::int as cases from hand_off h join address a using (person_id) where a.hash = $1`, [hashOf(from)]);
    expect(cases).toBe(1);
    const { id } = await handOffOf(from);
    expect((await kindsOf(id)).filter((kind) => kind === 'danger-again')).toHaveLength(2);
    expect((await kindsOf(id)).filter((kind) => kind === 'lines-given')).toHaveLength(3);
  });

  it('reaches the secondary when the primary sleeps, then every supervisor, and is told plainly when nobody answers', async () => {
    const from = someone();
    const before = await staffNumbers();
    await porchlight.talk(from, 'hi', 'i want to kill myself');
    const { id, number } = await handOffOf(from);
    await heard(before.primary, 'onCall.page', String(number));
    await skip({ minutes: 3 });
    await heard(before.secondary, 'onCall.page', String(number));
    await skip({ minutes: 3 });
    for (const supervisor of before.supervisors) await heard(supervisor, 'onCall.page', String(number));
    await skip({ minutes: 11 });
    expect((await heard(from, 'crisisFlow.nobodyAnswered')).text).toContain('988');
    expect(await kindsOf(id)).toEqual(expect.arrayContaining(['nobody-answered', 'person-told']));
    const [last = ''] = before.supervisors;
    await porchlight.text(last, '1');
    const [, other = ''] = before.supervisors;
    await heard(other, 'onCall.withdrawn', String(number));
    await heard(from, 'relay.here');
  });

  it('goes to the next at once when somebody paged cannot', async () => {
    const from = someone();
    const { primary, secondary } = await staffNumbers();
    await porchlight.talk(from, 'hi', 'i want to kill myself');
    const { number } = await handOffOf(from);
    await heard(primary, 'onCall.page', String(number));
    await porchlight.text(primary, '2');
    await heard(secondary, 'onCall.page', String(number));
  });

  it('is told so plainly when nobody is on call, and every supervisor is still paged', async () => {
    const shifts = await rows<{ id: string }>('select * from shift');
    await rows(`update shift set weekday = 0`);
    try {
      const from = someone();
      await porchlight.text(from, 'hi');
      const replies = await porchlight.text(from, 'i want to kill myself');
      expect(replies.map(({ key }) => key)).toEqual(['crisisFlow.lines', 'crisisFlow.nobodyOnCall', 'crisisFlow.ask']);
      const { supervisors } = await staffNumbers();
      const { number } = await handOffOf(from);
      await heard(supervisors[0] ?? '', 'onCall.page', String(number));
    } finally {
      for (const { id, weekday } of shifts as unknown as { id: string; weekday: number }[]) await rows('update shift set weekday = $2 where id = $1', [id, weekday]);
    }
  });
});

describe('two who are paged', () => {
  it('never both have the case: the second is told', async () => {
    const from = someone();
    const { supervisors } = await staffNumbers();
    await porchlight.talk(from, 'hi', 'i want to kill myself');
    const { id, number } = await handOffOf(from);
    await until('the first page', async () => (await kindsOf(id)).includes('paged'));
    await skip({ minutes: 3 });
    await skip({ minutes: 3 });
    const [one = '', two = ''] = supervisors;
    await heard(one, 'onCall.page', String(number));
    await heard(two, 'onCall.page', String(number));
    const answers = await Promise.all([porchlight.text(one, '1'), porchlight.text(two, '1')]);
    const keys = answers.map((replies) => replies.map(({ key }) => key)).flat();
    expect(keys.filter((key) => key === 'onCall.theirWords')).toHaveLength(1);
    expect((await kindsOf(id)).filter((kind) => kind === 'taken')).toHaveLength(1);
  });
});

describe('somebody hurt by another', () => {
  it('hears nothing unasked: not when the case is taken, and the supervisor is told why', async () => {
    const from = someone();
    const { primary } = await staffNumbers();
    await porchlight.text(from, 'hi');
    const replies = await porchlight.text(from, 'my husband is hitting me');
    expect(replies.map(({ key }) => key)).toEqual(['crisisFlow.lines', 'crisisFlow.someoneToldQuietly', 'crisisFlow.askQuietly']);
    const { number } = await handOffOf(from);
    await heard(primary, 'onCall.page', String(number));
    await porchlight.text(primary, '1');
    await heard(primary, 'onCall.mayBeWatched', String(number));
    expect((await thread(from)).some(({ key }) => key?.startsWith('relay.'))).toBe(false);
    await porchlight.text(from, { choice: 'may-text' });
    await heard(from, 'relay.here');
  });
});

describe('somebody who cannot be reached', () => {
  it('has said STOP: the supervisor is told at once, and nothing is sent', async () => {
    const from = someone();
    const { primary } = await staffNumbers();
    await porchlight.talk(from, 'hi', 'i want to kill myself');
    const { number, id } = await handOffOf(from);
    await heard(primary, 'onCall.page', String(number));
    await porchlight.text(primary, '1');
    await porchlight.text(from, 'STOP');
    await porchlight.text(primary, 'hello?');
    await heard(primary, 'onCall.theyOptedOut', String(number));
    expect((await thread(from)).some(({ key }) => key === 'relay.words')).toBe(false);
    expect(await kindsOf(id)).toContain('not-delivered');
  });
});

describe('somebody who agrees to it', () => {
  it('is asked the next morning how they are', async () => {
    const from = someone();
    await porchlight.talk(from, 'hi', 'i want to kill myself', '2', '1');
    expect((await thread(from)).some(({ key }) => key === 'checkIn.ask')).toBe(false);
    await skip({ hours: 40 });
    await heard(from, 'checkIn.ask');
    const { id } = await handOffOf(from);
    expect(await kindsOf(id)).toEqual(expect.arrayContaining(['check-in-agreed', 'check-in-sent']));
  });
});

describe('the timeline of a case', () => {
  it('is only ever added to, and holds no words', async () => {
    const from = someone();
    await porchlight.talk(from, 'hi', 'i want to kill myself with my grandfather');
    const { id } = await handOffOf(from);
    await expect(rows('update hand_off_event set kind = $1 where hand_off_id = $2', ['x', id])).rejects.toThrow(/append-only/);
    await expect(rows('delete from hand_off_event where hand_off_id = $1', [id])).rejects.toThrow(/append-only/);
    expect(JSON.stringify(await stores().handOffs.events(id))).not.toMatch(/grandfather|kill myself/);
  });

  it('outlives the person who is forgotten, without them', async () => {
    const from = someone();
    await porchlight.talk(from, 'hi', 'i want to kill myself', '4');
    const { id } = await handOffOf(from);
    await porchlight.talk(from, 'forget me', '1');
    const [row] = await rows('select person_id, outcome from hand_off where id = $1', [id]);
    expect(row).toEqual({ person_id: null, outcome: 'forgotten' });
    expect(await kindsOf(id)).toContain('opened');
  });
});
