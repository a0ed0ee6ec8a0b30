/**
 * What a person did, as a flow sees it. `hear()` in core/language makes these from a text, a button,
 * a list row or a shared location; the flow never learns which.
 */
export type Heard =
  | { type: 'choice'; id: string }
  | { type: 'choices'; ids: string[]; days?: DayWord[] }
  | { type: 'text'; text: string; days?: DayWord[] }
  | { type: 'location'; latitude: number; longitude: number; label?: string }
  | { type: 'skip' }
  | { type: 'back' };

/** One answer a question offers. `label` and `detail` are message keys; `vars` fill both. */
export type Choice = { id: string; label: MessageKey; detail?: MessageKey; vars?: Vars };

/** Values for a message's placeholders: plain JSON, formatted for the reader's language when rendered. */
export type Vars = Record<string, string | number | boolean | null | string[]>;

/**
 * What kind of words an open question takes beside its choices: `place` an address, ZIP or area,
 * `name` any short text kept as typed, `text` any words, `exact` likewise, but only an answer word for word is taken for
 * one, `message` words for somebody else, passed on as they are, `days` the choices with the days named beside them, `none`
 * only the choices.
 */
export type Expects = 'place' | 'name' | 'text' | 'exact' | 'message' | 'days' | 'none';

/** The question a frame is waiting on, kept so that the next text can be understood and the question repeated. */
export type Question = { key: MessageKey; vars?: Vars; choices: Choice[]; many: boolean; expects: Expects };

import type { DayWord } from './person.ts';
import type { MessageKey } from '../language/message-keys.ts';
