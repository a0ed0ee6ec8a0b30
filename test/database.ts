/** A PostgreSQL of one's own for a test file: started in a temporary folder, migrated, and gone afterwards. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Connection } from '../src/adapters/database/client.ts';
import { startEmbedded } from '../src/adapters/database/embedded.ts';
import { databaseOn } from '../src/adapters/database/open-database.ts';
import { applyMigrations } from '../src/adapters/database/schema-engine.ts';
import type { Database } from '../src/services/database.ts';

export type TestDatabase = { url: string; connection: Connection; prisma: Connection['prisma']; database: Database; stop(): Promise<void> };

/** Call in `beforeAll` (with a minute's patience) and `stop` in `afterAll`. */
export const startTestDatabase = async (): Promise<TestDatabase> => {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  // The server runs as a user of its own when the tests run as root, and must be able to enter.
  chmodSync(folder, 0o755);
  const running = await startEmbedded(folder);
  const connection = connect(running.url);
  const stop = async () => {
    await connection.close();
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  await applyMigrations(running.url).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url: running.url, connection, prisma: connection.prisma, database: databaseOn(connection), stop };
};
