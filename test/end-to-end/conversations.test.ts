import { startForTest, type Running } from '../porchlight.ts';

let porchlight: Running;
let people = 0;
const someone = () => `+1718555${String(++people).padStart(4, '0')}`;

beforeAll(async () => {
  porchlight = await startForTest();
}, 60_000);
afterAll(() => porchlight.end());

const count = async (table: string, where = 'true') => {
  const { rows } = await porchlight.open.connection.pool.query(`select count(*)::int as n from ${table} where ${where}`);
  return rows[0].n as number;
};

describe('a person who texts for the first time', () => {
  it('has a seat after five messages, in English', async () => {
    const from = someone();
    const keys = await porchlight.talk(from, 'hi', '2', '10467', '2', '1');
    expect(keys[0]).toEqual(['welcome.hello', 'intake.askNeed']);
    expect(keys.at(-1)).toContain('findGroup.booked');
    expect(await count('booking b join address a using (person_id)', `a.hash = decode('${porchlight.services.kit.seal.hash(from).toString('hex')}', 'hex')`)).toBe(1);
  });

  it('has a seat after five messages, in Spanish', async () => {
    const from = someone();
    const replies = await porchlight.text(from, 'hola');
    expect(replies[0]?.text).toMatch(/Responda|mensaje/i);
    const keys = await porchlight.talk(from, 'me siento muy triste', '10467', 'en la noche', 'la primera');
    expect(keys.at(-1)).toContain('findGroup.booked');
  });

  it('is understood in words, typos, ordinals, native digits and by buttons alike', async () => {
    const asked = async (answer: string | { choice: string }) => {
      const from = someone();
      await porchlight.text(from, 'hi');
      return (await porchlight.text(from, answer, { channel: 'sms' })).map(({ key }) => key);
    };
    for (const answer of ['1', 'the first one', '١', '１', 'greif', { choice: 'grief' }]) expect(await asked(answer)).toEqual(['intake.askPlace']);
  });

  it('may skip every question', async () => {
    const keys = await porchlight.talk(someone(), 'hi', 'skip', 'skip', 'skip');
    expect(keys.at(-1)?.some((key) => key.startsWith('findGroup.'))).toBe(true);
  });
});

describe('messages that arrive together', () => {
  it('from one person are answered in order, each with its own answer', async () => {
    const from = someone();
    await porchlight.text(from, 'hi');
    const [first, second] = await Promise.all([porchlight.text(from, '2'), porchlight.text(from, '10467')]);
    expect([first, second].map((replies) => replies?.map(({ key }) => key))).toEqual([['intake.askPlace'], ['intake.askWhen']]);
  });

  it('from forty people are each answered once', async () => {
    const replies = await Promise.all(Array.from({ length: 40 }, () => porchlight.text(someone(), 'hello')));
    expect(replies.every((all) => all.map(({ key }) => key).join() === 'welcome.hello,intake.askNeed')).toBe(true);
  });

  it('twice with the provider\'s same id have one effect', async () => {
    const from = someone();
    const id = crypto.randomUUID();
    const both = await Promise.all([porchlight.text(from, 'hi', { id }), porchlight.text(from, 'hi', { id })]);
    expect(both.map((replies) => replies.length).sort()).toEqual([0, 2]);
    expect(await count('inbound_message', `provider_id = '${id}'`)).toBe(1);
  });
});

