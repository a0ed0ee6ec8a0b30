/** One field of a Meeting Guide record at a time: every shape real feeds send, or undefined. */
import { plainText } from './plain-text.ts';

/** A record with its keys as the format names them: "Formatted Address" and "SOURCE_start_time" are both known. */
export type Fields = Record<string, unknown>;

const aliases: Record<string, string> = { start_time: 'time', weekday: 'day' };

/** Lower-case keys with underscores, without the prefix some spreadsheets add. */
export const fieldsOf = (record: Record<string, unknown>): Fields => {
  const fields: Fields = {};
  for (const [key, value] of Object.entries(record)) {
    const plain = key.trim().toLowerCase().replace(/[\s-]+/g, '_').replace(/^source_/, '');
    const name = aliases[plain] ?? plain;
    if (fields[name] === undefined || fields[name] === null || fields[name] === '') fields[name] = value;
  }
  return fields;
};

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const weekdayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const dayOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 && value <= 6 ? value : undefined;
  const text = plainText(value).toLowerCase();
  if (/^[0-6]$/.test(text)) return Number(text);
  const named = text.length < 3 ? -1 : weekdayNames.findIndex((name) => name.startsWith(text) || text === `${name}s`);
  return named < 0 ? undefined : named;
};

/** 0 (Sunday) to 6 from a name, or from 1 (Monday) to 7 as ISO 8601 counts; undefined from anything else. */
export const weekdayNumber = (value: unknown): number | undefined => {
  const text = plainText(value);
  return /^\d+$/.test(text) ? (/^[1-7]$/.test(text) ? Number(text) % 7 : undefined) : dayOf(text);
};

/** Days 0 (Sunday) to 6, each once; undefined when any of them is something else, empty when there is none. */
export const daysOf = (value: unknown): number[] | undefined => {
  if (value === undefined || value === null || value === '') return [];
  const given: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  const days = given.map(dayOf);
  return days.includes(undefined) ? undefined : [...new Set(days as number[])];
};

/** The RFC 5545 name of a Meeting Guide day. */
export const weekdayOf = (day: number): string => weekdays[day] ?? 'SU';

/** The days 0 to 6 of a rule such as "FREQ=WEEKLY;BYDAY=MO,WE". */
export const weekdaysOf = (recurrence: string): number[] =>
  (/BYDAY=([A-Z,]+)/.exec(recurrence)?.[1] ?? '').split(',').map((day) => weekdays.indexOf(day as (typeof weekdays)[number])).filter((day) => day >= 0);

const spokenTimes: Record<string, string> = { noon: '12:00', midnight: '00:00' };

/** "19:00" from "19:00", "7:00 PM", "7pm", "noon"; undefined from anything else. */
export const timeOf = (value: unknown): string | undefined => {
  const text = plainText(value).toLowerCase().replace(/\./g, '');
  if (spokenTimes[text]) return spokenTimes[text];
  const match = /^(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s?(am|pm|noon)?$/.exec(text);
  if (!match || (!match[2] && !match[3])) return undefined;
  const [hour, minute, half] = [Number(match[1]), Number(match[2] ?? 0), match[3]];
  if (minute > 59 || hour > 23 || (half && (hour < 1 || hour > 12))) return undefined;
  const onClock = half ? (hour % 12) + (half === 'am' ? 0 : 12) : hour;
  return `${String(onClock).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

const minutesInto = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** "20:30" from "19:00" and 90; a day has 1440 minutes and then begins again. */
export const endAfter = (start: string, minutes: number): string => {
  const end = (minutesInto(start) + minutes) % 1440;
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
};

/** Minutes from start to end; an end before the start is the next day. */
export const minutesBetween = (start: string, end: string): number => (minutesInto(end) - minutesInto(start) + 1440) % 1440;

const coordinate = (value: unknown, most: number) => {
  const number = typeof value === 'number' ? value : Number.parseFloat(plainText(value));
  return Number.isFinite(number) && Math.abs(number) <= most ? number : undefined;
};

/** Latitude and longitude from numbers or strings; both null when either is missing or exactly 0, which is how feeds write "not known". */
export const pointOf = ({ latitude, longitude }: Fields): { latitude: number | null; longitude: number | null } => {
  const [north, east] = [coordinate(latitude, 90), coordinate(longitude, 180)];
  if (!north || !east) return { latitude: null, longitude: null };
  return { latitude: north, longitude: east };
};

/** Whether five digits here are a ZIP code: five digits are a postal code in other countries too. */
export const isUnitedStates = (country: string): boolean => ['', 'us', 'usa', 'united states', 'united states of america', 'pr'].includes(country.toLowerCase());

/** A postal code from its own field (numbers get their lost zeros back) or from the end of a formatted address. */
export const postalCodeOf = ({ postal_code, country, formatted_address, address }: Fields): string | null => {
  const own = plainText(postal_code);
  if (own && isUnitedStates(plainText(country)) && /^\d{3,5}(-\d{4})?$/.test(own)) return (own.split('-')[0] ?? '').padStart(5, '0');
  if (own) return own.toUpperCase();
  const line = plainText(formatted_address) || plainText(address);
  return /\b[A-Z]{2},?\s+(\d{5})(?:-\d{4})?\b/.exec(line)?.[1] ?? /\b([A-Z]\d[A-Z])\s?\d[A-Z]\d\b/.exec(line)?.[0] ?? null;
};

const longestLink = 1_000;
/** A web address, or an empty string. */
export const urlOf = (value: unknown): string => {
  const text = plainText(value);
  return text.length <= longestLink && /^https?:\/\/[^\s/]+\.\S+$/i.test(text) ? text : '';
};

/** Where to join from afar: a web address, else a number to dial; empty when there is neither. */
export const linkOf = ({ conference_url, conference_phone }: Fields): string => {
  const dial = plainText(conference_phone);
  return urlOf(conference_url) || (dial.length <= longestLink && /\d{7}/.test(dial.replace(/\D/g, '')) ? dial : '');
};

const hasStreet = (line: string) => {
  const parts = line.split(',').map((part) => part.trim()).filter(Boolean);
  return parts.length >= 4 || (parts.length > 1 && /\d/.test(parts[0] ?? ''));
};

/** The address on one line, and whether it leads to a door: a town alone is only where an online group calls home. */
export const addressOf = (fields: Fields): { address: string; approximate: boolean } => {
  const street = plainText(fields.address);
  const inParts = [street, plainText(fields.city), [plainText(fields.state), postalCodeOf(fields)].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const formatted = plainText(fields.formatted_address);
  const said = plainText(fields.approximate).toLowerCase();
  const vague = said === 'yes' || fields.approximate === true;
  return { address: formatted || inParts, approximate: vague || (said !== 'no' && !(street || hasStreet(formatted))) };
};
