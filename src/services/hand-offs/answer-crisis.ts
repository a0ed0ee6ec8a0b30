import type { CrisisAnswer, FlowPorts } from '../../core/flow-kit/index.ts';
import type { HandOff } from '../stores/hand-offs.ts';
import { openHandOff, pageNow, type Cause } from './open-hand-off.ts';
import { someoneOnCall } from './on-call-now.ts';
import { openRelay } from './take-hand-off.ts';
import { writeToStaff } from './write-to-staff.ts';

/** A check-in comes the next calendar day, late in the morning. */
const checkInAt = '11:00';

const tomorrow = (now: Temporal.Instant, timeZone: string) => {
  const day = now.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 1 });
  return day.toZonedDateTime({ timeZone, plainTime: checkInAt }).toInstant().toString();
};

/** What each answer changes. Who answers that they are safe, or were misunderstood, wakes nobody further; the case stays for a person to look at. */
const changes: Record<CrisisAnswer, (cause: Cause, open: HandOff) => Promise<void>> = {
  danger: async (cause, open) => {
    if (open.takenById) await writeToStaff(cause, open, open.takenById, 'onCall.dangerAgain');
    else await pageNow(cause, open.id);
  },
  talk: async (cause, open) => {
    if (!open.takenById && !open.nextPageAt) await pageNow(cause, open.id);
  },
  safe: ({ stores }, { id }) => stores.handOffs.change(id, { nextPageAt: null }),
  misunderstood: ({ stores }, { id }) => stores.handOffs.change(id, { nextPageAt: null }),
  'may-text': async (cause, open) => {
    await cause.stores.handOffs.change(open.id, { mayText: 'yes' });
    if (open.takenById) await openRelay(cause, open);
  },
  'do-not-text': ({ stores }, { id }) => stores.handOffs.change(id, { mayText: 'no' }),
  leave: ({ stores }, { id }) => stores.handOffs.change(id, { mayText: 'no' }),
  'check-in': async ({ stores, program, now }, { id }) => {
    await stores.handOffs.change(id, { checkInAt: tomorrow(now, program.timeZone) });
    await stores.handOffs.happened(id, 'check-in-agreed', {}, now);
  },
};

/** Carries an answer after the crisis lines to the people behind them. One who wants to talk after their case was closed opens another. */
export const answerCrisis = async (cause: Cause, answer: CrisisAnswer): Promise<FlowPorts['answerCrisis']['output']> => {
  const { stores, program, personId, inboundId, now } = cause;
  const open = await stores.handOffs.openCrisisOf(personId);
  if (!open) {
    const wanted = answer === 'danger' || answer === 'talk';
    return wanted ? openHandOff(cause, { reason: 'crisis' }) : { someoneTold: false };
  }
  await stores.handOffs.happened(open.id, 'answered', { answer, inboundId }, now);
  await changes[answer](cause, open);
  return { someoneTold: open.takenById !== null || (await someoneOnCall(stores, program, now)) };
};
