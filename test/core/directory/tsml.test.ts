/** Meeting Guide feeds as they really are: what is read, what is refused, and what is never promised. */
import type { FeedOptions } from '../../../src/core/directory/collect-groups.ts';
import { readTsml } from '../../../src/core/directory/tsml.ts';

const place = { address: '6101 Ward Pkwy', city: 'Kansas City', state: 'MO', postal_code: 64113, latitude: 39.0169507, longitude: -94.6012228 };
const meeting = { slug: 'ward', name: 'Ward Parkway Group', day: 0, time: '18:30', types: ['O'], ...place };
const options: FeedOptions = { programme: 'AA', programmeZone: 'America/New_York' };

const read = (record: object | object[], more: FeedOptions = {}) => readTsml([record].flat(), { ...options, ...more });
const one = (record: object, more: FeedOptions = {}) => {
  const [group] = read({ ...meeting, ...record }, more).accepted;
  if (!group) throw new Error('the meeting was not accepted');
  return group;
};
const reasons = ({ warnings }: { warnings: { reason: string }[] }) => warnings.map(({ reason }) => reason);

describe('a day and a time', () => {
  it.each([
    ['0 is Sunday here (and not as in BMLT, where 1 is)', { day: 0 }, ['FREQ=WEEKLY;BYDAY=SU 18:30 60']],
    ['a day as text', { day: '2' }, ['FREQ=WEEKLY;BYDAY=TU 18:30 60']],
    ['a day by name', { day: 'Wednesday' }, ['FREQ=WEEKLY;BYDAY=WE 18:30 60']],
    ['several days are a group each', { day: [1, 3] }, ['FREQ=WEEKLY;BYDAY=MO 18:30 60', 'FREQ=WEEKLY;BYDAY=WE 18:30 60']],
    ['a clock of twelve hours', { time: '7:00 PM' }, ['FREQ=WEEKLY;BYDAY=SU 19:00 60']],
    ['noon in twelve hours', { time: '12:00 PM' }, ['FREQ=WEEKLY;BYDAY=SU 12:00 60']],
    ['midnight in twelve hours', { time: '12:15 AM' }, ['FREQ=WEEKLY;BYDAY=SU 00:15 60']],
    ['an end', { end_time: '20:00' }, ['FREQ=WEEKLY;BYDAY=SU 18:30 90']],
    ['an end past midnight', { time: '23:30', end_time: '00:45' }, ['FREQ=WEEKLY;BYDAY=SU 23:30 75']],
    ['an end at the start is no end', { end_time: '18:30' }, ['FREQ=WEEKLY;BYDAY=SU 18:30 60']],
  ])('%s', (_, more, expected) => {
    expect(read({ ...meeting, ...more }).accepted.map(({ recurrence, startsAt, minutes }) => `${recurrence} ${startsAt} ${minutes}`)).toEqual(expected);
  });

  it.each([
    ['by appointment', { day: undefined }, 'no day or no time: by appointment'],
    ['a day of a longer week', { day: 7 }, 'the day is not one of 0 (Sunday) to 6'],
    ['a time that is none', { time: 'after church' }, 'the time cannot be read'],
    ['no name', { name: ' ' }, 'no name'],
    ['no slug', { slug: null }, 'no slug to know it by'],
  ])('is refused with its reason: %s', (_, more, reason) => {
    const { accepted, rejected } = read({ ...meeting, ...more });
    expect([accepted, rejected]).toEqual([[], [{ index: 0, reason }]]);
  });
});

