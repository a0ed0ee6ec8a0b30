import pino from 'pino';
import type { Log } from '../../services/ports.ts';

/** One JSON line an event on standard output. Callers pass ids and codes; nothing here could hide a text if they did not. */
export const createLog = (level: 'info' | 'silent' = 'info'): Log => pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
