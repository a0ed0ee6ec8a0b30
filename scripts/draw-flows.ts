/** Draws every flow's machine to docs/flows/<id>.svg, and the page that shows them. Run after changing a flow. */
import { readFileSync, readdirSync, mkdirSync, writeFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';
import type { AnyStateNode, AnyTransitionDefinition } from 'xstate';
import { initialTransition } from 'xstate';
import { flows } from '../flows/index.ts';

type Flow = (typeof flows)[number];
type Edge = { from: string; to: string; label: string; kind: 'heard' | 'timer' | 'world' | 'failure' | 'rule' };

const root = new URL('../', import.meta.url);
const outside = { locale: 'en', isNew: false, answers: {}, program: { name: '', country: 'US', timeZone: 'UTC', contact: '' } };

const delayInWords = (delay: unknown): string => {
  if (typeof delay !== 'number') return 'a while';
  const hours = delay / 3_600_000;
  return hours % 24 === 0 ? `${hours / 24} d` : `${hours} h`;
};

const inWords = (key: string) => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const patienceOf = (flow: Flow) => delayInWords(flow.machine.implementations.delays['patience']);

const guardInWords = (guard: unknown): string => {
  if (typeof guard === 'string') return inWords(guard);
  const { type = '', params } = (guard ?? {}) as { type?: string; params?: unknown };
  const named = Object.values(typeof params === 'object' && params !== null ? params : {});
  return type === 'chose' ? named.join() : [inWords(type), ...named].join(' ');
};

const kindOf = (event: string): Edge['kind'] => {
  if (event === '') return 'rule';
  if (event.startsWith('xstate.after.')) return 'timer';
  if (event.startsWith('xstate.error.')) return 'failure';
  return event.startsWith('xstate.done.') ? 'world' : 'heard';
};

const labelOf = (flow: Flow, { eventType: event, guard }: AnyTransitionDefinition, isLast: boolean): string => {
  const when = guardInWords(guard);
  const otherwise = isLast ? 'else' : '';
  if (event.startsWith('xstate.after.')) return `${patienceOf(flow)} of silence`;
  if (event.startsWith('xstate.error.')) return when ? `failed, ${when}` : 'failed';
  if (event.startsWith('xstate.done.')) return when || otherwise || 'done';
  if (event === '') return when || otherwise;
  if (event === 'choice' && when) return when;
  return [event === 'choice' ? 'a choice' : event, when && `(${when})`].filter(Boolean).join(' ');
};

/** Silence that ends a conversation is written into the box: an arrow from every box to the end would hide the rest. */
const endsInSilence = ({ after }: AnyStateNode) => after.length > 0 && after.every(({ target }) => target?.[0]?.type === 'final');

const edgesOf = (flow: Flow, node: AnyStateNode): Edge[] => {
  const timers = endsInSilence(node) ? [] : node.after;
  const heard = [...node.transitions.entries()].filter(([event]) => !event.startsWith('xstate.after.')).map(([, group]) => group);
  const groups = [...heard, timers, node.always ?? []];
  return groups.flatMap((group) =>
    group.map((transition, index) => ({
      from: node.key,
      to: transition.target?.[0]?.key ?? node.key,
      label: labelOf(flow, transition, group.length > 1 && index === group.length - 1),
      kind: kindOf(transition.eventType),
    })),
  );
};

/** The flow that follows a final state, when one does. */
const nextOf = (flow: Flow, node: AnyStateNode): string => {
  const [{ context }] = initialTransition(flow.machine, { person: outside } as never) as unknown as [{ context: unknown }];
  const read = (output: unknown) => (typeof output === 'function' ? output({ context, event: {} }) : output) as { next?: { flow: string } } | undefined;
  return (read(node.output) ?? read(flow.machine.root.output))?.next?.flow ?? '';
};

const quoted = (text: string) => `"${text.replaceAll('"', '\\"')}"`;

const nodeLine = (flow: Flow, node: AnyStateNode): string => {
  const [asked] = node.invoke;
  const name = inWords(node.key);
  if (node.type === 'final') {
    const next = nextOf(flow, node);
    return `${quoted(node.key)} [class="end" label=${quoted(next ? `then: ${next}` : name)}]`;
  }
  const silence = endsInSilence(node) ? `\\nends after ${patienceOf(flow)} of silence` : '';
  if (asked) return `${quoted(node.key)} [class="world" style="rounded,dashed" label=${quoted(`${name}\\nasks the world: ${asked.src}`)}]`;
  return `${quoted(node.key)} [class=${node.after.length > 0 ? '"waits" penwidth=2' : '"rule" shape=plain'} label=${quoted(name + silence)}]`;
};

const edgeStyles = { heard: '', timer: 'style=dotted', world: 'style=dashed', failure: 'style=dashed', rule: '' };

/** Edges between the same two states and of the same kind are drawn as one. */
const edgeLines = (edges: Edge[]): string[] => {
  const together = Map.groupBy(edges, ({ from, to, kind }) => `${quoted(from)} -> ${quoted(to)} [class="${kind}" ${edgeStyles[kind]}`);
  return [...together].map(([start, same]) => `${start} label=${quoted([...new Set(same.map(({ label }) => ` ${label}`))].join('\\l').concat('\\l'))}]`);
};

const dotOf = (flow: Flow): string => {
  const all = Object.values<AnyStateNode>(flow.machine.root.states);
  const edges = all.flatMap((node) => edgesOf(flow, node));
  const nodes = all.filter(({ type, key }) => all.length === 1 || type !== 'final' || edges.some(({ to }) => to === key));
  return [
    `digraph ${quoted(flow.id)} {`,
    'bgcolor=white pad=0.2 rankdir=TB nodesep=0.45 ranksep=0.55',
    'node [shape=box style=rounded fontname="Helvetica" fontsize=12 margin="0.24,0.08"]',
    'edge [fontname="Helvetica" fontsize=10 arrowsize=0.7]',
    '" start" [class="start" shape=circle style=filled label="" width=0.16]',
    `" start" -> ${quoted(flow.machine.root.initial.target[0]?.key ?? '')} [class="heard"]`,
    ...nodes.map((node) => nodeLine(flow, node)),
    ...edgeLines(edges),
    '}',
  ].join('\n');
};

/** Colours for a white page and a dark one, each with its own ground, so that a viewer that knows only one still shows it. */
const style = `<style>
  .graph > polygon { fill: #ffffff; stroke: none }
  text { fill: #24292f }
  .node path, .node polygon, .edge path { stroke: #57606a }
  .edge polygon { fill: #57606a; stroke: #57606a }
  .start ellipse { fill: #57606a; stroke: #57606a }
  .waits path { fill: #ddf4ff; stroke: #0969da }
  .world path, .edge.world path { stroke: #8250df }
  .edge.world polygon { fill: #8250df; stroke: #8250df }
  .failure path { stroke: #cf222e }
  .failure polygon { fill: #cf222e; stroke: #cf222e }
  .end path { fill: #eaeef2 }
  .rule text { font-style: italic }
  @media (prefers-color-scheme: dark) {
    .graph > polygon { fill: #0d1117 }
    text { fill: #e6edf3 }
    .node path, .node polygon, .edge path { stroke: #9198a1 }
    .edge polygon, .start ellipse { fill: #9198a1; stroke: #9198a1 }
    .waits path { fill: #0c2d4f; stroke: #4493f8 }
    .world path, .edge.world path { stroke: #ab7df8 }
    .edge.world polygon { fill: #ab7df8; stroke: #ab7df8 }
    .failure path { stroke: #f85149 }
    .failure polygon { fill: #f85149; stroke: #f85149 }
    .end path { fill: #2a313c }
  }
</style>`;

const styled = (svg: string, flow: Flow) =>
  svg
    .slice(svg.indexOf('<svg'))
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/(<svg[^>]*>)/, `$1\n<title>The conversation ${flow.id}</title>\n${style}`);

