/** Every conversation in flows, played whole. `UPDATE_TRANSCRIPTS=1` rewrites what the bot says; read the difference before committing it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { flows } from '../../flows/index.ts';
import { playTranscript, readTranscript } from './transcript.ts';

const updating = process.env.UPDATE_TRANSCRIPTS === '1';

const transcripts = flows.flatMap(({ id }) => {
  const folder = new URL(`../../flows/${id}/transcripts/`, import.meta.url);
  return readdirSync(folder).toSorted().map((file) => ({ name: `${id}/${file}`, file: new URL(file, folder) }));
});

describe('a conversation goes as it is written down', () => {
  it.each(transcripts.map(({ name, file }) => [name, readFileSync(file, 'utf8'), file] as const))('%s', async (_, written, file) => {
    const played = await playTranscript(readTranscript(written));
    if (updating) writeFileSync(file, played);
    else expect(played).toBe(written);
  });
});

/** The messages somebody sent before a seat was theirs. */
const messagesBeforeSeat = (written: string) => written.slice(0, written.indexOf('bot: findGroup.booked')).match(/^you: /gm)?.length ?? 0;

describe('somebody new', () => {
  const firstSeats = transcripts.filter(({ name }) => name.startsWith('welcome/first-seat.'));

  it.each(firstSeats.map(({ name, file }) => [name, file] as const))('has a seat by their fifth message in %s', (_, file) => {
    const written = readFileSync(file, 'utf8');
    expect(written).toContain('bot: findGroup.booked');
    expect(messagesBeforeSeat(written)).toBeLessThanOrEqual(5);
  });

  it.each(firstSeats.map(({ name, file }) => [name, file] as const))('agrees to texts and reminders knowing what they cost and how they end in %s', (_, file) => {
    const written = readFileSync(file, 'utf8');
    const agreed = written.split('\n').filter((line) => line.includes('(agrees: '));
    expect(agreed.map((line) => /agrees: (\w+)/.exec(line)?.[1])).toEqual(['conversation', 'reminders']);
    for (const line of agreed) expect(line).toMatch(/STOP/);
    for (const line of agreed) expect(line).toMatch(/rates may apply|aplicarse tarifas/);
  });
});
