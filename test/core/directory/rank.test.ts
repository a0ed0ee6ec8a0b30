/** Which groups a person is offered: their wishes at their word first, then one given up and named. */
import fc from 'fast-check';
import { accessNeeds, dayParts, needs, type GroupSearch, type Widened } from '../../../src/core/flow-kit/index.ts';
import { kilometresBetween } from '../../../src/core/directory/distance.ts';
import { dayPartsOf, rankGroups, type Candidate, type Wishes } from '../../../src/core/directory/rank.ts';

const now = Temporal.Instant.from('2026-11-24T12:00:00Z');
const home = { label: '10467', latitude: 40.88, longitude: -73.88 };
const kilometre = 1 / 111.19;

const at = (wall: string) => Temporal.PlainDateTime.from(wall).toZonedDateTime('America/New_York').toInstant();

/** A grief group a kilometre away this evening, with what the case changes. `away` is kilometres to the north. */
const group = (name: string, { away = 1, starts = '2026-11-24T19:00', ...more }: Partial<Candidate> & { away?: number; starts?: string } = {}): Candidate => ({
  sessionId: `session ${name}`, groupId: name, name, need: 'grief', startsAt: at(starts), timeZone: 'America/New_York', languages: ['en'], audience: [],
  wheelchair: 'unknown', signLanguage: 'unknown', childcare: 'unknown', venueKind: 'in_person', link: '',
  latitude: home.latitude + away * kilometre, longitude: home.longitude, ...more,
});
const wish = (more: Partial<Wishes> = {}): Wishes => ({ need: 'grief', place: home, times: [], access: [], languages: ['en'], now, ...more });
const online = { venueKind: 'online', link: 'https://meet.example.org/a', latitude: null, longitude: null } as const;
const three = [group('a'), group('b', { away: 2 }), group('c', { away: 3 })];

type Case = { because: string; candidates: Candidate[]; wishes?: Partial<Wishes>; names: string[]; widened: Widened };

const cases: Case[] = [
  { because: 'the nearest of equals comes first, and three are enough', candidates: [group('d', { away: 4 }), ...three], names: ['a', 'b', 'c'], widened: null },
  { because: 'waiting six days costs as much as three kilometres', candidates: [group('near but late', { starts: '2026-11-30T19:00' }), group('soon', { away: 3.5 })], names: ['soon', 'near but late'], widened: null },
  { because: 'who named Tuesday is offered Tuesday, in the group\'s own week', candidates: [...three, group('monday', { starts: '2026-11-30T23:30' }), group('tuesday', { away: 6, starts: '2026-12-01T00:30' })], wishes: { days: ['mon'] }, names: ['monday', 'a', 'b'], widened: 'time' },
  { because: 'tomorrow is the day after today where the group is', candidates: [group('today'), group('tomorrow', { starts: '2026-11-25T19:00' }), group('later', { starts: '2026-11-26T19:00' })], wishes: { days: ['tomorrow', 'overmorrow'] }, names: ['tomorrow', 'later', 'today'], widened: 'time' },
  { because: 'a closed building is never offered', candidates: [group('closed', { venueKind: 'suspended' })], names: [], widened: null },
  { because: 'stairs are never offered to somebody who cannot climb them', candidates: [group('stairs', { wheelchair: 'no' })], wishes: { access: ['step-free'] }, names: [], widened: null },
  { because: 'where nobody knows about stairs the group stays in, a little later', candidates: [group('unknown'), group('ramp', { away: 2, wheelchair: 'yes' })], wishes: { access: ['step-free'] }, names: ['ramp', 'unknown'], widened: null },
  { because: 'an evening is given up before anything else', candidates: [group('noon', { starts: '2026-11-25T12:00' }), group('evening'), group('far', { away: 10 })], wishes: { times: ['evening'] }, names: ['evening', 'noon'], widened: 'time' },
  { because: 'a farther group is offered when it is the only one', candidates: [group('far', { away: 20 })], names: ['far'], widened: 'distance' },
  { because: 'beyond 25 kilometres nobody is sent', candidates: [group('too far', { away: 26 })], names: [], widened: null },
  { because: 'another language is offered when there is nothing in theirs', candidates: [group('in English')], wishes: { languages: ['bn'] }, names: ['in English'], widened: 'language' },
  { because: 'another need comes last of all', candidates: [group('company', { need: 'company' })], names: ['company'], widened: 'need' },
  { because: '"something else" is met by company without giving anything up', candidates: [group('company', { need: 'company' })], wishes: { need: 'other' }, names: ['company'], widened: null },
  { because: 'two wishes are never given up together', candidates: [group('far and in French', { away: 20, languages: ['fr'] })], names: [], widened: null },
  { because: 'es-MX is Spanish', candidates: [group('en español', { languages: ['es'] })], wishes: { languages: ['es-MX'] }, names: ['en español'], widened: null },
  { because: 'a group online is not pushed on anybody who did not ask', candidates: [group('online', online), ...three], names: ['a', 'b', 'c'], widened: null },
  { because: 'a group online is the last resort', candidates: [group('online', online)], names: ['online'], widened: 'distance' },
  { because: 'where no place is known, groups online stand beside the others', candidates: [group('online', { ...online, starts: '2026-11-25T19:00' }), group('door')], wishes: { place: undefined }, names: ['door', 'online'], widened: null },
  { because: 'who asks for online gets online, and no doors', candidates: [group('online', online), group('door')], wishes: { access: ['online'] }, names: ['online'], widened: null },
  { because: 'without a link there is nothing to join', candidates: [group('online', { ...online, link: '' })], wishes: { access: ['online'] }, names: [], widened: null },
  { because: 'a group for some people only comes after one for all', candidates: [group('women', { audience: ['women'] }), group('all', { away: 2 })], names: ['all', 'women'], widened: null },
];

