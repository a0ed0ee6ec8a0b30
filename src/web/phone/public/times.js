const formatted = (options) => (at, timeZone) => new Intl.DateTimeFormat('en-US', { timeZone, ...options }).format(new Date(at));

export const clockTime = formatted({ hour: 'numeric', minute: '2-digit' });
export const dayName = formatted({ weekday: 'long', month: 'long', day: 'numeric' });
export const shortMoment = formatted({ weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });
export const fullMoment = formatted({ weekday: 'short', month: 'short', day: 'numeric', year: 'numeric', hour: 'numeric', minute: '2-digit' });
export const zoneName = (timeZone) => timeZone.split('/').at(-1).replaceAll('_', ' ');

/** The wall time a datetime-local field takes: 2026-11-25T09:00. Swedish dates are written that way. */
export const wallTime = (at, timeZone) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at)).replace(' ', 'T');

const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]];

/** How far the simulated clock has been moved: "2 days ahead". Less than a minute is nothing. */
export const aheadOf = (milliseconds) => {
  const [unit, length] = units.find(([, size]) => milliseconds >= size) ?? [];
  if (!unit) return '';
  const count = Math.round(milliseconds / length);
  return `${count} ${unit}${count === 1 ? '' : 's'} ahead`;
};
