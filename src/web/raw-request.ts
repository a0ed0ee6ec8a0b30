import type { Request } from 'express';
import type { RawRequest } from '../services/ports.ts';

/** An Express request as the bytes that came: what is signed is checked before anything is parsed. */
export const rawRequest = (request: Request): RawRequest => ({
  method: request.method,
  url: request.originalUrl,
  headers: request.headers as RawRequest['headers'],
  body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
});
