/** Somebody in danger is answered in the language they cried out in, though we hold no conversation in it; afterwards the conversation goes on as before. */
import { language } from '../flows/kit.ts';
import { startForTest, type Running } from '../porchlight.ts';

let running: Running;
beforeAll(async () => {
  running = await startForTest();
}, 60_000);
afterAll(() => running.end());

let people = 0;
const someone = () => `+1917555${String((people += 1)).padStart(4, '0')}`;

const cries: [string, string][] = [
  ['pt', 'quero me matar'],
  ['vi', 'tôi muốn chết'],
  ['tl', 'gusto ko nang magpakamatay'],
  ['ru', 'я хочу умереть'],
  ['uk', 'я хочу померти'],
  ['ko', '죽고 싶어요'],
  ['zh-Hant', '我想自殺'],
  ['ar', 'أريد أن أموت'],
  ['fa', 'می‌خواهم بمیرم'],
  ['so', 'waxaan rabaa inaan is dilo'],
  ['am', 'መሞት እፈልጋለሁ'],
  ['ne', 'म मर्न चाहन्छु'],
];

describe('somebody in danger', () => {
  it('has a cry here for every language that only danger is answered in', () => {
    expect(cries.map(([tag]) => tag).sort()).toEqual([...language.dangerTags].sort());
  });

  it.each(cries)('in %s', async (tag, text) => {
    const from = someone();
    await running.talk(from, 'hello', '7');
    const replies = await running.text(from, text);
    const said = (key: string) => replies.find((reply) => reply.key === `crisisFlow.${key}`);
    const beginning = language.render(tag, 'crisisFlow.lines', { lines: '|', emergency: '911' }).split('|')[0] ?? '';
    expect(said('lines')?.text.startsWith(beginning)).toBe(true);
    expect(said('lines')?.text).toContain('988');
    expect(said('ask')?.choices.map(({ label }) => label)[2]).toBe(language.render(tag, 'crisisFlow.choiceSafe'));
    const [safe, ...goingOn] = await running.text(from, language.render(tag, 'crisisFlow.choiceSafe'));
    expect([safe?.key, safe?.text.startsWith((language.render(tag, 'crisisFlow.safe', { call: '|' }).split('|')[0] ?? '').trim())]).toEqual(['crisisFlow.safe', true]);
    expect(goingOn.at(-1)?.text).toBe(language.render('en', 'intake.askPlace'));
  });

  it('who writes in English with one foreign word is answered in English', async () => {
    const from = someone();
    await running.talk(from, 'hello');
    const [first] = await running.text(from, 'I am so tired and I want to die, quero me matar');
    expect(first?.text).toContain('Thank you for telling us');
  });
});
