/**
 * `npm run db:migration -- NAME` writes the SQL that takes the last migration's schema to prisma/schema.prisma as it
 * stands. The schema each migration ended with is kept beside it; the engine that compares them wants a server to talk
 * to, so an empty one is started for the moment.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../src/adapters/database/embedded.ts';
import { diffFrom } from '../src/adapters/database/schema-engine.ts';

const migrations = join(import.meta.dirname, '../prisma/migrations');
const schema = join(import.meta.dirname, '../prisma/schema.prisma');

const lastSchema = () => {
  const last = readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(migrations, name, 'schema.prisma'))
    .filter((file) => existsSync(file))
    .sort()
    .at(-1);
  return last && readFileSync(last, 'utf8');
};

const stop = (reason: string): never => {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
};

const name = process.argv[2] ?? stop('Give the migration a name: npm run db:migration -- add-ride-table');
const scratch = mkdtempSync(join(tmpdir(), 'porchlight-'));
chmodSync(scratch, 0o755);
const server = await startEmbedded(scratch);
const sql = await diffFrom(lastSchema(), server.url);
await server.stop();
rmSync(scratch, { recursive: true, force: true });

if (sql.trim() === '' || sql.includes('This is an empty migration')) stop('The schema has not changed since the last migration.');
const stamp = Temporal.Now.plainDateTimeISO('UTC').toString({ smallestUnit: 'second' }).replace(/\D/g, '');
const folder = join(migrations, `${stamp}_${name.replaceAll('-', '_')}`);
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'migration.sql'), sql);
copyFileSync(schema, join(folder, 'schema.prisma'));
process.stdout.write(`${folder}\nRead the SQL: only add in one release, remove in a later one (docs/operations.md).\n`);
