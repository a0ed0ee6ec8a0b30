import { Readable } from 'node:stream';
import type { RequestHandler } from 'express';
import { textOf, type FeedFile } from '../../core/directory/feed.ts';
import { largestFeed } from '../../services/import-directory.ts';

/** A form with files, as its pages find it in `request.body`: the fields as strings, and the files as text. */
export type Upload = Record<string, unknown> & { files: FeedFile[] };

const filesIn = (form: FormData) => form.getAll('file').filter((value): value is File => typeof value !== 'string' && value.name !== '');

/** Reads forms that carry files; all others were read before. A form that is too large is refused before it is read. */
export const readUpload: RequestHandler = async (request, response, next) => {
  if (!request.is('multipart/form-data')) return next();
  if (!(Number(request.headers['content-length']) <= largestFeed)) {
    response.status(413).render('refused.njk', { why: `The file is too large: the most that is read is ${largestFeed / 1024 / 1024} MB.` });
    return;
  }
  try {
    const form = await new Response(Readable.toWeb(request) as ReadableStream, { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData();
    const files = await Promise.all(filesIn(form).map(async (file) => ({ name: file.name.split(/[\\/]/).at(-1) ?? '', text: textOf(await file.bytes()) })));
    request.body = { ...Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')), files } satisfies Upload;
    next();
  } catch {
    response.status(400).render('refused.njk', { why: 'The file did not arrive whole. Please try again.' });
  }
};
