/** A whole Porchlight on a database of its own, for tests that text it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../src/adapters/logging/log.ts';
import { openDatabase, type OpenDatabase } from '../src/adapters/database/open-database.ts';
import { readConfig } from '../src/config.ts';
import { startPorchlight, type Porchlight } from '../src/main.ts';

type Reply = { key: string; text: string; choices: { id: string; label: string }[]; segments: number };
type Sent = { text: string } | { choice: string } | { location: { latitude: number; longitude: number } };

/** A folder the embedded server's own user may enter. */
export const scratchFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-test-'));
  chmodSync(folder, 0o755);
  return folder;
};

export type Running = Porchlight & {
  url: string;
  open: OpenDatabase;
  /** Sends one message from a simulated phone and gives the replies. */
  text(from: string, sent: string | Sent, more?: { channel?: 'sms' | 'whatsapp'; id?: string }): Promise<Reply[]>;
  /** One message after another; the keys of the replies to each. */
  talk(from: string, ...texts: string[]): Promise<string[][]>;
  end(): Promise<void>;
};

/** Starts it in this process on a free port, with the sample city. */
export const startForTest = async (env: Record<string, string> = {}): Promise<Running> => {
  const dataDir = scratchFolder();
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', SIMULATOR: 'on', ...env });
  const log = createLog('silent');
  const open = await openDatabase(config, { log });
  const porchlight = await startPorchlight(config, open, log);
  const url = `http://127.0.0.1:${porchlight.port}`;
  const text: Running['text'] = async (from, sent, { channel = 'sms', id } = {}) => {
    const body = { from, channel, ...(id && { id }), ...(typeof sent === 'string' ? { text: sent } : sent) };
    const response = await fetch(`${url}/phone/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`the phone answered ${response.status}`);
    return ((await response.json()) as { replies: Reply[] }).replies;
  };
  const talk = async (from: string, ...texts: string[]) => {
    const keys: string[][] = [];
    for (const said of texts) keys.push((await text(from, said)).map(({ key }) => key));
    return keys;
  };
  const end = async () => {
    await porchlight.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...porchlight, url, open, text, talk, end };
};
