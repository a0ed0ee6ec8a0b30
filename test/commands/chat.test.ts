import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkTranscriptName, flowOf, transcriptText, withoutMenu, writeTranscript, type Happening } from '../../src/commands/chat-transcript.ts';
import { createFakePhoneServices, type FakePhoneServices } from '../web/phone/fake-phone-services.ts';
import { servePhone } from '../web/phone/serve-phone.ts';

const command = fileURLToPath(new URL('../../src/commands/chat.ts', import.meta.url));

/** Runs the command with lines piped in, and waits for its end. */
const chat = (lines: string[], options: string[]) =>
  new Promise<{ code: number | null; out: string; complaint: string }>((resolve) => {
    const child = spawn(process.execPath, [command, ...options], { env: { ...process.env, NODE_OPTIONS: '' } });
    let [out, complaint] = ['', ''];
    child.stdout.on('data', (data) => (out += String(data)));
    child.stderr.on('data', (data) => (complaint += String(data)));
    child.on('close', (code) => resolve({ code, out, complaint }));
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  });

describe('npm run chat with lines piped in', () => {
  let services: FakePhoneServices;
  let served: Awaited<ReturnType<typeof servePhone>>;
  const talk = (lines: string[], ...options: string[]) => chat(lines, ['--url', served.url, ...options]);
  beforeEach(async () => {
    services = createFakePhoneServices();
    served = await servePhone(services);
  });
  afterEach(() => served.close());

  it('prints the exchange and ends well', async () => {
    const { code, out } = await talk(['weekly', '', '2']);
    expect(out).toBe(
      [
        'you: weekly',
        'bot: findGroup.askWeekly | Do you want this seat every week?',
        '     1 Every week',
        '     2 Just this one',
        '     3 Drop it',
        'you: 2',
        'bot: findGroup.booked | Your seat is saved (2). We will text you the day before.',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
  });

  it('numbers the answers that come apart on WhatsApp, and presses one by its id', async () => {
    const { out } = await talk(['weekly', '/button answer-2', '/location 40.87 -73.87'], '--channel', 'whatsapp', '--from', 'US.13491208655302741918');
    expect(out).toContain('every week?\n     1. Every week answer-1\n     2. Just this one answer-2');
    expect(services.received).toMatchObject([
      { from: 'US.13491208655302741918', channel: 'whatsapp', text: 'weekly' },
      { kind: 'choice', choice: 'answer-2' },
      { kind: 'location', latitude: 40.87, longitude: -73.87 },
    ]);
  });

  it('skips ahead and shows what came meanwhile, once', async () => {
    const { code, out } = await talk(['weekly', '/skip 1d', '1']);
    expect(services.skips).toEqual(['2026-11-25T14:03:00Z']);
    expect(out).toMatch(/3 Drop it\nwait: 1 day\nbot: reminder.dayBefore \| Wed 25 Nov, 6:30 pm. Can you come\?\n     1 Coming\n.*\n.*\nyou: 1\n/);
    expect(out.match(/bot: /g)).toHaveLength(3);
    expect(code).toBe(0);
  });

  it('leaves what was said before in the past', async () => {
    await talk(['weekly']);
    const { out } = await talk(['/skip 2h']);
    expect(out).not.toContain('every week');
    expect(out).toContain('reminder.dayBefore');
  });

  const failures: [string, string[], string[], string][] = [
    ['a number that is none', ['hi'], ['--from', '12'], 'The server refused: from: must be a phone number'],
    ['a time it does not know', ['/skip tomorrow'], [], '/skip takes a time such as 30m, 2h, 1d or 1w.'],
    ['a place that is none', ['/location Bronx'], [], 'location.latitude: must be a number'],
    ['an option it does not know', ['hi'], ['--form', '+17185550100'], 'Usage'],
    ['a name for a transcript with a path in it', ['hi'], ['--record', '../x'], '--record takes a name'],
  ];
  it.each(failures)('ends with a complaint over %s', async (_, lines, options, complaint) => {
    const result = await talk(lines, ...options);
    expect(result.code).toBe(1);
    expect(result.complaint).toContain(complaint === 'Usage' ? 'npm run chat -- [--url' : complaint);
    expect(services.received).toEqual([]);
  });

  it('says plainly that there is no server', async () => {
    await served.close();
    const { code, complaint } = await chat(['hi'], ['--url', served.url]);
    expect(code).toBe(1);
    expect(complaint).toBe(`No Porchlight server answers at ${served.url}. Start one with npm start, or name another with --url.\n`);
    served = await servePhone(services);
  });

  it('says that the simulator is off', async () => {
    const { code, complaint } = await chat(['hi'], ['--url', `${served.url}/nowhere`]);
    expect(code).toBe(1);
    expect(complaint).toContain('has no simulated phones. Start it with SIMULATOR=on.');
  });
});

describe('a recorded conversation', () => {
  const happenings: Happening[] = [
    { kind: 'you', value: 'hi' },
    { kind: 'bot', key: 'gate.languageNote', text: 'Text ESPAÑOL for Spanish.', choices: [] },
    { kind: 'bot', key: 'findGroup.offer', text: 'Here is one.\nSend 1.\n1 Tue, 0.4 miles\n2 Show more', choices: [{ id: 'a', label: 'Tue', detail: '0.4 miles' }, { id: 'b', label: 'Show more' }] },
    { kind: 'you', value: '[button a]' },
    { kind: 'wait', value: '1 day' },
    { kind: 'bot', key: 'reminder.fine', text: 'That is fine.', choices: [] },
  ];
  const written = `# First seat.
language: en
person: a stranger

you: hi
bot: gate.languageNote | Text ESPAÑOL for Spanish.
bot: findGroup.offer | Here is one. / Send 1.
     1. Tue - 0.4 miles
     2. Show more

you: [button a]
(nothing is said)

wait: 1 day
bot: reminder.fine | That is fine.
`;

  it('reads as the transcripts of the flows do', () => {
    expect(transcriptText('first-seat.en', 'en', happenings)).toBe(written);
  });

  it('is written beside the first flow that spoke, never over another', () => {
    const folder = mkdtempSync(join(tmpdir(), 'flows-'));
    mkdirSync(join(folder, 'find-group'));
    writeFileSync(join(folder, 'find-group', 'flow.ts'), '');
    const flows = pathToFileURL(`${folder}/`);
    checkTranscriptName('first-seat.en', flows);
    expect(writeTranscript('first-seat.en', 'en', happenings, flows)).toBe('flows/find-group/transcripts/first-seat.en.txt');
    expect(readFileSync(join(folder, 'find-group', 'transcripts', 'first-seat.en.txt'), 'utf8')).toBe(written);
    expect(() => checkTranscriptName('first-seat.en', flows)).toThrow('is there already');
    expect(() => writeTranscript('quiet', 'en', [{ kind: 'you', value: 'STOP' }], flows)).toThrow('no flow said anything');
    rmSync(folder, { recursive: true });
  });

  const flows: [string, string][] = [
    ['welcome.hello', 'welcome'],
    ['findGroup.offer', 'find-group'],
    ['crisisFlow.ask', 'crisis'],
    ['mySessions.none', 'my-sessions'],
  ];
  it.each(flows)('of %s belongs to %s', (key, flow) => expect(flowOf(key)).toBe(flow));

  it('keeps a text that only looks like it ends in a menu', () => {
    expect(withoutMenu('We meet at\n1 Main Street', [])).toBe('We meet at\n1 Main Street');
    expect(withoutMenu('Which?\n1 A\n2 B', [{ id: 'a', label: 'A' }, { id: 'b', label: 'B' }])).toBe('Which?');
  });
});
