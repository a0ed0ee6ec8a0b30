/**
 * Generates the Prisma client without its binary engines: `prisma generate` only checks that the schema engine's
 * file exists, so it is pointed at this Node. Runs after `npm ci`; see docs/decisions/0003-prisma-without-binaries.md.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const prismaCli = createRequire(import.meta.url).resolve('prisma/build/index.js');
const { status } = spawnSync(process.execPath, [prismaCli, 'generate', '--schema', 'prisma/schema.prisma'], {
  stdio: ['ignore', process.argv.includes('--loud') ? 'inherit' : 'ignore', 'inherit'],
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
});
process.exit(status ?? 1);
