/** What both doubles share: a small server that keeps what it was sent and can be told to fail. */
import { createServer, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export type Answer = { status: number; body: unknown };
export type Fault = { status: number; code?: number } | 'refuse' | { slowMs: number };

const bodyOf = async (request: IncomingMessage) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

/** Serves `answer` on a free loopback port. `failNext` queues faults, each spent on one request. */
export const startHttpDouble = async (answer: (method: string, path: string, body: string, fault?: { status: number; code?: number }) => Answer) => {
  const faults: Fault[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const fault = request.method === 'POST' ? faults.shift() : undefined;
    if (fault === 'refuse') return void request.socket.destroy();
    if (fault && 'slowMs' in fault) await sleep(fault.slowMs);
    const { status, body: sent } = answer(request.method ?? '', request.url ?? '', body, fault && 'status' in fault ? fault : undefined);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(sent));
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    failNext: (...next: Fault[]) => void faults.push(...next),
    stop: () => new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
};
