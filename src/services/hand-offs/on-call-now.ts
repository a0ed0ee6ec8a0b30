import type { Stores } from '../database.ts';
import type { Program } from '../stores/program.ts';

/** Which of the programme's wall clock's hours it is: weekday 1 is Monday. */
const wallTime = (now: Temporal.Instant, timeZone: string) => {
  const local = now.toZonedDateTimeISO(timeZone);
  return { weekday: local.dayOfWeek, time: local.toPlainTime().toString({ smallestUnit: 'minute' }) };
};

/** Who is on call now, primary first; empty when the rota has a gap. */
export const onCallNow = ({ staff }: Pick<Stores, 'staff'>, { timeZone }: Pick<Program, 'timeZone'>, now: Temporal.Instant) => {
  const { weekday, time } = wallTime(now, timeZone);
  return staff.onCall(weekday, time);
};

/** Whether a page sent now would reach anybody's rota. */
export const someoneOnCall = async (stores: Pick<Stores, 'staff'>, program: Pick<Program, 'timeZone'>, now: Temporal.Instant): Promise<boolean> =>
  (await onCallNow(stores, program, now)).some(({ reachable }) => reachable);
