import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { flows } from '../../flows/index.ts';
import { drawFlows } from '../../scripts/draw-flows.ts';

const root = new URL('../../', import.meta.url);
const foldersIn = (path: string) =>
  readdirSync(new URL(path, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

const drawings = await drawFlows();
const drawn = (path: string) => {
  try {
    return readFileSync(fileURLToPath(new URL(path, root)), 'utf8');
  } catch {
    return '';
  }
};

describe('the conversations', () => {
  it('are all in flows/index.ts, and each of those has its folder', () => {
    expect(flows.map(({ id }) => id).toSorted()).toEqual(foldersIn('flows/'));
  });

  it('are named alike in their folder and in their machine', () => {
    expect(flows.filter(({ id, machine }) => machine.id !== id).map(({ id }) => id)).toEqual([]);
  });

  // in the other languages the walk of every flow renders each of its messages
  it.each(flows.map(({ id }) => id))('%s is played through in English and in Spanish', (id) => {
    const files = readdirSync(new URL(`flows/${id}/transcripts/`, root));
    const without = ['en', 'es'].filter((locale) => !files.some((file) => file.endsWith(`.${locale}.txt`)));
    expect({ [`flows/${id}/transcripts has none in`]: without }).toEqual({ [`flows/${id}/transcripts has none in`]: [] });
  });

  it.each([...drawings.keys()])('%s shows the machines as they are (npm run flows:draw)', (path) => {
    expect(drawn(path) === drawings.get(path) ? 'up to date' : `${path} is stale: run npm run flows:draw`).toBe('up to date');
  });

  it('have no drawing left of one that is gone', () => {
    const files = readdirSync(new URL('docs/flows/', root)).map((file) => `docs/flows/${file}`);
    expect(files.toSorted()).toEqual([...drawings.keys()].toSorted());
  });
});
