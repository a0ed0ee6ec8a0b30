import type { ProgramFacts } from '../core/flow-kit/index.ts';
import type { Program } from './stores/program.ts';

/** What messages may name of the programme. */
export const programFacts = ({ name, country, timeZone, contact }: Program): ProgramFacts => ({ name, country, timeZone, contact });

/** The language of someone who has not shown theirs yet. */
export const fallbackLocale = ({ languages }: Program): string => languages[0] ?? 'en';

/** How long a message is worth delivering when nothing says otherwise: the longest validity providers take. */
export const replyValidity = { hours: 10 };
