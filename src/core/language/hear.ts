import type { Heard, Question } from '../flow-kit/heard.ts';
import { daysNamed } from './days-named.ts';
import { fold, phrase } from './fold.ts';
import type { Lexicon } from './lexicon.ts';
import { choicesIn, exactChoice, exactChoices, nearChoice, type Offered } from './match-choice.ts';

/** What a person sent, without who and where: the content part of an inbound message. */
export type Content =
  | { kind: 'text'; text: string }
  | { kind: 'choice'; choice: string; label: string }
  | { kind: 'location'; latitude: number; longitude: number; label?: string }
  | { kind: 'unsupported'; what: string; text?: string };

type Asked = { offered: Offered; many: boolean; keepsWords: boolean };

/** A text longer than this is a story, not an answer: it is taken whole. */
const longestAnswer = 1_600;

const picked = (id: string, many: boolean): Heard => (many ? { type: 'choices', ids: [id] } : { type: 'choice', id });

const chosen = (ids: string[], many: boolean): Heard | undefined => {
  const [id] = ids;
  if (id === undefined) return undefined;
  return many ? { type: 'choices', ids } : { type: 'choice', id };
};

const exact = (text: string, { offered, many }: Asked, lexicon: Lexicon, all: Lexicon[]) => {
  if (offered.length === 0) return undefined;
  if (many) return chosen(exactChoices(text, offered, lexicon, all) ?? [], true);
  const id = exactChoice(text, offered, lexicon, all);
  return id === undefined ? undefined : chosen([id], false);
};

const keyword = (text: string, all: Lexicon[]): Heard | undefined => {
  const said = phrase(text);
  if (all.some(({ skip }) => skip.has(said))) return { type: 'skip' };
  return all.some(({ back }) => back.has(said)) ? { type: 'back' } : undefined;
};

/** The answer inside a sentence: misspelt, or told with words around it. */
const inSentence = (text: string, { offered, many, keepsWords }: Asked, lexicon: Lexicon, all: Lexicon[]) => {
  if (keepsWords || offered.length === 0) return undefined;
  const near = nearChoice(text, offered, lexicon);
  if (near !== undefined) return chosen([near], many);
  const readers = [lexicon, ...all.filter(({ tag }) => tag !== lexicon.tag)];
  const found = readers.map((reader) => choicesIn(text, offered, reader)).find((ids) => ids.length > 0) ?? [];
  return many || found.length === 1 ? chosen(found, many) : undefined;
};

const clean = (text: string) => text.replaceAll('\0', '').toWellFormed().trim();

/** With the days a text names beside the answer, when the question takes them. */
const withDays = (heard: Heard, text: string, lexicon: Lexicon, all: Lexicon[]): Heard => {
  if (heard.type !== 'choices' && heard.type !== 'text') return heard;
  const days = daysNamed(text.slice(0, longestAnswer), lexicon, all);
  return days.length > 0 ? { ...heard, days } : heard;
};

const hearText = (raw: string, asked: Asked, lexicon: Lexicon, all: Lexicon[]): Heard => {
  const text = clean(raw);
  const short = text.length <= longestAnswer && fold(text).length <= 2 * longestAnswer;
  if (!short) return { type: 'text', text };
  return exact(text, asked, lexicon, all) ?? keyword(text, all) ?? inSentence(text, asked, lexicon, all) ?? { type: 'text', text };
};

/**
 * What a message says as an answer to the open question: `labels` are the choices' labels as the person saw them. An
 * exact choice beats skip and back, which beat a choice inside a sentence; a place or a name is never searched for
 * choices, and what answers nothing goes through as text. A button's id counts only while its question is open.
 */
export const hear = (content: Content, question: Question | undefined, labels: string[], lexicon: Lexicon, allLexicons: Lexicon[]): Heard => {
  if (content.kind === 'location') {
    const { latitude, longitude, label } = content;
    return { type: 'location', latitude, longitude, ...(label !== undefined && { label }) };
  }
  const choices = question?.choices ?? [];
  const offered = choices.map(({ id }, index) => ({ id, label: labels[index] ?? '' }));
  const asked = { offered, many: question?.many ?? false, keepsWords: ['place', 'name', 'exact', 'message'].includes(question?.expects ?? 'none') };
  if (content.kind === 'choice' && choices.some(({ id }) => id === content.choice)) return picked(content.choice, asked.many);
  const text = content.kind === 'choice' ? content.label : (content.text ?? '');
  const heard = hearText(text, asked, lexicon, allLexicons);
  return question?.expects === 'days' ? withDays(heard, text, lexicon, allLexicons) : heard;
};
