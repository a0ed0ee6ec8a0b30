import type { AnyStateNode } from 'xstate';
import { contextKeys } from '../../src/core/engine/envelope.ts';
import { helplines, language } from './kit.ts';
import { theEnd, walks, type Walk } from './walk.ts';

const nodesOf = ({ flow }: Walk): AnyStateNode[] => Object.values(flow.machine.root.states);

/** The stops from which some way leads to the end. */
const withWayOut = ({ stops }: Walk): Set<string> => {
  const out = new Set([theEnd]);
  for (let before = 0; before !== out.size; ) {
    before = out.size;
    for (const { id, ways } of stops.values()) if (ways.some((way) => out.has(way))) out.add(id);
  }
  return out;
};

const program = { name: 'Porchlight Bronx', country: 'US', timeZone: 'America/New_York', contact: '(718) 555-0100' };

/** Everything a flow says on the walk, in one language: question, choices and details. */
const rendered = ({ said }: Walk, locale: string): { key: string; text: string; labels: string[] }[] => {
  const lines = helplines.linesFor({ country: 'US', locale, channel: 'sms' });
  const different = new Map(said.map((one) => [JSON.stringify(one), one]));
  return [...different.values()].map(({ key, vars, ask }) => {
    const filled = { ...program, ...lines, ...vars };
    const labels = (ask?.choices ?? []).flatMap(({ label, detail, vars: own }) => [label, ...(detail ? [detail] : [])].map((words) => language.render(locale, words, { ...filled, ...own })));
    return { key, text: language.render(locale, key, filled), labels };
  });
};

const broken = /\{\{|\}\}|undefined|null|\[object|NaN|Invalid|^\s*$/;

describe.each(walks.map((walk) => [walk.flow.id, walk] as const))('the flow %s, walked everywhere it can go', (_, walk) => {
  const waiting = [...walk.stops.values()].filter(({ waiting: waits }) => waits);

  it('reaches every state of its machine', () => {
    expect(nodesOf(walk).map(({ key }) => key).filter((key) => !walk.states.has(key))).toEqual([]);
  });

  it('never waits without a question', () => {
    expect(waiting.filter(({ frame }) => frame.question === null).map(({ state }) => state)).toEqual([]);
  });

  it('never waits without a timer', () => {
    expect(waiting.filter(({ frame }) => frame.timers.length === 0).map(({ state }) => state)).toEqual([]);
  });

  it('traps nobody', () => {
    const out = withWayOut(walk);
    expect([...walk.stops.values()].filter(({ id }) => !out.has(id)).map(({ state }) => state)).toEqual([]);
  });

  it('can be skipped and gone back on wherever it waits', () => {
    const deaf = nodesOf(walk).filter((node) => node.after.length > 0 && !(node.ownEvents.includes('skip') && node.ownEvents.includes('back')));
    expect(deaf.map(({ key }) => key)).toEqual([]);
  });

  it('handles the failure of everything it asks of the world', () => {
    const asking = nodesOf(walk).filter(({ invoke }) => invoke.length > 0);
    const unguarded = asking.filter(({ invoke, ownEvents }) => invoke.some(({ id }) => !ownEvents.includes(`xstate.error.actor.${id}`)));
    expect(unguarded.map(({ key }) => key)).toEqual([]);
  });

  it('asks the world by name only, and under a name of its own', () => {
    const asked = nodesOf(walk).flatMap(({ invoke }) => invoke);
    expect(asked.filter(({ id, src }) => typeof src !== 'string' || /^(xstate|\d)/.test(src) || id.includes('.'))).toEqual([]);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(asked.length);
  });

  it('keeps to plain states: none nested, parallel or remembered', () => {
    expect(nodesOf(walk).filter(({ type }) => type !== 'atomic' && type !== 'final').map(({ key }) => key)).toEqual([]);
  });

  it.each(language.tags)('says everything in full in %s', (locale) => {
    const wrong = rendered(walk, locale).filter(({ text, labels }) => [text, ...labels].some((words) => broken.test(words)));
    expect(wrong).toEqual([]);
  });

  it('remembers only what survives being stored', () => {
    const keys = contextKeys(walk.flow);
    for (const { frame } of walk.stops.values()) {
      const stored = JSON.parse(JSON.stringify(frame)) as typeof frame;
      expect(stored).toEqual(frame);
      expect(Object.keys(stored.context).toSorted()).toEqual(keys.toSorted());
    }
  });
});
