import type { Clock } from '../../services/ports.ts';

/** The system's clock, moved forward by `offset` milliseconds: zero except where the simulator skipped ahead. */
export const createClock = (offset = 0): Clock & { offset(): number; shiftTo(instant: Temporal.Instant): number } => {
  let shift = offset;
  const now = () => Temporal.Now.instant().add({ milliseconds: shift });
  return {
    now,
    offset: () => shift,
    shiftTo: (instant) => {
      shift = Math.max(shift, Math.round(instant.epochMilliseconds - Temporal.Now.instant().epochMilliseconds));
      return shift;
    },
  };
};
