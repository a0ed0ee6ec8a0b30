/** A feed from an address: what is fetched, what is refused, and that nothing inside our own network is spoken to. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchFeed, isPublic } from '../../../src/adapters/feeds/fetch-feed.ts';

const feed = '[{"name":"Ward Parkway Group"}]';
const asked: string[] = [];
const pages: Record<string, RequestListener> = {
  '/feed': (_, response) => response.end(feed),
  '/moved': (_, response) => response.writeHead(302, { location: '/feed?moved=1' }).end(),
  '/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
  '/inward': (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/feed' }).end(),
  '/to-a-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/large': (_, response) => response.end('x'.repeat(5000)),
  '/slow': (_, response) => void response.write('['),
  '/broken': (request) => request.socket.destroy(),
};

let server: Server;
let here: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const page = pages[(request.url ?? '').split('?')[0] ?? ''];
    return page ? page(request, response) : response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => void asked.splice(0));

/** The server of this test stands inside; it alone may be spoken to. */
const limits = { largest: 1000, patience: 2000, mayReach: (address: string) => address === '127.0.0.1' || isPublic(address) };

describe('a feed at an address', () => {
  it('is read, and called by its address without what opens it', async () => {
    const { name, text } = await fetchFeed(`${here}/feed?services=13&key=secret`, limits);
    expect([name, text]).toEqual([`${here.slice(7)}/feed?services=13`, feed]);
  });

  it('is read where it was moved to', async () => {
    expect((await fetchFeed(`${here}/moved`, limits)).text).toBe(feed);
    expect(asked).toEqual(['/moved', '/feed?moved=1']);
  });

  it.each([
    ['that sends round and round', '/round', 'too many times'],
    ['that sends into a private network', '/inward', 'private network'],
    ['that sends to a file', '/to-a-file', 'not an address of the web'],
    ['that is too large', '/large', '1000 bytes'],
    ['that never ends', '/slow', 'longer than 2 seconds'],
    ['whose server hangs up', '/broken', 'could not be reached'],
    ['that is not there', '/nothing', 'answered 404'],
  ])('%s is refused in a sentence', async (_, path, words) => {
    await expect(fetchFeed(`${here}${path}`, limits)).rejects.toThrow(words);
  });

  it.each(['ftp://example.org/feed', 'not an address', 'https://user:pass@example.org/feed', '/etc/passwd'])('%s is no address of a feed', async (address) => {
    await expect(fetchFeed(address, limits)).rejects.toMatchObject({ code: 'import-address' });
  });
});

describe('what is inside', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::a00:1', '2002:a00:1::'])('%s is never spoken to', (address) => {
    expect(isPublic(address)).toBe(false);
  });
  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is outside', (address) => {
    expect(isPublic(address)).toBe(true);
  });
  it.each(['http://127.0.0.1', 'http://localhost', 'http://[::1]', 'http://[::ffff:127.0.0.1]', 'http://2130706433', 'http://0x7f.1', 'http://127.1'])('%s is not even called', async (address) => {
    await expect(fetchFeed(`${address}:${new URL(here).port}/feed`, { largest: 1000 })).rejects.toThrow('private network');
    expect(asked).toEqual([]);
  });
});
