/**
 * Every phrase of danger of every language's table, said in every state a conversation can stand in, on both channels:
 * the lines that fit, one page, the crisis question on top, and the conversation kept underneath.
 */
import { readdirSync } from 'node:fs';
import { flows } from '../../flows/index.ts';
import { createEngine } from '../../src/core/engine/engine.ts';
import type { Frame } from '../../src/core/engine/frame.ts';
import type { CrisisKind } from '../../src/core/safety/crisis-rules.ts';
import type { CrisisFinding } from '../../src/core/safety/screen.ts';
import { createTurns, type Turn, type TurnState } from '../../src/services/run-turn.ts';
import { helplines, language, screen } from '../flows/kit.ts';
import { samples } from '../flows/world.ts';
import { walks } from '../flows/walk.ts';

type Line = [level: string, kind: string, text: string, why: string];

const tables = new URL('../tables/', import.meta.url);
const readTable = async (file: string): Promise<Line[]> => ((await import(new URL(file, tables).href)) as { crisisTable: Line[] }).crisisTable;
const files = readdirSync(tables).filter((file) => /^crisis-(?!line).*\.ts$/.test(file));
const lines = (await Promise.all(files.map(readTable))).flat();

/** What the screen finds; what it misses is another test's business. */
const found = lines.flatMap(([level, , text]) => (level === 'crisis' && screen(text).level === 'crisis' ? [text] : []));

const turns = createTurns({ engine: createEngine(flows), language, helplines, screen });
const now = Temporal.Instant.from('2026-11-23T15:00:00Z');
const program = { name: 'Porchlight Bronx', country: 'US', timeZone: 'America/New_York', contact: '(718) 555-0100' };

const standing = [
  ...new Map(
    walks.flatMap(({ flow, stops }) => [...stops.values()].filter(({ waiting }) => waiting).map(({ state, frame }): [string, Frame] => [`${flow.id} ${state}`, frame])),
  ),
];

const stateIn = (stack: Frame[]): TurnState => ({ stack, misheard: 1, locale: 'en', nickname: null, answers: {}, welcomed: true, optedOut: false, stuck: false });

const say = async (text: string, stack: Frame[], channel: 'sms' | 'whatsapp') => {
  const alerts: CrisisFinding[] = [];
  const asked: string[] = [];
  const told: string[] = [];
  const world = {
    ask: async (port: string) => {
      asked.push(port);
      return Object.values(samples[port as keyof typeof samples])[0];
    },
    tell: async (notice: string) => void told.push(notice),
    alert: async (finding: CrisisFinding) => {
      alerts.push(finding);
      return { someoneTold: true };
    },
  };
  const turn = await turns.receive(stateIn(stack), { content: { kind: 'text', text } }, { now, program, fallbackLocale: 'en', channel, world });
  return { turn, alerts, asked, told };
};

/** Words that are themselves an answer to the open crisis question ("I am in danger") go to the people behind it as that answer. */
const isTheAnswer = (frame: Frame, asked: string[]) => frame.flow === 'crisis' && asked.includes('answerCrisis');

const whatIsWrong = ({ turn, alerts, asked }: { turn: Turn; alerts: CrisisFinding[]; asked: string[] }, frame: Frame, channel: 'sms' | 'whatsapp'): string | undefined => {
  if (isTheAnswer(frame, asked)) return undefined;
  const [first] = turn.said;
  const top = turn.state.stack.at(-1);
  const kind: CrisisKind | undefined = alerts[0]?.kind;
  const { lines: right } = helplines.linesFor({ country: 'US', locale: first?.locale ?? 'en', channel, kind });
  if (alerts.length !== 1) return `${alerts.length} alerts`;
  if (first?.key !== 'crisisFlow.lines' || !first.urgent) return `first said ${first?.key}`;
  if (!first.text.includes(right)) return 'other lines than this danger has';
  if (top?.flow !== 'crisis') return `left standing in ${top?.flow}`;
  const kept = frame.flow === 'crisis' || JSON.stringify(turn.state.stack[0]) === JSON.stringify(frame);
  return kept ? undefined : 'the conversation underneath changed';
};

describe(`${found.length} phrases of danger in ${files.length} languages`, () => {
  const ordinary = standing.filter(([, frame]) => frame.question?.expects !== 'message');

  it.each(ordinary)('end in the crisis question when said in %s, on both channels', async (_, frame) => {
    const wrong: string[] = [];
    for (const channel of ['sms', 'whatsapp'] as const) {
      for (const text of found) {
        const problem = whatIsWrong(await say(text, [structuredClone(frame)], channel), frame, channel);
        if (problem) wrong.push(`${channel} "${text}": ${problem}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('bring the lines and the person who is there, when said to somebody who has their case', async () => {
    const frame = standing.find(([name]) => name === 'relay talking')?.[1] as Frame;
    const wrong: string[] = [];
    for (const text of found) {
      const { turn, alerts, told } = await say(text, [structuredClone(frame)], 'sms');
      if (alerts.length !== 1 || turn.said[0]?.key !== 'crisisFlow.lines' || told.join() !== 'tellStaff' || turn.state.stack.at(-1)?.flow !== 'relay') wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });

  it('are passed on and raise nothing, when a supervisor asks about them', async () => {
    const frame = standing.find(([name]) => name === 'on-call holding')?.[1] as Frame;
    const { turn, alerts, told } = await say('are you thinking of killing yourself? i want to die is a thing people say', [structuredClone(frame)], 'sms');
    expect([alerts, told, turn.said]).toEqual([[], ['sayToPerson'], []]);
  });
});