describe('a person is offered groups', () => {
  it.each(cases)('$because', ({ candidates, wishes, names, widened }) => {
    const found = rankGroups(candidates, wish(wishes));
    expect([found.groups.map(({ candidate }) => candidate.name), found.widened]).toEqual([names, widened]);
  });

  it('and hears what they need and nobody knows about', () => {
    const { groups } = rankGroups([group('a', { wheelchair: 'yes' })], wish({ access: ['step-free', 'childcare'] }));
    expect(groups[0]?.unknownAccess).toEqual(['childcare']);
  });
});

describe('a part of the week is read off the group\'s own clock', () => {
  it.each([
    ['Tuesday morning', '2026-11-24T09:00', ['daytime']],
    ['Tuesday, a minute before five', '2026-11-24T16:59', ['daytime']],
    ['Tuesday at five', '2026-11-24T17:00', ['evening']],
    ['after midnight', '2026-11-25T00:30', ['evening']],
    ['Saturday morning', '2026-11-28T10:00', ['daytime', 'weekend']],
    ['Sunday evening', '2026-11-29T19:00', ['evening', 'weekend']],
  ])('%s', (_, wall, parts) => expect(dayPartsOf(Temporal.PlainDateTime.from(wall))).toEqual(parts));
});

/** The same answer the slow and plain way: every wish checked on every group, every stage, in full. */
const exhaustive = (candidates: Candidate[], wishes: Wishes) => {
  const usable = candidates.filter((c) => c.venueKind === 'in_person' && wishes.access.every((need) => need !== 'step-free' || c.wheelchair !== 'no'));
  const meets = (c: Candidate, givenUp: Widened) => {
    const distance = kilometresBetween(home, { latitude: c.latitude ?? 0, longitude: c.longitude ?? 0 });
    const parts = dayPartsOf(c.startsAt.toZonedDateTimeISO(c.timeZone));
    const time = wishes.times.length === 0 || wishes.times.some((part) => parts.includes(part));
    const language = wishes.languages.length === 0 || wishes.languages.some((tag) => c.languages.includes(tag));
    const need = c.need === wishes.need || (wishes.need === 'other' && c.need === 'company');
    return (time || givenUp === 'time') && (language || givenUp === 'language') && (need || givenUp === 'need') && distance <= (givenUp === 'distance' ? 25 : 8);
  };
  const stages: Widened[] = [null, 'time', 'distance', 'language', 'need'];
  const counts = stages.map((stage) => usable.filter((c) => meets(c, stage)).length);
  const enough = Math.min(3, Math.max(...counts));
  return { usable, meets, enough, stage: stages[counts.findIndex((count) => count >= enough)] ?? null };
};

const someGroup = fc
  .record({
    need: fc.constantFrom(...needs),
    away: fc.double({ min: 0, max: 40, noNaN: true }),
    hours: fc.integer({ min: 1, max: 330 }),
    language: fc.constantFrom('en', 'es', 'bn'),
    wheelchair: fc.constantFrom('yes', 'no', 'unknown'),
    venueKind: fc.constantFrom('in_person', 'in_person', 'in_person', 'suspended'),
  })
  .map(({ away, hours, language, ...more }) => ({ ...group('', { away, ...more } as Partial<Candidate> & { away: number }), startsAt: now.add({ hours }), languages: [language] }));
const someGroups = fc.array(someGroup, { maxLength: 60 }).map((groups) => groups.map((each, index) => ({ ...each, groupId: `g${index}`, sessionId: `s${index}` })));
const someWishes: fc.Arbitrary<Partial<GroupSearch>> = fc.record({
  need: fc.constantFrom(...needs),
  times: fc.subarray([...dayParts]),
  access: fc.subarray(accessNeeds.filter((need) => need === 'step-free')),
  languages: fc.subarray(['en', 'es']),
});

describe('whatever the city and the wishes', () => {
  it('the answer is the one found by checking every group, whatever their order', () => {
    fc.assert(
      fc.property(someGroups, someWishes, (candidates, more) => {
        const wishes = wish(more);
        const { groups, widened } = rankGroups(candidates, wishes);
        const { usable, meets, enough, stage } = exhaustive(candidates, wishes);
        expect(groups).toHaveLength(enough);
        expect(widened).toBe(enough === 0 ? null : stage);
        expect(groups.every(({ candidate }) => usable.includes(candidate) && meets(candidate, stage))).toBe(true);
        const exact = usable.filter((each) => meets(each, null)).length;
        expect(groups.filter(({ candidate }) => meets(candidate, null))).toHaveLength(Math.min(3, exact));
        expect(rankGroups(candidates.toReversed(), wishes)).toEqual({ groups, widened });
      }),
      { numRuns: 300 },
    );
  });

  it('nearer never comes after farther when all else is equal', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 70 }), { minLength: 3, maxLength: 8 }), (tenths) => {
        const { groups } = rankGroups(tenths.map((each) => group(`g${each}`, { away: each / 10 })), wish());
        expect(groups.map(({ candidate }) => candidate.name)).toEqual(tenths.toSorted((a, b) => a - b).slice(0, 3).map((each) => `g${each}`));
      }),
    );
  });
});
