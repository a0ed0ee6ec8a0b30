/** What we publish, read again: nothing is lost on the way, with every real feed that is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GroupRecord } from '../../../src/core/directory/group.ts';
import { hsdsServices, readHsds } from '../../../src/core/directory/hsds.ts';
import { toHsds } from '../../../src/core/directory/to-hsds.ts';
import { toMeetingGuide } from '../../../src/core/directory/to-meeting-guide.ts';
import { readTsml } from '../../../src/core/directory/tsml.ts';

const sample: GroupRecord = {
  sourceId: 'a', need: 'alcohol', name: 'Step by step', description: 'Ring twice', languages: ['es', 'en'], audience: ['open', 'women', 'code:QQ'], wheelchair: 'yes', signLanguage: 'yes', childcare: 'yes',
  venueKind: 'hybrid', venue: 'Holy Cross', address: '612 Leland Ave, Bronx, NY 10473', postalCode: '10473', area: 'Soundview', latitude: 40.8179, longitude: -73.8599, link: 'https://example.org/join',
  timeZone: 'America/New_York', timeZoneSource: 'feed', recurrence: 'FREQ=WEEKLY;BYDAY=TU', startsOn: null, startsAt: '23:15', minutes: 90,
};
const published = (groups: GroupRecord[]) => groups.map((group, index) => ({ ...group, groupId: `group-${index}` }));
const essence = ({ sourceId: _id, timeZoneSource: _source, ...group }: GroupRecord) => group;

describe('as a Meeting Guide feed', () => {
  const again = (groups: GroupRecord[], programme: string) => readTsml(toMeetingGuide(published(groups)), { programme });
  const variants: [string, Partial<GroupRecord>][] = [
    ['a hybrid group past midnight', {}],
    ['a group by telephone', { venueKind: 'online', address: '', venue: '', latitude: null, longitude: null, postalCode: null, area: null, link: '+1 555 0100 123' }],
    ['a closed building', { venueKind: 'suspended', link: '' }],
    ['a street without a number', { venueKind: 'in_person', link: '', address: 'Main Street, Bronx' }],
  ];

  it.each(variants)('%s comes back', (_, more) => {
    const group = { ...sample, ...more };
    expect(again([group], 'AA').accepted.map(essence)).toEqual([essence(group)]);
  });

  it('holds what the format asks for and no more than weekly meetings', () => {
    const [meeting, ...others] = toMeetingGuide(published([sample, { ...sample, recurrence: 'FREQ=MONTHLY;BYDAY=2TH' }]));
    expect(others).toEqual([]);
    expect(meeting).toMatchObject({ slug: 'group-0', day: 2, time: '23:15', end_time: '00:45', timezone: 'America/New_York', types: ['O', 'W', 'QQ', 'S', 'EN', 'X', 'ASL', 'BA', 'ONL'] });
  });

  const folder = fileURLToPath(new URL('../../../../shared/data/tsml/', import.meta.url));
  const isHere = existsSync(folder);
  if (!isHere) it('of real feeds is skipped: ../shared is not here', () => {});
  (isHere ? it.each : it.skip.each)(['aasanjose-2021-10', 'aasepia-2023-02', 'al-anon-2023-08', 'eda-2023-07', 'edmonton-2022-09', 'kc-2021-05', 'nwta-2021-05'])('%s keeps every meeting', (name) => {
    const first = readTsml(JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')), { programmeZone: 'America/New_York' });
    const second = again(first.accepted, first.programme);
    expect(second.rejected).toEqual([]);
    expect(second.accepted.map(essence)).toEqual(first.accepted.map(essence));
  });
});

describe('as services', () => {
  const again = (...groups: GroupRecord[]) => readHsds(hsdsServices(toHsds(published(groups), { id: 'o', name: 'Porchlight' })), { programme: 'AA', programmeZone: 'America/New_York' }).accepted;

  it.each([
    ['weekly', {}],
    ['monthly', { recurrence: 'FREQ=MONTHLY;BYDAY=2TH,-1FR' }],
    ['every other week from a day on, until another', { recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270131T235959Z', startsOn: '2026-11-10' }],
    ['once', { recurrence: 'FREQ=DAILY;COUNT=1', startsOn: '2026-12-05' }],
    ['in a place one cannot get into', { wheelchair: 'no' as const }],
  ])('%s comes back with its times, its place and its access', (_, more) => {
    const { recurrence, startsOn, startsAt, minutes, timeZone, wheelchair, signLanguage, languages, latitude, venue } = { ...sample, ...more };
    expect(again({ ...sample, ...more })).toMatchObject([{ recurrence, startsOn, startsAt, minutes, timeZone, wheelchair, signLanguage, languages, latitude, venue }]);
  });
});
