import { missedTargets, problemsIn, summarise, type Runs } from './report.ts';
import type { TurnsMeasured } from './systems.ts';

const run = (perSecond: number, p99: number, problems: string[] = []): TurnsMeasured => ({
  turns: 1000, perSecond, p50: p99 / 2, p99, max: p99, walked: 250, wrong: 0, examples: [], loadCpu: 0.3, memory: { node: 100, all: 200 }, problems,
});

const runsOf = (ours: TurnsMeasured, express: TurnsMeasured, botbuilder: TurnsMeasured): Runs => ({ turns: { ours: [ours], express: [express], botbuilder: [botbuilder] }, outbox: [], screen: [], search: [] });

describe('the targets of the bench', () => {
  it.each([
    ['all are met exactly at the line', run(3000, 19.9), []],
    ['too slow beside botbuilder', run(2999, 19.9), ['turns a second, at least 3x botbuilder: it is 2.999x', 'turns a second, at least 0.4x bare Express: it is 0.400x']],
    ['a p99 of half is not under half', run(3000, 20), ['p99 under 0.5x botbuilder: it is 0.500x']],
    ['no turn was answered at all', run(0, Number.NaN), ['turns a second, at least 3x botbuilder: it is 0.000x', 'turns a second, at least 0.4x bare Express: it is 0.000x', 'p99 under 0.5x botbuilder: it is NaNx']],
  ])('%s', (_, ours, missed) => {
    expect(missedTargets(summarise(runsOf(ours, run(7500, 10), run(1000, 40))))).toEqual(missed);
  });

  it('say nothing about a peer that was not measured', () => {
    expect(missedTargets(summarise({ turns: { ours: [run(10, 500)] }, outbox: [], screen: [], search: [] }))).toEqual([]);
  });

  it('compare within a round before the median is taken, so that a slow round slows both sides', () => {
    const turns = { ours: [run(3000, 10), run(300, 100), run(3000, 10)], botbuilder: [run(1000, 40), run(100, 400), run(1000, 40)] };
    expect(summarise({ turns, outbox: [], screen: [], search: [] }).systems.ours?.to.botbuilder).toEqual({ perSecond: 3, p99: 0.25 });
  });

  it('are worth nothing beside a wrong reply, which is named with its system and round', () => {
    expect(problemsIn(runsOf(run(9000, 1, ['1 x a wrong answer']), run(1, 1), run(1, 1)))).toEqual(['ours, round 1: 1 x a wrong answer']);
  });
});