describe('the words that work everywhere', () => {
  it('STOP gets one confirmation and nothing more, and START comes back', async () => {
    const from = someone();
    await porchlight.talk(from, 'hi', '2');
    expect(await porchlight.talk(from, 'STOP', 'STOP', 'hi again', 'START')).toEqual([['gate.stopped'], [], ['gate.stillStopped'], expect.arrayContaining(['gate.started'])]);
  });

  it.each(['please stop texting me', 'ya no me escriban', 'ALTO', 'CANCEL', 'арет, СТОП'.slice(6)])('"%s" is an opt-out like any other', async (words) => {
    const from = someone();
    await porchlight.text(from, 'hi');
    expect((await porchlight.text(from, words)).map(({ key }) => key)).toEqual(['gate.stopped']);
  });

  it('STOP on one channel holds on the other', async () => {
    const from = someone();
    await porchlight.text(from, 'hi', { channel: 'whatsapp' });
    await porchlight.text(from, 'hi');
    await porchlight.text(from, 'STOP');
    const again = await porchlight.text(from, 'hi', { channel: 'whatsapp' });
    expect(again.map(({ key }) => key)).toEqual(['gate.stillStopped']);
  });

  it('HELP carries the crisis line and leaves the question open', async () => {
    const from = someone();
    await porchlight.text(from, 'hi');
    const [help] = await porchlight.text(from, 'HELP');
    expect(help).toMatchObject({ key: 'gate.helpAnswer', text: expect.stringContaining('988') });
    expect((await porchlight.text(from, '1')).map(({ key }) => key)).toEqual(['intake.askPlace']);
  });

  it('a change of language repeats the question in that language', async () => {
    const from = someone();
    await porchlight.text(from, 'hi');
    const replies = await porchlight.text(from, 'español');
    expect(replies.map(({ key }) => key)).toEqual(['gate.languageChanged', 'intake.askNeed']);
    expect(replies[1]?.text).toMatch(/¿/);
  });

  it('"what do you know about me" and "forget me" tell and delete', async () => {
    const from = someone();
    await porchlight.talk(from, 'hi', '2', '10467', '2', '1');
    const [kept] = await porchlight.text(from, 'what do you know about me');
    expect(kept?.key).toMatch(/^myData\./);
    await porchlight.text(from, 'forget me');
    const done = await porchlight.text(from, '1');
    expect(done.map(({ key }) => key)).toEqual(expect.arrayContaining([expect.stringMatching(/^myData\./)]));
    const hash = porchlight.services.kit.seal.hash(from).toString('hex');
    expect(await count('booking b join address a using (person_id)', `a.hash = decode('${hash}', 'hex')`)).toBe(0);
    expect(await count('inbound_message i join address a using (person_id)', `a.hash = decode('${hash}', 'hex') and i.content is not null`)).toBe(0);
    expect(await count('consent', `address_hash = decode('${hash}', 'hex')`)).toBeGreaterThan(0);
  });
});

describe('a person in danger', () => {
  it.each([
    ['in English, inside an answer', '97201 but honestly i might not be here tomorrow'],
    ['in Spanish', 'ya no quiero vivir'],
  ])('gets the lines first, and someone is told: %s', async (_, words) => {
    const from = someone();
    await porchlight.talk(from, 'hi', '2');
    const replies = await porchlight.text(from, words);
    expect(replies.map(({ key }) => key)).toEqual(['crisisFlow.lines', 'crisisFlow.someoneTold', 'crisisFlow.ask']);
    expect(replies[0]?.text).toContain('988');
    const hash = porchlight.services.kit.seal.hash(from).toString('hex');
    expect(await count('hand_off h join address a using (person_id)', `a.hash = decode('${hash}', 'hex') and h.reason = 'crisis'`)).toBe(1);
  });

  it('goes back to where the conversation stood when it was a misunderstanding', async () => {
    const from = someone();
    await porchlight.talk(from, 'hi', '2', 'i want to kill myself');
    const replies = await porchlight.text(from, { choice: 'misunderstood' });
    expect(replies.map(({ key }) => key)).toEqual(['crisisFlow.misunderstood', 'engine.backTo', 'intake.askPlace']);
  });

  it('who says STOP in the same breath gets both', async () => {
    const from = someone();
    await porchlight.text(from, 'hi');
    const replies = await porchlight.text(from, 'stop texting me i want to kill myself');
    expect(replies.map(({ key }) => key)).toEqual(expect.arrayContaining(['crisisFlow.lines', 'gate.stopped']));
  });

  it('is never named in a page', async () => {
    const { rows } = await porchlight.open.connection.pool.query(`select text from outbound_message where key = 'engine.pageOnCall'`);
    for (const { text } of rows) expect(text).not.toMatch(/kill|suicid|tomorrow|718555/i);
  });
});

describe('what is kept', () => {
  it('shows no number in the clear anywhere in the database', async () => {
    const from = someone();
    await porchlight.talk(from, 'hi', '2', '10467', '2', '1');
    const { rows } = await porchlight.open.connection.pool.query(`select table_name from information_schema.tables where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`);
    for (const { table_name: name } of rows) {
      const schema = name.startsWith('_private') || name === 'migrations' ? 'graphile_worker' : 'public';
      expect(await count(`${schema}."${name}" t`, `t::text like '%${from.slice(1)}%'`)).toBe(0);
    }
  });

  it('is proof of consent with the exact words, and cannot be changed', async () => {
    const from = someone();
    const [hello] = await porchlight.text(from, 'hi');
    const hash = porchlight.services.kit.seal.hash(from).toString('hex');
    const { rows } = await porchlight.open.connection.pool.query(`select text from consent where address_hash = decode($1, 'hex')`, [hash]);
    expect(rows).toEqual([{ text: hello?.text }]);
    await expect(porchlight.open.connection.pool.query(`update consent set given = false`)).rejects.toThrow('append-only');
  });
});
