/**
 * Reads Human Services Data Specification services (https://docs.openreferral.org), version 3 as JSON and what
 * `hsds-tables.ts` makes of tables: a service at a place with a schedule is a group.
 */
import { audienceOf, languagesOf, needOf, stepFreeOf, signLanguageOf } from './hsds-words.ts';
import { timesOf, type HsdsTimes } from './hsds-schedule.ts';
import { collectGroups, pointOrMiddle, type FeedOptions, type FeedReading, type ReadRecord } from './collect-groups.ts';
import { fellowshipNamed } from './fellowships.ts';
import type { GroupRecord, VenueKind } from './group.ts';
import { beginning, plainText, withoutContacts } from './plain-text.ts';
import { offsetsOf, zoneOf } from './time-zone.ts';
import { pointOf, urlOf } from './tsml-fields.ts';

type Thing = Record<string, unknown>;

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null && !Array.isArray(value);
const thing = (value: unknown): Thing => (isThing(value) ? value : {});
const things = (value: unknown): Thing[] => (Array.isArray(value) ? value.filter(isThing) : []);

const pageKeys = ['contents', 'data', 'items', 'results', 'organizations', 'services', 'service_at_locations'];
const serviceKeys = ['service_at_locations', 'schedules', 'regular_schedules', 'organization', 'organization_id', 'application_process', 'eligibility_description', 'interpretation_services'];

const isAtLocation = (value: Thing) => isThing(value.service);
const isService = (value: Thing) => !isAtLocation(value) && 'name' in value && !('day' in value) && serviceKeys.some((key) => key in value) && !Array.isArray(value.services);

/** The services in any of the specification's answers: one, a list, a page, an organization with its services, or services at locations. */
export const hsdsServices = (json: unknown): unknown[] => {
  if (Array.isArray(json)) return json.some((each) => hsdsServices(each).length > 0) ? json.flatMap((each) => (isThing(each) ? hsdsServices(each) : [each])) : [];
  if (!isThing(json)) return [];
  if (isAtLocation(json)) return [{ ...thing(json.service), service_at_locations: [{ ...json, service: undefined }] }];
  if (isService(json)) return [json];
  const { services, ...organization } = json;
  if (Array.isArray(services) && 'name' in json) return (services as unknown[]).map((service) => (isThing(service) ? { organization, ...service } : service));
  const page = pageKeys.map((key) => json[key]).find(Array.isArray);
  return page ? hsdsServices(page) : [];
};

/** A place a service is at, with the schedule that holds there: its own, else the service's, else the place's. */
type At = { id: string; location: Thing; schedules: Thing[]; link: unknown };

const schedulesOf = (...holders: Thing[]) => holders.map(({ schedules, regular_schedules }) => [...things(schedules), ...things(regular_schedules)]).find((list) => list.length > 0) ?? [];

const placesOf = (service: Thing): At[] => {
  const ats = things(service.service_at_locations);
  const locations = ats.length > 0 ? ats : [...things(service.locations), thing(service.location)].slice(0, Math.max(1, things(service.locations).length)).map((location) => ({ location }) as Thing);
  return locations.map((at) => {
    const location = thing(at.location);
    return { id: plainText(at.id) || plainText(location.id), location, schedules: schedulesOf(at, service, location), link: location.url };
  });
};

/** The place as one line, and whether it leads to a door: where letters go alone is none. */
const whereOf = (location: Thing, options: FeedOptions) => {
  const virtual = plainText(location.location_type).toLowerCase() === 'virtual';
  const physical = plainText(location.location_type).toLowerCase() === 'physical';
  const listed = [...things(location.addresses), ...things(location.physical_addresses), thing(location.address)].filter((each) => Object.keys(each).length > 0);
  const typeOf = (each: Thing) => plainText(each.address_type).toLowerCase();
  const address = listed.find((each) => typeOf(each) === 'physical') ?? listed.find((each) => physical || typeOf(each) === '') ?? {};
  const street = [plainText(address.address_1) || plainText(address.street_address), plainText(address.address_2)].filter(Boolean).join(' ');
  const state = [plainText(address.state_province) || plainText(address.state), plainText(address.postal_code)].filter(Boolean).join(' ');
  const line = [street, plainText(address.city), state].filter(Boolean).join(', ');
  const postalCode = plainText(address.postal_code) || null;
  const point = pointOrMiddle(pointOf(location), street && postalCode, plainText(address.country), options);
  return {
    hasDoor: !virtual && (street !== '' || point.latitude !== null),
    place: {
      venue: beginning(withoutContacts(plainText(location.name)), 300),
      address: beginning(line, 300),
      postalCode,
      area: beginning(plainText(address.city) || plainText(address.region), 120) || null,
      ...point,
    },
  };
};

