import { feedIdentity } from '../../../src/core/directory/feed-identity.ts';

const linked = (host: string) => ({ url: `https://${host}/meetings/1` });

describe('a feed is known again', () => {
  it.each<[string, unknown[], string, string]>([
    ['by the site most of its meetings link to', [linked('www.aasepia.org'), linked('aasepia.org'), {}], 'export.json', 'aasepia.org'],
    ['by its file when its links go everywhere', [linked('a.org'), linked('b.org'), linked('c.org')], 'Meetings.json', 'meetings'],
    ['by its file without the month', [{}], 'aasanjose-2021-10.json', 'aasanjose'],
    ['by its file without the day', [{}], 'aasanjose_20211003.json', 'aasanjose'],
    ['even when its file has no name to speak of', [], '2021-10.json', 'feed'],
  ])('%s', (_, records, file, identity) => {
    expect(feedIdentity(records, file)).toBe(identity);
  });
});
