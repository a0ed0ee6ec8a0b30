/** From settings to a database that is migrated, queue included, and ready to be asked. */
import { Logger, makeWorkerUtils } from 'graphile-worker';
import { AppError } from '../../core/app-error.ts';
import type { Config } from '../../config.ts';
import type { Database, Stores } from '../../services/database.ts';
import type { Log } from '../../services/ports.ts';
import { createBookingStore } from './bookings.ts';
import { connect, type Connection, type Db, type Sql } from './client.ts';
import { createConsoleStore } from './console.ts';
import { createConversationStore } from './conversations.ts';
import { createDirectoryStore } from './directory.ts';
import { attachEmbedded, startEmbedded, type RunningDatabase } from './embedded.ts';
import { createHandOffStore } from './hand-offs.ts';
import { createJobStore } from './jobs.ts';
import { createOutboxStore } from './outbox.ts';
import { createPeopleStore } from './people.ts';
import { createProgramStore } from './program.ts';
import { applyMigrations } from './schema-engine.ts';
import { createStaffStore } from './staff.ts';

const storesOn = (db: Db, sql: Sql): Stores => {
  const jobs = createJobStore(sql);
  return {
    bookings: createBookingStore(db, sql),
    console: createConsoleStore(db, sql),
    conversations: createConversationStore(db, sql, jobs),
    directory: createDirectoryStore(db, sql),
    handOffs: createHandOffStore(db, sql),
    jobs,
    outbox: createOutboxStore(db, sql),
    people: createPeopleStore(db, sql),
    program: createProgramStore(db),
    staff: createStaffStore(db),
  };
};

/** The services' view of a connection. */
export const databaseOn = ({ prisma, sql, transaction, close }: Connection): Database => ({
  stores: storesOn(prisma, sql),
  transaction: (work) => transaction((db, own) => work(storesOn(db, own))),
  close,
});

/** The queue's own tables, kept by graphile-worker's migrations. */
const prepareQueue = async ({ pool }: Connection) => {
  const utils = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => {}) });
  await utils.migrate();
  await utils.release();
};

const reach = async (config: Pick<Config, 'databaseUrl' | 'dataDir'>, attach: boolean): Promise<RunningDatabase> => {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => {} };
  return (attach && attachEmbedded(config.dataDir)) || startEmbedded(config.dataDir);
};

const migrate = async (running: RunningDatabase, connection: Connection) => {
  try {
    await connection.pool.query('select 1');
  } catch (cause) {
    throw new AppError('database-unreachable', { message: `The database does not answer: ${(cause as Error).message}. Check DATABASE_URL.`, cause });
  }
  await applyMigrations(running.url);
  await prepareQueue(connection);
};

export type OpenDatabase = { database: Database; connection: Connection; url: string; close(): Promise<void> };

/**
 * Opens the configured server, or the embedded one in `dataDir`; with `attach`, joins an embedded server that is
 * already running there. `close` ends the connections and stops a server this call started.
 */
export const openDatabase = async (config: Pick<Config, 'databaseUrl' | 'dataDir'>, { attach = false, log }: { attach?: boolean; log?: Log } = {}): Promise<OpenDatabase> => {
  const running = await reach(config, attach);
  const connection = connect(running.url, (error) => log?.warn({ code: (error as { code?: string }).code }, 'database connection lost'));
  try {
    await migrate(running, connection);
  } catch (error) {
    await connection.close();
    await running.stop();
    throw error;
  }
  const close = async () => {
    await connection.close();
    await running.stop();
  };
  return { database: databaseOn(connection), connection, url: running.url, close };
};
