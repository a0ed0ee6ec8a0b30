/** Numbers at rest: AES-256-GCM for keeping, HMAC-SHA-256 for finding, both from one secret. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { Seal } from '../../services/ports.ts';

const keyFor = (secret: string, purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'porchlight', purpose, 32));

/** Layout of a sealed number: 12 bytes nonce, 16 bytes tag, the rest ciphertext. */
export const createSeal = (secret: string): Seal => {
  const [sealing, hashing] = [keyFor(secret, 'seal'), keyFor(secret, 'hash')];
  return {
    hash: (address) => createHmac('sha256', hashing).update(address).digest(),
    seal: (address) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce);
      const body = Buffer.concat([cipher.update(address, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed) => {
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28));
        return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new AppError('seal-broken', { message: 'a sealed number does not open: is PORCHLIGHT_SECRET the one it was sealed with?' });
      }
    },
  };
};

/** The secret from the environment, or the one made once in the data folder for the embedded database. */
export const secretFor = (given: string | undefined, dataDir: string): string => {
  if (given) return given;
  const file = join(resolve(dataDir), 'porchlight-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
};
