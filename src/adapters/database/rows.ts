/** How values cross between Temporal, buffers and rows. */
import type { Sql } from './client.ts';

export const toDate = (instant: Temporal.Instant | string): Date => new Date(Temporal.Instant.from(instant).epochMilliseconds);
export const toInstant = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** A statement and what it is called. */
export type Statement = { name: string; text: string };

/**
 * Runs one statement whose first parameter is a list of rows as JSON, read in SQL with `jsonb_to_recordset($1)`:
 * a batch of any size is one round trip and one plan.
 */
export const withRows = <Row>(sql: Sql, statement: Statement, rows: unknown[], ...more: unknown[]): Promise<Row[]> =>
  sql<Row>(statement, [JSON.stringify(rows), ...more]);
