/** A conversation held in the terminal, as a transcript that test/flows plays again. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { AppError } from '../core/app-error.ts';
import { menuText } from '../core/language/menu-text.ts';

export type SaidChoice = { id: string; label: string; detail?: string };

/** What happened, in order: the person did something, the bot said something, time went by. */
export type Happening = { kind: 'you'; value: string } | { kind: 'wait'; value: string } | { kind: 'bot'; key: string; text: string; choices: SaidChoice[] };

const flowsFolder = new URL('../../flows/', import.meta.url);

const transcriptsOf = (flow: string, flows: URL) => new URL(`${flow}/transcripts/`, flows);

/** A message's words without its numbered menu, which an SMS carries in the text. */
export const withoutMenu = (text: string, choices: SaidChoice[]): string => {
  const menu = menuText('', choices);
  return choices.length > 0 && text.endsWith(menu) ? text.slice(0, -menu.length) : text;
};

/** The folder a key's flow lives in: `findGroup.offer` is find-group, `crisisFlow.ask` is crisis. */
export const flowOf = (key: string): string =>
  (key.split('.')[0] ?? '')
    .replace(/Flow$/, '')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const linesOf = (happening: Happening): string[] => {
  if (happening.kind !== 'bot') return ['', `${happening.kind}: ${happening.value}`];
  const { key, text, choices } = happening;
  const words = withoutMenu(text, choices).replaceAll('\n', ' / ');
  return [`bot: ${key} | ${words}`, ...choices.map(({ label, detail }, index) => `     ${index + 1}. ${label}${detail ? ` - ${detail}` : ''}`)];
};

const isSilent = (happenings: Happening[], index: number) => happenings[index]?.kind !== 'bot' && happenings[index + 1]?.kind !== 'bot';

/** `name` in words is the title; `language` is what the number speaks before it knows better. */
export const transcriptText = (name: string, language: string, happenings: Happening[]): string => {
  const title = name.replace(/\.[a-z-]+$/i, '').replaceAll('-', ' ');
  const head = [`# ${title[0]?.toUpperCase()}${title.slice(1)}.`, `language: ${language}`, 'person: a stranger'];
  const body = happenings.flatMap((happening, index) => [...linesOf(happening), ...(isSilent(happenings, index) ? ['(nothing is said)'] : [])]);
  return `${[...head, ...body].join('\n')}\n`;
};

/** Throws `record-name` when a transcript could not be written under this name: better before the conversation than after. */
export const checkTranscriptName = (name: string, flows = flowsFolder): void => {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) throw new AppError('record-name', { message: '--record takes a name of small letters, digits and hyphens, for example --record first-seat.en' });
  const taken = readdirSync(flows).find((flow) => existsSync(new URL(`${name}.txt`, transcriptsOf(flow, flows))));
  if (taken) throw new AppError('record-name', { message: `flows/${taken}/transcripts/${name}.txt is there already: choose another name, or remove it first` });
};

/** Writes the transcript beside the flow that spoke first, and answers where. Throws `record-nothing` when no flow spoke. */
export const writeTranscript = (name: string, language: string, happenings: Happening[], flows = flowsFolder): string => {
  const flow = happenings.flatMap((happening) => (happening.kind === 'bot' ? [flowOf(happening.key)] : [])).find((id) => existsSync(new URL(`${id}/flow.ts`, flows)));
  if (!flow) throw new AppError('record-nothing', { message: 'nothing was recorded: no flow said anything' });
  mkdirSync(transcriptsOf(flow, flows), { recursive: true });
  writeFileSync(new URL(`${name}.txt`, transcriptsOf(flow, flows)), transcriptText(name, language, happenings));
  return `flows/${flow}/transcripts/${name}.txt`;
};