/** What a flow's doc comment says of it. */
const purposeOf = ({ id }: Flow): string => {
  const source = readFileSync(new URL(`flows/${id}/flow.ts`, root), 'utf8');
  const [, comment = ''] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const/.exec(source) ?? [];
  return comment.split('\n').map((line) => line.replace(/^\s*\*?\s*/, '').trim()).filter(Boolean).join(' ');
};

const transcriptsOf = ({ id }: Flow): string =>
  readdirSync(new URL(`flows/${id}/transcripts/`, root))
    .toSorted()
    .map((file) => `[${file.replace(/\.txt$/, '')}](../../flows/${id}/transcripts/${file})`)
    .join(', ');

const sectionOf = (flow: Flow): string => [`## ${flow.id}`, purposeOf(flow), `![${flow.id}](${flow.id}.svg)`, `Played through: ${transcriptsOf(flow)}`].join('\n\n');

const pageOf = (): string =>
  [
    '# The conversations, drawn',
    'Made from the machines in `flows/` by `npm run flows:draw`; a test fails when a drawing is older than its machine.',
    'A blue box waits for the person and says how long. A dashed box asks the world and goes on with its answer (dashed arrows, red when that failed). ' +
      'Words in italics stand for a decision nobody notices. A grey box is the end, or the conversation that follows.',
    ...flows.map(sectionOf),
  ].join('\n\n') + '\n';

/** Every drawing and the page, by path from the project's root. The same machines always give the same bytes. */
export const drawFlows = async (): Promise<Map<string, string>> => {
  const viz = await instance();
  const drawings = flows.map((flow): [string, string] => [`docs/flows/${flow.id}.svg`, styled(viz.renderString(dotOf(flow), { format: 'svg' }), flow)]);
  return new Map([...drawings, ['docs/flows/README.md', pageOf()]]);
};

if (import.meta.main) {
  mkdirSync(new URL('docs/flows/', root), { recursive: true });
  for (const [path, content] of await drawFlows()) writeFileSync(new URL(path, root), content);
}
