/** Fetches a feed from an address somebody typed: with limits, and never from inside the network it runs in. */
import { lookup } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from '../../core/app-error.ts';
import { textOf, type FeedFile } from '../../core/directory/feed.ts';

/** IANA's special-purpose address registries (RFC 6890 and its updates): private, local, shared, documentation, multicast, and what carries such an address inside. */
const special: [net: string, prefix: number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
  ['::', 128], ['::1', 128], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8],
];
const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
const inside = new BlockList();
for (const [net, prefix] of special) inside.addSubnet(net, prefix, familyOf(net));

/** Whether an address is reached over the open internet; an IPv4 address in IPv6 clothes is judged as what it is. */
export const isPublic = (address: string): boolean => !inside.check(address, familyOf(address));

/** How feeds are fetched: what is too large, too slow or too far about, and which addresses are spoken to. */
type Limits = { largest: number; patience: number; mostRedirects: number; mayReach: (address: string) => boolean };
const usual = { patience: 60_000, mostRedirects: 3, mayReach: isPublic };

const refusal = (message: string, cause?: unknown) => new AppError('import-address', { message, cause });
const notReached = 'This address leads into a private network, and is not read.';

/** Names are looked up once and the very answer is spoken to, so that a name cannot lead elsewhere the second time. */
const guardedLookup = ({ mayReach }: Limits): LookupFunction => (name, options, done) =>
  lookup(name, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) return done(error ?? refusal('This address has no server.'), '');
    if (!found.every(({ address }) => mayReach(address))) return done(refusal(notReached), '');
    if (options.all) return done(null, found);
    done(null, first.address, first.family);
  });

const readUrl = (text: string): URL => {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw refusal('This is not an address of the web; one begins with https://');
  if (url.username || url.password) throw refusal('An address with a password in it is not read.');
  return url;
};

const open = (url: URL, limits: Limits, signal: AbortSignal) =>
  new Promise<IncomingMessage>((done, failed) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !limits.mayReach(host)) return failed(refusal(notReached));
    const request = url.protocol === 'https:' ? requestSecure : requestPlain;
    request(url, { signal, agent: false, lookup: guardedLookup(limits), headers: { accept: 'application/json, text/csv, */*;q=0.5', 'user-agent': 'Porchlight directory' } }, done).on('error', failed).end();
  });

const readAll = async (response: IncomingMessage, largest: number): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > largest) throw new AppError('import-too-large', { message: `The feed is larger than the most that is read, ${largest} bytes.` });
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const follow = async (url: URL, limits: Limits, signal: AbortSignal, redirects = 0): Promise<Uint8Array> => {
  const response = await open(url, limits, signal);
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location) {
    response.destroy();
    if (redirects === limits.mostRedirects) throw refusal('This address sends on too many times.');
    return follow(readUrl(URL.parse(headers.location, url)?.href ?? ''), limits, signal, redirects + 1);
  }
  if (statusCode !== 200) {
    response.destroy();
    throw refusal(`The server answered ${statusCode}.`);
  }
  return readAll(response, limits.largest);
};

const secrets = /^(api_?key|key|token|access_token|auth|secret|password)$/i;

/** What a feed is called: its address, without what opens it. */
const nameOf = ({ host, pathname, searchParams }: URL) => {
  const asked = new URLSearchParams([...searchParams].filter(([name]) => !secrets.test(name))).toString();
  return `${host}${pathname}${asked && `?${asked}`}`;
};

/** The feed at an address. Throws an AppError `import-…` with a sentence for whoever typed it. */
export const fetchFeed = async (address: string, given: Partial<Limits> & Pick<Limits, 'largest'>): Promise<FeedFile> => {
  const limits = { ...usual, ...given };
  const url = readUrl(address);
  const signal = AbortSignal.timeout(limits.patience);
  try {
    return { name: nameOf(url), text: textOf(await follow(url, limits, signal)) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refusal(signal.aborted ? `The server took longer than ${limits.patience / 1000} seconds.` : 'The server could not be reached.', error);
  }
};
