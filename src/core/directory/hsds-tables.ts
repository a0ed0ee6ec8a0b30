/**
 * Human Services Data Specification as tables (a tabular data package, or the CSV files of version 1): joined into
 * services as version 3 says them in JSON, so that one reader reads both.
 */
import { plainText } from './plain-text.ts';

/** A row by its column names. */
export type Row = Record<string, unknown>;

/** A table as it came: the name of its file and its rows. */
export type Table = { name: string; rows: Row[] };

const kinds: [string, RegExp][] = [
  ['atLocations', /services?_at_locations?$/],
  ['services', /services?$/],
  ['organizations', /organi[sz]ations?$/],
  ['locations', /locations?$/],
  ['schedules', /schedules?$/],
  ['addresses', /(physical_)?address(es)?$/],
  ['languages', /languages?$/],
  ['accessibility', /accessibility(_for_disabilities)?$/],
  ['attributes', /attributes?|services?_taxonom(y|ies)$/],
  ['terms', /taxonomy_terms?$|^taxonom(y|ies)$/],
];

const ignored = /postal_address|holiday_schedule/;

/** Which of the specification's tables this is, by its file's name and an id column; undefined when it is none. */
export const tableKind = ({ name, rows: [first] }: Table): string | undefined => {
  const plain = name.toLowerCase().replace(/\.[a-z]+$/, '').replace(/[\s-]+/g, '_');
  if (ignored.test(plain) || !first || !('id' in first)) return undefined;
  return kinds.find(([, words]) => words.test(plain))?.[0];
};

/** Whether tables hold services that can be joined. */
export const isHsdsTables = (tables: Table[]): boolean => tables.some((table) => tableKind(table) === 'services');

const by = (rows: Row[], ...columns: string[]) => {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const id = columns.map((column) => plainText(row[column])).find(Boolean);
    if (id) index.set(id, [...(index.get(id) ?? []), row]);
  }
  return (id: unknown) => index.get(plainText(id)) ?? [];
};

const folded = (value: unknown) => plainText(value).toLowerCase();

/**
 * Services with everything that hangs on them. Version 1 knows no table of services at locations everywhere: there a
 * service is at the place of its organization that bears its name, or at the only one; places with hours that no
 * service claims are read as services of their own.
 */
export const servicesOfTables = (tables: Table[]): { services: Row[]; ignored: string[] } => {
  const table = (kind: string) => tables.filter((each) => tableKind(each) === kind).flatMap(({ rows }) => rows);
  const terms = by(table('terms'), 'id');
  const [organization, atService, schedules, addresses, accessibility] = [by(table('organizations'), 'id'), by(table('atLocations'), 'service_id'), table('schedules'), by(table('addresses'), 'location_id'), by(table('accessibility'), 'location_id')];
  const languages = table('languages');
  const [languagesOfService, languagesOfLocation] = [by(languages.filter((row) => plainText(row.service_id)), 'service_id'), by(languages, 'location_id')];
  const attributes = by(table('attributes'), 'link_id', 'service_id');
  const onlyOf = (row: Row, ...columns: string[]) => columns.every((column) => plainText(row[column]) === '');
  const [schedulesAt, schedulesOfService, schedulesOfLocation] = [
    by(schedules, 'service_at_location_id'),
    by(schedules.filter((row) => plainText(row.service_id)), 'service_id'),
    by(schedules.filter((row) => onlyOf(row, 'service_id', 'service_at_location_id')), 'location_id'),
  ];
  const locations = table('locations').map((row): Row => ({ ...row, addresses: addresses(row.id), accessibility: accessibility(row.id), schedules: schedulesOfLocation(row.id), languages: languagesOfLocation(row.id).filter((each) => onlyOf(each, 'service_id')) }));
  const [locationById, locationsOf] = [by(locations, 'id'), by(locations, 'organization_id')];

  const claimed = new Set<unknown>();
  const placesOf = (row: Row): Row[] => {
    const listed = atService(row.id).map((at): Row => ({ ...at, schedules: schedulesAt(at.id), location: locationById(at.location_id)[0] ?? {} }));
    if (listed.length > 0) return listed;
    const own = locationsOf(row.organization_id);
    const sameName = own.filter(({ name }) => folded(name) === folded(row.name));
    const place = sameName[0] ?? (own.length === 1 ? own[0] : undefined);
    return place ? [{ location: place }] : [];
  };
  const services = table('services').map((row): Row => {
    const places = placesOf(row);
    for (const { location } of places) claimed.add((location as Row).id);
    const named = attributes(row.id).map((each) => ({ taxonomy_term: terms(each.taxonomy_term_id)[0] ?? terms(each.taxonomy_id)[0] ?? {} }));
    return { ...row, organization: organization(row.organization_id)[0], schedules: schedulesOfService(row.id), languages: languagesOfService(row.id), attributes: named, service_at_locations: places };
  });
  const unclaimed = locations
    .filter(({ id, schedules: hours }) => !claimed.has(id) && (hours as Row[]).length > 0)
    .map((location): Row => ({ id: location.id, name: location.name, description: location.description, organization: organization(location.organization_id)[0], service_at_locations: [{ location }] }));
  return { services: [...services, ...unclaimed], ignored: tables.filter((each) => tableKind(each) === undefined).map(({ name }) => name) };
};
