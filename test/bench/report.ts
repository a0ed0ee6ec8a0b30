/** From runs to figures: medians, ratios, the table, and whether the targets were met. */
import type { Memory } from './memory.ts';
import type { SearchMeasured } from './search.ts';
import type { ScreenMeasured } from './screen.ts';
import type { OutboxMeasured, SystemName, TurnsMeasured } from './systems.ts';

/** Runs by system, one for each round, and the outbox, the crisis screen and the search if they were measured. */
export type Runs = { turns: Partial<Record<SystemName, TurnsMeasured[]>>; outbox: OutboxMeasured[]; screen: ScreenMeasured[]; search: SearchMeasured[] };

type Peer = 'express' | 'botbuilder';
type Ratio = { perSecond: number; p99: number };
type SystemSummary = { perSecond: number; p50: number; p99: number; memory: Memory; loadCpu: number; to: Partial<Record<Peer, Ratio>> };

/** Medians over the rounds. A ratio (`to`) is taken within each round first, so that a slow minute slows both sides of it. */
export type Summary = { systems: Partial<Record<SystemName, SystemSummary>>; outboxPerSecond?: number };

type Target = { figure: keyof Ratio; peer: Peer; words: string; isMet: (ratio: number) => boolean };

/** What Porchlight is held to, as ratios to a peer in the same run. */
export const targets: Target[] = [
  { figure: 'perSecond', peer: 'botbuilder', words: 'turns a second, at least 3x botbuilder', isMet: (ratio) => ratio >= 3 },
  { figure: 'perSecond', peer: 'express', words: 'turns a second, at least 0.4x bare Express', isMet: (ratio) => ratio >= 0.4 },
  { figure: 'p99', peer: 'botbuilder', words: 'p99 under 0.5x botbuilder', isMet: (ratio) => ratio < 0.5 },
];

const labels: Record<SystemName, string> = { ours: 'Porchlight', express: 'bare Express, Map', botbuilder: 'botbuilder, SQLite' };

const median = (values: number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? Number.NaN) + (sorted[Math.ceil(half)] ?? Number.NaN)) / 2;
};

const ratioTo = (runs: TurnsMeasured[], peer: TurnsMeasured[] | undefined): Ratio | undefined => {
  const of = (figure: keyof Ratio) => median(runs.map((run, round) => run[figure] / (peer?.[round]?.[figure] ?? Number.NaN)));
  return peer && { perSecond: of('perSecond'), p99: of('p99') };
};

const summariseSystem = (runs: TurnsMeasured[], { express, botbuilder }: Runs['turns']): SystemSummary => ({
  perSecond: median(runs.map((run) => run.perSecond)),
  p50: median(runs.map((run) => run.p50)),
  p99: median(runs.map((run) => run.p99)),
  memory: { node: median(runs.map((run) => run.memory.node)), all: median(runs.map((run) => run.memory.all)) },
  loadCpu: median(runs.map((run) => run.loadCpu)),
  to: { express: ratioTo(runs, express), botbuilder: ratioTo(runs, botbuilder) },
});

export const summarise = ({ turns, outbox }: Runs): Summary => ({
  systems: Object.fromEntries(Object.entries(turns).map(([name, runs]) => [name, summariseSystem(runs, turns)])),
  outboxPerSecond: outbox.length > 0 ? median(outbox.map((run) => run.perSecond)) : undefined,
});

const whole = (value: number) => Math.round(value).toLocaleString('en-US');
const times = (value: number | undefined) => (value === undefined ? '' : `${value.toFixed(2)}x`);

const rowOf = (name: SystemName, { perSecond, to, p50, p99, memory }: SystemSummary) => [
  labels[name], whole(perSecond), times(to.express?.perSecond), times(to.botbuilder?.perSecond),
  p50.toFixed(1), p99.toFixed(1), times(to.botbuilder?.p99), whole(memory.node), whole(memory.all),
];

const align = (rows: string[][]) => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
};

/** The table people read: turns a second and p99 with their ratios, milliseconds, and megabytes without and with the database. */
export const table = ({ systems, outboxPerSecond }: Summary) => {
  const rows = (Object.keys(labels) as SystemName[]).flatMap((name) => (systems[name] ? [rowOf(name, systems[name])] : []));
  const head = ['', 'turns/s', 'to Express', 'to botbuilder', 'p50 ms', 'p99 ms', 'to botbuilder', 'node MB', 'with database MB'];
  const outbox = outboxPerSecond === undefined ? [] : [`The outbox drains at ${whole(outboxPerSecond)} messages a second through the SDK.`];
  return [...(rows.length > 0 ? align([head, ...rows]) : []), ...outbox].join('\n');
};

/** A sentence for each target this run can speak about and did not reach; a figure that is not a number is a miss. */
export const missedTargets = ({ systems }: Summary) =>
  targets.flatMap(({ figure, peer, words, isMet }) => {
    const ratio = systems.ours?.to[peer]?.[figure];
    return ratio === undefined || isMet(ratio) ? [] : [`${words}: it is ${ratio.toFixed(3)}x`];
  });

/** Every wrong reply, lost or doubled message, with the system and round it happened in. */
export const problemsIn = ({ turns, outbox }: Runs) => [
  ...Object.entries(turns).flatMap(([name, runs]) => runs.flatMap((run, round) => run.problems.map((problem) => `${name}, round ${round + 1}: ${problem}`))),
  ...outbox.flatMap((run, round) => run.problems.map((problem) => `outbox, round ${round + 1}: ${problem}`)),
];