const closedWords: Record<string, string> = { inactive: 'inactive', defunct: 'defunct', 'temporarily closed': 'temporarily closed' };

/** Open by its door, by its link, or neither; and in words why nobody is sent there. */
const venueOf = (service: Thing, { link }: At, hasDoor: boolean): { venueKind: VenueKind; link: string; why?: string } => {
  const status = closedWords[plainText(service.status).toLowerCase()];
  if (status) return { venueKind: 'suspended', link: '', why: `the feed calls it ${status}: kept, never offered` };
  if (hasDoor) return { venueKind: 'in_person', link: '' };
  const url = urlOf(link);
  return url ? { venueKind: 'online', link: url } : { venueKind: 'suspended', link: '', why: 'no street and no link: kept, never offered' };
};

/** Open for more hours than a meeting lasts: one comes and goes. */
const dropInMinutes = 4 * 60;

const offsetDoubt = ({ offset }: HsdsTimes, timeZone: string) =>
  offset === undefined || offsetsOf(timeZone).includes(offset) ? [] : ['its UTC offset is not its place\'s: the place counts'];

type Essence = { record: Thing; id: string; name: string };
type AtPlace = { groups: GroupRecord[]; warnings: string[] };

const needFor = (record: Thing, programme: string | undefined) => {
  const given = programme ? fellowshipNamed(programme).need : 'other';
  return given === 'other' ? needOf(record) : given;
};

/** The groups of one service at one of its places, or why there is none. */
const readPlace = ({ record, id, name }: Essence, at: At, options: FeedOptions): AtPlace | string => {
  const { place, hasDoor } = whereOf(at.location, options);
  const { times, problems } = timesOf(at.schedules);
  if (times.length === 0) return problems[0] ?? 'no schedule: nothing says when';
  const zone = zoneOf({ feed: at.schedules[0]?.timezone, ...place, given: options.timeZone, programme: options.programmeZone });
  if (!zone) return 'no time zone: neither the record nor its place says one (try --timezone)';
  const { why, ...venue } = venueOf(record, at, hasDoor);
  const described = [record.description, record.eligibility_description].map(plainText).filter(Boolean).join(' ');
  const common = {
    need: needFor(record, options.programme),
    name: beginning(withoutContacts(name), 120),
    description: beginning(withoutContacts(described), 500),
    languages: languagesOf([record, at.location], options.language ?? 'en'),
    wheelchair: stepFreeOf(at.location),
    signLanguage: signLanguageOf(record, at.location),
    childcare: 'unknown' as const,
    ...place,
    ...venue,
    timeZone: zone.timeZone,
    timeZoneSource: zone.source,
  };
  const groups = times.map(({ key, recurrence, startsOn, startsAt, minutes }): GroupRecord => ({
    ...common,
    sourceId: [id, at.id, key].filter(Boolean).join(':').slice(0, 200),
    audience: [...audienceOf(record), ...(minutes > dropInMinutes ? ['drop-in'] : [])],
    recurrence,
    startsOn,
    startsAt,
    minutes,
  }));
  const doubts = times.flatMap((time) => [...time.doubts, ...offsetDoubt(time, zone.timeZone)]);
  return { groups, warnings: [...problems, ...(why ? [why] : []), ...doubts] };
};

const readService = (record: unknown, options: FeedOptions): ReadRecord | string => {
  if (!isThing(record)) return 'not a service';
  const essence = { record, id: plainText(record.id), name: plainText(record.name) || plainText(record.alternate_name) };
  if (!essence.name) return 'no name';
  if (!essence.id) return 'no id to know it by';
  const read = placesOf(record).map((at) => readPlace(essence, at, options));
  const groups = read.flatMap((each) => (typeof each === 'string' ? [] : each.groups));
  const warnings = new Set(read.flatMap((each) => (typeof each === 'string' ? [each] : each.warnings)));
  return groups.length > 0 ? { groups, warnings: [...warnings] } : ([...warnings][0] ?? 'no schedule: nothing says when');
};

/** The groups of a list of services, as `hsdsServices` finds them. What they are for is read from their words unless a programme is given. */
export const readHsds = (services: unknown[], options: FeedOptions): FeedReading => {
  const reading = collectGroups(services, (service) => readService(service, options));
  const guessed = { index: null, reason: 'no programme given: what each group is for was read from its words, please check (or say --program NAME)' };
  return { programme: options.programme ?? 'HSDS', ...reading, warnings: options.programme || reading.accepted.length === 0 ? reading.warnings : [guessed, ...reading.warnings] };
};