describe('where it is', () => {
  const online = 'https://zoom.us/j/1';
  it.each([
    ['a street', {}, 'in_person'],
    ['an empty link is no link', { conference_url: '' }, 'in_person'],
    ['a street and a link', { conference_url: online }, 'hybrid'],
    ['a closed building without a link is offered to nobody', { types: ['O', 'TC'] }, 'suspended'],
    ['a closed building with a link is online only', { types: ['O', 'TC'], conference_url: online }, 'online'],
    ['a closed building with a number to dial', { types: ['TC'], conference_phone: '+1 646 555 0100' }, 'online'],
    ['a small "onl" with a link', { types: ['onl'], conference_url: online }, 'online'],
    ['called online, but with a door and no link', { types: ['ONL'] }, 'in_person'],
    ['a town that stands for an online group is no door', { approximate: 'yes', conference_url: online }, 'online'],
    ['and without a link it is nowhere', { approximate: 'yes' }, 'suspended'],
    ['what the feed calls inactive', { attendance_option: 'inactive', conference_url: online }, 'suspended'],
  ])('%s', (_, more, kind) => expect(one(more).venueKind).toBe(kind));

  it.each([
    ['a number lost its zero', { postal_code: 2108 }, '02108'],
    ['one in Puerto Rico lost two', { postal_code: 907 }, '00907'],
    ['ZIP+4', { postal_code: '10467-1234' }, '10467'],
    ['a Canadian code stays what it is', { postal_code: 'h2x 1y4', country: 'Canada' }, 'H2X 1Y4'],
    ['at the end of a formatted address', { postal_code: undefined, formatted_address: '1 Main St, Amarillo, TX 79107, USA' }, '79107'],
  ])('the postal code: %s', (_, more, code) => expect(one(more).postalCode).toBe(code));

  it.each([
    ['numbers as text', { latitude: '39.5', longitude: '-94.5' }, [39.5, -94.5]],
    ['nothing', { latitude: '', longitude: null }, [null, null]],
    ['0 is how a feed writes that it does not know', { latitude: 33.58, longitude: 0 }, [null, null]],
    ['off the globe', { latitude: 139, longitude: -94.5 }, [null, null]],
  ])('the point: %s', (_, more, point) => {
    const { latitude, longitude } = one(more);
    expect([latitude, longitude]).toEqual(point);
  });

  it.each([
    ['the feed says', { timezone: 'America/Denver' }, {}, ['America/Denver', 'feed']],
    ['else its place says', {}, { timeZone: 'America/Boise' }, ['America/Chicago', 'location']],
    ['an offset is no zone', { timezone: '-05:00' }, {}, ['America/Chicago', 'location']],
    ['else whoever imports', { latitude: null }, { timeZone: 'America/Boise' }, ['America/Boise', 'given']],
    ['else the programme', { latitude: null }, {}, ['America/New_York', 'programme']],
  ])('the zone: %s', (_, more, given, expected) => {
    const { timeZone, timeZoneSource } = one(more, given);
    expect([timeZone, timeZoneSource]).toEqual(expected);
  });

  it('a zone that only the programme tells is said once, for all', () => {
    const reading = read([{ ...meeting, latitude: null }, { ...meeting, slug: 'b', latitude: null }]);
    expect(reasons(reading)).toEqual(['2 of 2 groups say neither zone nor place: taken as America/New_York (say --timezone ZONE)']);
  });

  it('without any zone a meeting is refused: an hour too late is worse than nothing', () => {
    const { rejected } = read({ ...meeting, latitude: null }, { programmeZone: undefined });
    expect(rejected).toEqual([{ index: 0, reason: 'no time zone: neither the record nor its place says one (try --timezone)' }]);
  });
});

describe('type codes mean what their fellowship means', () => {
  const facts = (types: unknown, programme: string) => {
    const { wheelchair, signLanguage, childcare, languages, audience } = one({ types }, { programme });
    return [wheelchair, signLanguage, childcare, languages.join(), audience.join()];
  };
  it.each([
    ['no code is no fact', [], 'AA', ['unknown', 'unknown', 'unknown', 'en', '']],
    ['X, ASL and BA', ['X', 'ASL', 'BA'], 'AA', ['yes', 'yes', 'yes', 'en', '']],
    ['one text for all of them', '[open]', 'AA', ['unknown', 'unknown', 'unknown', 'en', 'open']],
    ['a text with commas', 'O, X', 'AA', ['yes', 'unknown', 'unknown', 'en', 'open']],
    ['S is Spanish in AA', ['S'], 'AA', ['unknown', 'unknown', 'unknown', 'es', '']],
    ['S is a speaker in ACA', ['S'], 'ACA', ['unknown', 'unknown', 'unknown', 'en', '']],
    ['UK is Ukrainian', ['UK'], 'AA', ['unknown', 'unknown', 'unknown', 'uk', '']],
    ['CC is child care in ACA', ['CC'], 'ACA', ['unknown', 'unknown', 'yes', 'en', '']],
    ['CC is the chair\'s choice in EDA, and nobody minds the children', ['CC'], 'EDA', ['unknown', 'unknown', 'unknown', 'en', '']],
    ['a code nobody knows is kept and promises nothing', ['ASBI'], 'AA', ['unknown', 'unknown', 'unknown', 'en', 'code:ASBI']],
  ])('%s', (_, types, programme, expected) => expect(facts(types, programme)).toEqual(expected));

  it.each([
    ['AA', 'alcohol'],
    ['Alcoholics Anonymous', 'alcohol'],
    ['NA', 'drugs'],
    ['Al-Anon', 'family'],
    ['ACA', 'family'],
    ['EDA', 'other'],
    ['Chess Club', 'other'],
  ])('%s is for %s', (programme, need) => expect(one({}, { programme }).need).toBe(need));
});

