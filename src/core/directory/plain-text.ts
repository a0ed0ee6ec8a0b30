/** Words from a feed as they may be shown: no markup, no entities, no way to reach a private person. */

const named: Record<string, string> = {
  amp: '&', quot: '"', apos: "'", nbsp: ' ', lt: '<', gt: '>', ndash: '-', mdash: '-', lsquo: "'", rsquo: "'", ldquo: '"', rdquo: '"', hellip: '...',
  aacute: 'á', eacute: 'é', iacute: 'í', oacute: 'ó', uacute: 'ú', ntilde: 'ñ', uuml: 'ü', egrave: 'è', agrave: 'à', ccedil: 'ç', iexcl: '¡', iquest: '¿',
};

const ofCode = (code: number) => (code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '');

const decodeOnce = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal) return ofCode(Number(decimal));
    if (hexadecimal) return ofCode(Number.parseInt(hexadecimal, 16));
    return named[(name ?? '').toLowerCase()] ?? whole;
  });

/** Text without tags or HTML entities (also those encoded twice), with single spaces. Anything but a string or number is empty. */
export const plainText = (value: unknown): string => {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const decoded = decodeOnce(decodeOnce(String(value).slice(0, 20_000)));
  return decoded.replace(/<\/?[a-z][^<>]{0,500}>/gi, ' ').replace(/[\p{Cc}\s]+/gu, ' ').toWellFormed().trim();
};

/** The same text without e-mail addresses, telephone numbers and payment handles. */
export const withoutContacts = (text: string): string =>
  text
    .replace(/[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63})+/g, '')
    .replace(/(?<!\S)@[\w-]+/g, '')
    .replace(/(?<![\w/])\+?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?!\w)/g, '')
    .replace(/(?<![\w/])\+\d[\d\s().-]{6,18}\d/g, '')
    .replace(/\s{2,}/g, ' ')
    .trim();

/** The beginning of a text, never half a character. */
export const beginning = (text: string, longest: number): string => (text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')).trim();
