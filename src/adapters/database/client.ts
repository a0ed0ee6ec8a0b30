/**
 * One pg pool under everything: the Prisma client for most of the work, and plain statements on the very same
 * connection for the hot path, where Prisma's own cost per statement is too much (docs/decisions/0004).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient, type Prisma } from './generated/client.ts';

/** The Prisma client, inside or outside a transaction. */
export type Db = Prisma.TransactionClient;

/** One statement; its name is for whoever reads a trace. */
export type Sql = <Row>(statement: { name: string; text: string }, values: unknown[]) => Promise<Row[]>;

export type Connection = {
  prisma: PrismaClient;
  pool: pg.Pool;
  sql: Sql;
  transaction<T>(work: (db: Db, sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type Queryable = Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>;

const sqlOn = (target: Queryable): Sql => async <Row>(statement: { name: string; text: string }, values: unknown[]) => {
  // planned anew each time: a plan kept from when the tables were empty would read them whole for ever
  const { rows } = await target.query({ text: statement.text, values });
  return rows as Row[];
};

/** Opens the pool. A connection that breaks while idle is dropped and replaced; it never ends the process. */
export const connect = (url: string, onError: (error: Error) => void = () => {}): Connection => {
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  const borrower = new AsyncLocalStorage<{ client?: pg.PoolClient }>();
  const lend = pool.connect.bind(pool);
  const lendAndRemember = async () => {
    const client = await lend();
    const store = borrower.getStore();
    if (store) store.client = client;
    return client;
  };
  // Prisma's transaction takes its connection through here: remembered for the raw statements of the same transaction.
  // The pool's own query() comes with a callback and is left alone.
  pool.connect = ((callback?: Parameters<typeof lend>[0]) => (callback ? lend(callback) : lendAndRemember())) as typeof pool.connect;
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: { maxWait: 10_000, timeout: 30_000 } });
  return {
    prisma,
    pool,
    sql: sqlOn(pool),
    transaction: (work) => {
      const own: { client?: pg.PoolClient } = {};
      return borrower.run(own, () => prisma.$transaction((db) => work(db, sqlOn(own.client as pg.PoolClient))));
    },
    close: async () => {
      await prisma.$disconnect();
      await pool.end().catch(onError);
    },
  };
};