describe('what nobody should read elsewhere', () => {
  it('addresses, numbers and accounts of private people are not kept', () => {
    const secret = {
      contact_1_name: 'Pat Secret', contact_1_phone: '816-555-0177', contact_1_email: 'pat@secret.example', venmo: '@pat-secret', paypal: 'patsecret', entity_email: 'entity@secret.example',
      notes: 'Ring Pat at (816) 555-0177 or pat@secret.example, venmo @pat-secret. Side door.', name: 'Morning Group 816-555-0177',
    };
    const kept = JSON.stringify(read({ ...meeting, ...secret }));
    expect(kept).not.toMatch(/secret|0177/i);
    expect(kept).toContain('Side door.');
  });

  it('markup and entities become plain words', () => {
    expect(one({ name: 'Women&#8217;s &amp;amp; <b>Men&#039;s</b> Group' }).name).toBe('Women’s & Men\'s Group');
  });
});

describe('the same slug', () => {
  it('of two different meetings keeps both, and says so', () => {
    const { accepted, warnings } = read([meeting, { ...meeting, day: 3 }]);
    expect(accepted.map(({ sourceId }) => sourceId)).toEqual(['ward', 'ward:WE-18:30']);
    expect(warnings).toEqual([{ index: 1, reason: 'its slug was used before for another meeting: both are kept' }]);
  });

  it('of the same meeting keeps one', () => {
    expect(read([meeting, meeting]).rejected).toEqual([{ index: 1, reason: 'the same meeting again' }]);
  });

  it('may be a number, and then it is text', () => expect(one({ slug: 254 }).sourceId).toBe('254'));
});

describe('what is in doubt is said', () => {
  it.each([
    ['a week of the month in the notes', { notes: 'Speaker on the 1st Thursday' }, 'the notes speak of one week of the month: kept as every week, please check'],
    ['another zone in the name', { name: 'Monday 7pm Pacific' }, 'its name speaks of another time zone than its place: please check the time'],
    ['a closed building', { types: ['TC'] }, 'the building is closed and there is no link: kept, never offered'],
    ['an unknown code', { types: ['ASBI'] }, 'type code not known: ASBI'],
    ['an endless meeting', { end_time: '18:00' }, 'it would last more than eight hours: taken as one hour'],
  ])('%s', (_, more, reason) => expect(reasons(read({ ...meeting, ...more }))).toEqual([reason]));

  it('a programme that was guessed', () => {
    const reading = read({ ...meeting, notes: 'A meeting of Narcotics Anonymous' }, { programme: undefined });
    expect([reading.programme, reasons(reading)]).toEqual(['NA', ['no programme given: taken as NA (say --program NAME)']]);
  });
});

describe('the shape of a feed', () => {
  it('may be Airtable\'s', () => {
    const fields = { name: meeting.name, day: 0, SOURCE_start_time: '6:30 PM', ...place };
    const { accepted } = readTsml({ records: [{ id: 'rec1', fields }] }, options);
    expect(accepted.map(({ sourceId, startsAt }) => [sourceId, startsAt])).toEqual([['rec1', '18:30']]);
  });

  it.each([['an object', { hello: 1 }], ['a text', 'meetings'], ['nothing', null]])('is not %s', (_, json) => {
    expect(() => readTsml(json, options)).toThrow(expect.objectContaining({ code: 'import-not-a-list' }));
  });

  it.each([[null], [7], ['meeting'], [[]]])('has no meeting that is %j', (record) => {
    expect(readTsml([record], options).rejected).toHaveLength(1);
  });
});
