/** What a server holds in memory, its database included. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Megabytes: `node` is the resident size of the server process, `all` adds everything it started. The processes of one
 * PostgreSQL share memory: theirs is counted once (PSS) where the system tells, and otherwise each time (RSS).
 */
export type Memory = { node: number; all: number };

type Process = { pid: number; parent: number; kilobytes: number };

const listProcesses = (): Process[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, kilobytes = 0]) => ({ pid, parent, kilobytes }));

const withDescendants = (root: number, all: Process[]): Process[] =>
  all.filter(({ pid }) => pid === root).concat(all.filter(({ parent }) => parent === root).flatMap(({ pid }) => withDescendants(pid, all)));

const proportional = ({ pid, kilobytes }: Process) => {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? kilobytes);
  } catch {
    return kilobytes;
  }
};

const megabytes = (kilobytes: number) => Math.round(kilobytes / 1024);

/** Zero where there is no `ps`. */
export const memoryOf = (pid: number): Memory => {
  try {
    const [server, ...started] = withDescendants(pid, listProcesses());
    const node = server?.kilobytes ?? 0;
    return { node: megabytes(node), all: megabytes(started.reduce((sum, process) => sum + proportional(process), node)) };
  } catch {
    return { node: 0, all: 0 };
  }
};
