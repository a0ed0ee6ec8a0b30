/**
 * What people write in every language, as tables of messages with a reason each. A screen that reads free text is never
 * without mistakes: what is held here is how many there may be, and every one is printed.
 */
import { crisisKinds } from '../../../src/core/safety/crisis-rules.ts';
import { measureScreen, wilson, type MeasuredLine, type Share } from '../../../src/core/safety/measure-screen.ts';
import { readTables } from '../../tables/read-tables.ts';
import { screen } from '../language/languages.ts';

const tables = await readTables();

/** What the service is held to. Spanish and English are spoken by most who text; the others have fewer readers to correct them. */
const leastFound = (tag: string) => (['en', 'es'].includes(tag) ? 0.95 : 0.9);
type Most = { soft: number; traps: number; ordinary: number };
const promised: Most = { soft: 0.15, traps: 0.05, ordinary: 0.003 };

/** Languages that page more than was promised, by how much today (docs/safety.md): these may shrink and never grow. */
const shortfalls: Record<string, Most> = { pt: { soft: 0.2, traps: 0.05, ordinary: 0.003 } };
const mostIn = (tag: string) => shortfalls[tag] ?? promised;

const share = ({ found, of }: Share) => (of === 0 ? undefined : found / of);
const listed = (lines: MeasuredLine[]) => lines.map(([level, kind, text, why]) => `  ${level} ${kind}: ${text} (${why})`).join('\n');

describe.each(tables)('what people write in $tag', ({ tag, table }) => {
  const measured = measureScreen(screen, table);

  it('has a known level and kind, and a reason, on every line', () => {
    const wrong = table.filter(([level, kind, text, why]) => text === '' || why === '' || (level === 'none') !== (kind === '') || (kind !== '' && !(crisisKinds as readonly string[]).includes(kind)));
    expect(wrong).toEqual([]);
  });

  it('is found when it is danger', () => {
    if (measured.missed.length > 0) process.stdout.write(`missed in ${tag}:\n${listed(measured.missed)}\n`);
    expect(share(measured.crisis)).toBeGreaterThanOrEqual(leastFound(tag));
  });

  it('pages nobody when it is not', () => {
    if (measured.paged.length > 0) process.stdout.write(`paged in ${tag}:\n${listed(measured.paged)}\n`);
    expect(share(measured.soft) ?? 0).toBeLessThanOrEqual(mostIn(tag).soft);
    expect(share(measured.traps) ?? 0).toBeLessThanOrEqual(mostIn(tag).traps);
    expect(share(measured.ordinary) ?? 0).toBeLessThanOrEqual(mostIn(tag).ordinary);
  });
});

describe('what is said of how well the screen does', () => {
  const screenThat = (level: 'crisis' | 'none') => () => ({ level });
  const table: MeasuredLine[] = [
    ['crisis', 'suicide', 'a', 'x'],
    ['crisis', 'medical', 'b', 'x'],
    ['soft', 'suicide', 'c', 'x'],
    ['none', '', 'd', 'ordinary answer'],
    ['none', '', 'e', 'trap: an idiom'],
  ];

  it('counts what was found of danger by kind, and what was paged of the rest', () => {
    const { crisis, kinds, soft, ordinary, traps, missed, paged } = measureScreen(screenThat('crisis'), table);
    expect([crisis, kinds.medical, soft, ordinary, traps]).toEqual([2, 1, 1, 1, 1].map((of) => ({ found: of, of })));
    expect([missed.length, paged.length]).toEqual([0, 3]);
    expect(measureScreen(screenThat('none'), table).missed).toHaveLength(2);
  });

  it('says how sure a share of few can be (figures of Newcombe 1998)', () => {
    const [low, high] = wilson({ found: 15, of: 148 });
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.0624', '0.1605']);
    expect(wilson({ found: 0, of: 20 })[1].toFixed(4)).toBe('0.1611');
    expect(wilson({ found: 0, of: 0 })).toEqual([0, 1]);
  });
});
