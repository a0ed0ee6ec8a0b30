/** What stays the same from one export of a feed to the next, so that a second import updates and never doubles. */

const hostOf = (record: unknown): string | undefined => {
  const url = typeof record === 'object' && record !== null && 'url' in record ? record.url : undefined;
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host.toLowerCase().replace(/^www\./, '') : undefined;
};

const plainName = (fileName: string) =>
  fileName
    .toLowerCase()
    .replace(/\.[a-z0-9]+$/, '')
    .replace(/[-_. ]?\d{4}[-_.]?\d{2}([-_.]?\d{2})?$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'feed';

/**
 * The name of a feed: the site most of its meetings link to, else the file's name without its date
 * ("aasanjose-2021-10.json" and "aasanjose-2021-11.json" are one feed).
 */
export const feedIdentity = (records: unknown[], fileName: string): string => {
  const hosts = new Map<string, number>();
  for (const record of records) {
    const host = hostOf(record);
    if (host) hosts.set(host, (hosts.get(host) ?? 0) + 1);
  }
  const [best] = [...hosts].sort(([, some], [, others]) => others - some);
  return best && best[1] * 2 > records.length ? best[0] : plainName(fileName);
};
