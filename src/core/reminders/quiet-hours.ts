/** Wall times between which nothing but an answer is sent; `from` after `until` runs over midnight. */
export type QuietHours = { from: string; until: string };

/** Whether a moment falls into quiet hours on a zone's wall clock. */
export const isQuiet = (moment: Temporal.ZonedDateTime, { from, until }: QuietHours): boolean => {
  const time = moment.toPlainTime();
  const after = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(from)) >= 0;
  const before = Temporal.PlainTime.compare(time, Temporal.PlainTime.from(until)) < 0;
  return from <= until ? after && before : after || before;
};

/** The moment itself, or the end of the quiet hours it falls into. */
export const nextAllowed = (instant: Temporal.Instant, timeZone: string, quiet: QuietHours): Temporal.Instant => {
  const local = instant.toZonedDateTimeISO(timeZone);
  if (!isQuiet(local, quiet)) return instant;
  const end = local.withPlainTime(quiet.until);
  return (Temporal.ZonedDateTime.compare(end, local) > 0 ? end : end.add({ days: 1 })).toInstant();
};
