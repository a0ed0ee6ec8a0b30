/**
 * Frames saved by every version of every flow, and the shape each flow had then. `UPDATE_GOLDEN=1` adds what is
 * missing and never touches what is there: an old frame is a promise to somebody in the middle of a conversation.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { flows } from '../../flows/index.ts';
import { createEngine } from '../../src/core/engine/engine.ts';
import { restore, upgrade } from '../../src/core/engine/envelope.ts';
import { fingerprint } from '../../src/core/engine/fingerprint.ts';
import type { Flow, Frame } from '../../src/core/engine/frame.ts';
import type { Person } from '../../src/core/flow-kit/index.ts';
import { language } from '../flows/kit.ts';
import { walks } from '../flows/walk.ts';

type Fingerprints = Record<string, { version: number; fingerprint: string }>;

const folder = new URL('.', import.meta.url);
const updating = process.env.UPDATE_GOLDEN === '1';
const fingerprintsFile = new URL('fingerprints.json', folder);
const readJson = <T>(file: URL): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const writeJson = (file: URL, value: unknown) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

const versionFolder = (flow: Flow, version: number) => new URL(`${flow.id}/v${version}/`, folder);
const waitingFrames = (flow: Flow): Map<string, Frame> => {
  const stops = [...(walks.find((walk) => walk.flow.id === flow.id)?.stops.values() ?? [])].filter(({ waiting }) => waiting);
  return new Map(stops.toReversed().map(({ state, frame }) => [state, frame]));
};

const writeMissing = (flow: Flow, known: Fingerprints) => {
  const target = versionFolder(flow, flow.version);
  const isNew = !existsSync(target);
  for (const [state, frame] of waitingFrames(flow)) {
    mkdirSync(target, { recursive: true });
    const file = new URL(`${state}.json`, target);
    if (!existsSync(file)) writeJson(file, frame);
  }
  if (isNew || !known[flow.id]) known[flow.id] = { version: flow.version, fingerprint: fingerprint(flow) };
};

const updateAll = () => {
  const known: Fingerprints = existsSync(fingerprintsFile) ? readJson(fingerprintsFile) : {};
  for (const flow of flows) writeMissing(flow, known);
  writeJson(fingerprintsFile, known);
};

if (updating) updateAll();

const fingerprints = readJson<Fingerprints>(fingerprintsFile);

/** 'as it was', or what to do about it. */
const verdictOn = (flow: Flow): string => {
  const known = fingerprints[flow.id];
  if (!known || known.version < flow.version) return `flows/${flow.id} is new at version ${flow.version}: run UPDATE_GOLDEN=1 npm run jest -- test/golden, and commit what it writes.`;
  if (known.fingerprint === fingerprint(flow)) return 'as it was';
  return [
    `The states, events, timers or memory of flows/${flow.id} changed, so frames saved by version ${flow.version} may no longer fit.`,
    `1. Raise \`version\` to ${flow.version + 1} in flows/${flow.id}/migrations.ts.`,
    `2. Add a migration there: { to: ${flow.version + 1}, why: '…', migrate: (saved) => … }. A renamed state needs its value and its timer renamed.`,
    `3. Run UPDATE_GOLDEN=1 npm run jest -- test/golden, and commit the new frames beside the old ones.`,
    `If version ${flow.version} never left your machine, delete test/golden/${flow.id}/v${flow.version} and do only step 3.`,
  ].join('\n');
};

const goldenFrames = flows.flatMap((flow) =>
  Array.from({ length: flow.version }, (_, index) => index + 1)
    .filter((version) => existsSync(versionFolder(flow, version)))
    .flatMap((version) => readdirSync(versionFolder(flow, version)).map((file) => ({ flow, name: `${flow.id} v${version} ${file}`, file: new URL(file, versionFolder(flow, version)) }))),
);

const engine = createEngine(flows);
const now = Temporal.Instant.from('2026-11-23T15:00:00Z');
const person: Person = { locale: 'en', isNew: false, answers: {}, program: { name: '', country: 'US', timeZone: 'America/New_York', contact: '' } };

describe.each(flows.map((flow) => [flow.id, flow] as const))('the flow %s', (_, flow) => {
  it('has the shape its version was published with', () => {
    expect(verdictOn(flow)).toBe('as it was');
  });

  it('has a golden frame for every state that waits', () => {
    const missing = [...waitingFrames(flow).keys()].filter((state) => !existsSync(new URL(`${state}.json`, versionFolder(flow, flow.version))));
    expect(missing).toEqual([]);
  });

  it('has kept the frames of every version before', () => {
    const versions = Array.from({ length: flow.version }, (_v, index) => index + 1);
    expect(waitingFrames(flow).size === 0 ? [] : versions.filter((version) => !existsSync(versionFolder(flow, version)))).toEqual([]);
  });

  it('says for every version how the one before becomes it', () => {
    expect(flow.migrations.map(({ to }) => to)).toEqual(Array.from({ length: flow.version - 1 }, (_v, index) => index + 2));
    expect(flow.migrations.filter(({ why }) => why.trim() === '')).toEqual([]);
  });
});

describe('somebody who was in the middle of a conversation when a new version came', () => {
  it.each(goldenFrames.map(({ name, flow, file }) => [name, flow, file] as const))('goes on from %s', (_, flow, file) => {
    const saved = readJson<Frame>(file);
    expect(restore(flow, upgrade(flow, saved)).status).toBe('active');
    expect(engine.tell([saved], saved.id, { type: 'skip' }, { now, person }).heard).toBe(true);
  });

  it.each(goldenFrames.map(({ name, file }) => [name, file] as const))('can be asked the open question of %s again', (_, file) => {
    const { question } = readJson<Frame>(file);
    const asked = [question, ...(question?.choices ?? [])].map((part) => (part && 'key' in part ? [part.key, part.vars] : [part?.label, part?.vars]) as [string, Record<string, unknown> | undefined]);
    for (const locale of language.tags) for (const [key, vars] of asked) expect(language.render(locale, key, vars)).not.toBe('');
  });

  it.each(goldenFrames.map(({ name, flow, file }) => [name, flow, file] as const))('is not waited for longer than promised in %s', (_, flow, file) => {
    const saved = readJson<Frame>(file);
    const [timer] = upgrade(flow, saved).timers;
    expect(timer && engine.fire([saved], saved.id, timer, { now, person }).heard).toBe(true);
  });
});
