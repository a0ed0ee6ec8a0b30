/**
 * Prisma's schema engine as WebAssembly: applies migrations and writes the next one, with no binary to download.
 * The package's own entry expects a bundler that loads .wasm files, so the module is instantiated by hand.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';

const root = join(import.meta.dirname, '../../../prisma');
const schemaFile = join(root, 'schema.prisma');

const loadWasm = () => {
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const imports = { './schema_engine_bg.js': bindings } as unknown as WebAssembly.Imports;
  const { exports } = new WebAssembly.Instance(module, imports);
  const glue = bindings as unknown as { __wbg_set_wasm(exports: unknown): void };
  glue.__wbg_set_wasm(exports);
  (exports as { __wbindgen_start(): void }).__wbindgen_start();
};

/** Sends a migration as it is written: Prisma's own adapter would cut it at every semicolon, inside function bodies too. */
class WholeScripts extends PrismaPg {
  readonly #opened: { dispose(): Promise<void> }[] = [];

  /** The engine never closes what it opened. */
  async close() {
    for (const adapter of this.#opened) await adapter.dispose();
  }

  override async connect() {
    const adapter = await super.connect();
    this.#opened.push(adapter);
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}

let loaded = false;
const engineFor = async (url: string) => {
  if (!loaded) loadWasm();
  loaded = true;
  const pool = new WholeScripts({ connectionString: url });
  const factory = bindMigrationAwareSqlAdapterFactory(pool);
  const datamodels: [string, string][] = [[schemaFile, readFileSync(schemaFile, 'utf8')]];
  const make = bindings.SchemaEngine.new as (...given: unknown[]) => Promise<bindings.SchemaEngine>;
  const engine = await make({ datamodels }, () => {}, factory);
  const close = async () => {
    engine.free();
    await pool.close();
  };
  return { engine, close };
};

const migrationsList = () => ({
  baseDir: join(root, 'migrations'),
  lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
  shadowDbInitScript: '',
  migrationDirectories: readdirSync(join(root, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: readFileSync(join(root, 'migrations', name, 'migration.sql'), 'utf8') } },
    })),
});

const filters = { externalTables: [], externalEnums: [] };

/** Brings the database up to the newest migration; returns the names of those it applied. */
export const applyMigrations = async (url: string): Promise<string[]> => {
  const { engine, close } = await engineFor(url);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationsList(), filters });
    return appliedMigrationNames;
  } finally {
    await close();
  }
};

/** The SQL that takes `before` (a schema's text, or nothing) to the schema as it stands. Any server will do: nothing is changed on it. */
export const diffFrom = async (before: string | undefined, url: string): Promise<string> => {
  const { engine, close } = await engineFor(url);
  const file = (content: string) => ({ tag: 'schemaDatamodel' as const, files: [{ path: 'schema.prisma', content }] });
  const given = {
    from: before === undefined ? { tag: 'empty' } : file(before),
    to: file(readFileSync(schemaFile, 'utf8')),
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters,
  };
  const { stdout } = await engine.diff(given as Parameters<typeof engine.diff>[0]);
  await close();
  return stdout ?? '';
};
