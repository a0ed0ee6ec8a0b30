import type { Helplines } from '../core/safety/helplines.ts';
import type { Language } from '../core/language/render.ts';
import type { Database } from './database.ts';
import type { Clock, Log, Seal } from './ports.ts';
import type { Turns } from './run-turn.ts';
import type { Program } from './stores/program.ts';

/** What every use case is given: the data, the time, the words, the rules, and where facts are logged. */
export type Kit = {
  database: Database;
  clock: Clock;
  seal: Seal;
  language: Language;
  helplines: Helplines;
  turns: Turns;
  log: Log;
  /** Where our own pages are reached, without a slash at the end. */
  address: string;
  program(): Program;
};
