/** Dates, distances and language names in a reader's words. Only plain spaces: one U+202F would double the price of a text. */

const milesPerKilometre = 0.621371;
const countriesInMiles = new Set(['US', 'GB', 'LR']);
const countriesOnTwelveHours = new Set(['US', 'CA', 'AU', 'NZ', 'GB', 'IE', 'IN', 'PH', 'MX']);

const kept = new Map<string, unknown>();
const keep = <T>(key: string, make: () => T): T => {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key) as T;
};

/** `sáb` loses its mark: the á is not in GSM-7 and would cost every Saturday reminder two more segments. */
const cheap = (text: string) =>
  text
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .replace(/([ap])\. m\./g, '$1.m.')
    .replace('sáb', 'sab');

const dateIn = (formats: string, zone: string) =>
  keep(`date ${formats} ${zone}`, () => new Intl.DateTimeFormat(formats, { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone }));

const timeIn = (formats: string, zone: string, hour12: boolean) =>
  keep(`time ${formats} ${zone} ${hour12}`, () => new Intl.DateTimeFormat(formats, { hour: 'numeric', minute: '2-digit', timeZone: zone, ...(hour12 && { hour12 }) }));

type At = { epochMilliseconds: number; timeZoneId: string };

const day = (at: At, formats: string) =>
  cheap(dateIn(formats, at.timeZoneId).format(at.epochMilliseconds)).replace(/,/g, '').replace(/ de /g, ' ').replace('Sept', 'Sep');

const time = (at: At, formats: string, country: string) =>
  cheap(timeIn(formats, at.timeZoneId, countriesOnTwelveHours.has(country)).format(at.epochMilliseconds));

const distance = (kilometres: number, formats: string, country: string) => {
  const miles = countriesInMiles.has(country);
  const amount = Math.max(0.1, miles ? kilometres * milesPerKilometre : kilometres);
  const options = { style: 'unit', unit: miles ? 'mile' : 'kilometer', unitDisplay: miles ? 'long' : 'short', maximumFractionDigits: amount < 10 ? 1 : 0 } as const;
  return cheap(keep(`distance ${formats} ${options.unit} ${options.maximumFractionDigits}`, () => new Intl.NumberFormat(formats, options)).format(amount));
};

const nameIn = (formats: string, tag: string) => {
  try {
    return keep(`names ${formats}`, () => new Intl.DisplayNames([formats], { type: 'language' })).of(tag) ?? tag;
  } catch {
    return tag;
  }
};

const languageNames = (tags: string[], formats: string) =>
  keep(`list ${formats}`, () => new Intl.ListFormat(formats, { type: 'conjunction' })).format(tags.map((tag) => nameIn(formats, tag)));

const relativeDays: Record<string, number> = { today: 0, tomorrow: 1, overmorrow: 2 };
/** A Monday, so that the weekdays follow from it. */
const monday = Temporal.Instant.from('2024-01-01T12:00:00Z').epochMilliseconds;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const dayName = (day: string, formats: string) => {
  const ahead = relativeDays[day];
  if (ahead !== undefined) return keep(`ahead ${formats}`, () => new Intl.RelativeTimeFormat(formats, { numeric: 'auto' })).format(ahead, 'day');
  return keep(`weekday ${formats}`, () => new Intl.DateTimeFormat(formats, { weekday: 'long', timeZone: 'UTC' })).format(monday + weekdays.indexOf(day) * 86_400_000);
};

const dayNames = (days: string[], formats: string) => oneOf(days.map((day) => dayName(day, formats)), formats);

/** Several wordings of one thing, any of which will do: "call 988 or text 988". */
export const oneOf = (wordings: string[], formats: string): string =>
  keep(`or ${formats}`, () => new Intl.ListFormat(formats, { type: 'disjunction' })).format(wordings);

const zoned = (value: unknown) => {
  const { epochMilliseconds, timeZoneId } = Temporal.ZonedDateTime.from(String(value));
  return { epochMilliseconds, timeZoneId };
};

/**
 * The formats a message may ask for, as `{{start, when}}`. `when`, `time` and `day` take a zoned time
 * (2026-11-24T19:00:00-05:00[America/New_York]) and show its own wall clock; `distance` takes kilometres, `dayNames` days as
 * `DayWord` has them.
 */
export const formatters: Record<string, (value: unknown, formats: string, country: string) => string> = {
  when: (value, formats, country) => `${day(zoned(value), formats)}, ${time(zoned(value), formats, country)}`,
  time: (value, formats, country) => time(zoned(value), formats, country),
  day: (value, formats) => day(zoned(value), formats),
  distance: (value, formats, country) => distance(Number(value), formats, country),
  dayNames: (value, formats) => dayNames(Array.isArray(value) ? value.map(String) : [], formats),
  languageNames: (value, formats) => languageNames(Array.isArray(value) ? value.map(String) : [], formats),
};
