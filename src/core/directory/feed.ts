/** The front door for feeds: files as they were handed over, whatever format they are in. */
import { parse as parseCsv } from 'csv-parse/sync';
import { AppError } from '../app-error.ts';
import { fromBmlt, isBmlt, isBmltFormats } from './bmlt.ts';
import type { FeedOptions, FeedReading } from './collect-groups.ts';
import { feedIdentity } from './feed-identity.ts';
import { hsdsServices, readHsds } from './hsds.ts';
import { isHsdsTables, servicesOfTables, type Row, type Table } from './hsds-tables.ts';
import { fromRow, readTsml, tsmlRecords } from './tsml.ts';
import { fieldsOf } from './tsml-fields.ts';

/** One file of a feed; `name` has no folder. */
export type FeedFile = { name: string; text: string };

/** Bytes as text: UTF-8 or UTF-16 when they are, else what spreadsheets in the West save. */
export const textOf = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

export const feedFormats = ['tsml', 'bmlt', 'hsds'] as const;
export type FeedFormat = (typeof feedFormats)[number];

/** A feed as it was understood; `identity` stays the same from one export to the next. */
export type ReadFeed = FeedReading & { format: FeedFormat; identity: string };

type Answer = { json: unknown };
type Part = Answer | Table;

const delimiters = [',', ';', '\t'];
const delimiterOf = (line: string) => delimiters.map((each) => ({ each, count: line.split(each).length })).sort((some, others) => others.count - some.count)[0]?.each ?? ',';

const readTable = ({ name, text }: FeedFile): Table => {
  const delimiter = delimiterOf(text.slice(0, Math.max(0, text.search(/\r?\n/)) || 2_000));
  try {
    const rows: Row[] = parseCsv(text, { columns: (names: string[]) => names.map((each) => each.trim()), delimiter, relaxColumnCount: true, relaxQuotes: true, skipEmptyLines: true, trim: true });
    return { name, rows };
  } catch {
    // The parser's own message quotes the file, and feeds hold people's names.
    throw new AppError('import-not-csv', { message: 'The table cannot be read: a quotation mark is opened and never closed.' });
  }
};

const looksLikeJson = (name: string, text: string) => /^[[{"]/.test(text) || /\.json$/i.test(name);
const looksLikeTable = (text: string) => !text.startsWith('<') && delimiters.some((each) => (text.split(/\r?\n/, 1)[0] ?? '').includes(each));

const partOf = (file: FeedFile): Part | undefined => {
  const text = file.text.replace(/^\uFEFF/, '').trim();
  if (text === '') return undefined;
  if (!looksLikeJson(file.name, text) && looksLikeTable(text)) return readTable({ name: file.name, text });
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    throw new AppError('import-not-json', { message: 'The file is not valid JSON: was the download cut off?' });
  }
};

const isTable = (part: Part): part is Table => 'rows' in part;

/** A table of meetings, as the Meeting Guide spreadsheet has it, holds a name, a day and a time. */
const isMeetingTable = ({ rows: [first] }: Table) => {
  const fields = fieldsOf(first ?? {});
  return 'name' in fields && 'day' in fields && 'time' in fields;
};

const notOneFeed = () => new AppError('import-several', { message: 'These files are several feeds: bring one in at a time.' });

const refuseFormat = (format: string | undefined) => {
  if (format !== undefined && !(feedFormats as readonly string[]).includes(format)) {
    throw new AppError('import-format', { message: 'Formats that can be read: --format tsml (Meeting Guide JSON or its spreadsheet as CSV), bmlt (GetSearchResults) and hsds (JSON or tables).' });
  }
};

const needsMeetings = <Found>(list: Found[], what = 'meeting'): Found[] => {
  if (list.length === 0) throw new AppError('import-empty', { message: `There is no ${what} in this file.` });
  return list;
};

const readTables = (tables: Table[], format: string | undefined, options: FeedOptions): Omit<ReadFeed, 'identity'> & { records: unknown[] } => {
  if (tables.every(({ rows }) => rows.length === 0)) throw new AppError('import-empty', { message: 'There is a heading and no row in this table.' });
  const meetings = tables.filter(isMeetingTable);
  if (format !== 'hsds' && meetings[0] && !isHsdsTables(tables)) {
    if (tables.length > 1) throw notOneFeed();
    const records = needsMeetings(meetings[0].rows).map(fromRow);
    return { format: 'tsml', records, ...readTsml(records, options) };
  }
  if (!isHsdsTables(tables)) {
    throw new AppError('import-no-table', { message: 'This table is none that is known. A sheet of meetings has the columns name, day and time; HSDS tables have their names (services.csv, locations.csv, schedules.csv, ...) and an id column.' });
  }
  const { services, ignored } = servicesOfTables(tables);
  const reading = readHsds(needsMeetings(services, 'service'), options);
  const left = ignored.length > 0 ? [{ index: null, reason: `tables that are not needed were left alone: ${ignored.join(', ')}` }] : [];
  return { format: 'hsds', records: services, ...reading, warnings: [...reading.warnings, ...left] };
};

const readJson = (json: unknown, formats: unknown[], format: string | undefined, options: FeedOptions): Omit<ReadFeed, 'identity'> & { records: unknown[] } => {
  const services = format === undefined || format === 'hsds' ? hsdsServices(json) : [];
  if (format === 'hsds' || services.length > 0) return { format: 'hsds', records: services, ...readHsds(needsMeetings(services, 'service'), options) };
  const records = needsMeetings(tsmlRecords(json));
  if (format !== 'bmlt' && !isBmlt(records)) return { format: 'tsml', records, ...readTsml(records, options) };
  const said = fromBmlt(records, formats.length > 0 ? { formats } : json);
  return { format: 'bmlt', records: said, ...readTsml(said, { ...options, programme: options.programme ?? 'NA' }) };
};

/**
 * Reads a feed from its files: one Meeting Guide file (JSON, Google Sheets' JSON or CSV), one answer of a BMLT server
 * with or without its formats, HSDS as JSON, or HSDS tables together. The format is seen from the content unless given.
 * `name` is what the feed is called where its records do not say. Throws an AppError `import-…` that quotes nothing of
 * what was read.
 */
export const readFeed = (files: FeedFile[], name: string, options: FeedOptions & { format?: string }): ReadFeed => {
  refuseFormat(options.format);
  const parts = files.map(partOf).filter((part) => part !== undefined);
  if (parts.length === 0) throw new AppError('import-empty', { message: 'The file is empty.' });
  const tables = parts.filter(isTable);
  const answers = parts.filter((part): part is Answer => !isTable(part)).map(({ json }) => json);
  const formats = answers.filter(isBmltFormats).flat();
  const feeds = answers.filter((json) => !isBmltFormats(json));
  if (feeds.length > 1 || (feeds.length > 0 && tables.length > 0 && !isHsdsTables(tables))) throw notOneFeed();
  const { records, ...reading } = tables.length > 0 ? readTables(tables, options.format, options) : readJson(feeds[0] ?? [], formats, options.format, options);
  return { ...reading, identity: feedIdentity(records, name) };
};
