import { crisisKinds, type CrisisKind } from './crisis-rules.ts';
import type { CrisisFinding } from './screen.ts';

/** A message and what the screen should say of it: level, kind ('' for none), words, and why it is in the table. */
export type MeasuredLine = readonly [level: 'crisis' | 'soft' | 'none', kind: string, text: string, why: string];

/** How many of how many. */
export type Share = { found: number; of: number };

/**
 * What a screen does with a table. `missed` and `paged` are the lines it got wrong: crisis that was not called crisis, and
 * anything else that was. `traps` are ordinary lines whose reason says they hold trigger words.
 */
export type Measured = {
  crisis: Share;
  kinds: Record<CrisisKind, Share>;
  soft: Share;
  ordinary: Share;
  traps: Share;
  missed: MeasuredLine[];
  paged: MeasuredLine[];
};

const isTrap = ([, , , why]: MeasuredLine) => !/^ordinary/i.test(why);

/** Puts every line of a table through a screen and counts. */
export const measureScreen = (screen: (text: string) => CrisisFinding, table: readonly MeasuredLine[]): Measured => {
  const judged = table.map((line) => ({ line, isPaged: screen(line[2]).level === 'crisis' }));
  const share = (isOf: (line: MeasuredLine) => boolean): Share => {
    const of = judged.filter(({ line }) => isOf(line));
    return { found: of.filter(({ isPaged }) => isPaged).length, of: of.length };
  };
  const kinds = Object.fromEntries(crisisKinds.map((kind) => [kind, share(([level, each]) => level === 'crisis' && each === kind)]));
  return {
    crisis: share(([level]) => level === 'crisis'),
    kinds: kinds as Record<CrisisKind, Share>,
    soft: share(([level]) => level === 'soft'),
    ordinary: share((line) => line[0] === 'none' && !isTrap(line)),
    traps: share((line) => line[0] === 'none' && isTrap(line)),
    missed: judged.filter(({ line: [level], isPaged }) => level === 'crisis' && !isPaged).map(({ line }) => line),
    paged: judged.filter(({ line: [level], isPaged }) => level !== 'crisis' && isPaged).map(({ line }) => line),
  };
};

/** The 95 % interval of a share by Wilson's score, as numbers from 0 to 1: what the true share may be when only so many were asked. */
export const wilson = ({ found, of }: Share): [low: number, high: number] => {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const share = found / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const middle = share + (z * z) / (2 * of);
  const scale = 1 + (z * z) / of;
  return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
};
