/** What administrators and supervisors change: people, rota, crisis lines, the programme's own facts, and what got stuck. */
import { AppError } from '../../core/app-error.ts';
import type { Stores } from '../database.ts';
import type { Kit } from '../kit.ts';
import { replyValidity } from '../moment.ts';
import type { ShiftRow } from '../stores/console.ts';
import type { Program } from '../stores/program.ts';
import type { StaffRole } from '../stores/staff.ts';
import { checkCode, readNumber, textCode } from './sign-in.ts';

/** Does something and writes down who did it, both or neither. */
export const changing = <T>(kit: Kit, staffId: string, action: string, facts: Record<string, unknown>, work: (stores: Stores, now: Temporal.Instant) => Promise<T>): Promise<T> =>
  kit.database.transaction(async (stores) => {
    const now = kit.clock.now();
    const done = await work(stores, now);
    await stores.console.audit({ staffId, action, facts }, now);
    return done;
  });

export type NewStaff = { number: string; name: string; role: StaffRole; languages: string[] };

/** Where an administrator's own channel reaches staff: the one provider for SMS, or the simulator. */
type Reach = { adapter: string; channel: 'sms' };

/** Adds somebody and texts them the code that verifies their number. Throws `number-unreadable`. */
export const addStaff = (kit: Kit, by: string, { number, ...member }: NewStaff, { adapter, channel }: Reach): Promise<void> => {
  const e164 = readNumber(number, kit.program().country);
  if (!e164) throw new AppError('number-unreadable', { retry: 'never', tell: 'coordinator' });
  return changing(kit, by, 'added-staff', { role: member.role }, async (stores) => {
    const { personId } = await stores.people.meet({ id: crypto.randomUUID(), adapter, channel, hash: kit.seal.hash(e164), sealed: kit.seal.seal(e164) });
    const staffId = await stores.console.addStaff({ personId, ...member });
    await textCode(kit, stores, { staffId, personId, languages: member.languages }, 'verify');
  });
};

/** Texts another code to somebody whose number is not verified yet. */
export const sendVerifyCode = (kit: Kit, by: string, staffId: string): Promise<void> =>
  changing(kit, by, 'sent-verify-code', { staffId }, async (stores) => {
    const personId = await stores.console.personOf(staffId);
    if (personId) await textCode(kit, stores, { staffId, personId, languages: [] }, 'verify');
  });

/** The code the new colleague read out; false when it is not the one. */
export const verifyStaff = (kit: Kit, by: string, staffId: string, code: string): Promise<boolean> =>
  changing(kit, by, 'verified-staff', { staffId }, async (stores, now) => {
    const right = await checkCode(kit, stores, staffId, 'verify', code);
    if (right) await stores.console.changeStaff(staffId, { verifiedAt: now });
    return right;
  });

export const changeStaff = (kit: Kit, by: string, staffId: string, change: { role: StaffRole; languages: string[] }): Promise<void> =>
  changing(kit, by, 'changed-staff', { staffId, role: change.role }, (stores) => stores.console.changeStaff(staffId, change));

/** Somebody left: no more pages, no more sign-ins, off the rota, signed out at once. Nobody can remove themselves. */
export const endStaff = (kit: Kit, by: string, staffId: string): Promise<void> => {
  if (by === staffId) throw new AppError('not-yourself', { retry: 'never', tell: 'coordinator' });
  return changing(kit, by, 'ended-staff', { staffId }, async (stores, now) => {
    await stores.console.changeStaff(staffId, { leftAt: now });
    await stores.console.endSessionsOf(staffId);
  });
};

export const addShift = (kit: Kit, by: string, shift: Omit<ShiftRow, 'id' | 'staffName'>): Promise<void> => changing(kit, by, 'added-shift', { ...shift }, (stores) => stores.console.addShift(shift));

export const removeShift = (kit: Kit, by: string, id: string): Promise<void> => changing(kit, by, 'removed-shift', { id }, (stores) => stores.console.removeShift(id));

export const leaveHandOverNote = (kit: Kit, by: string, text: string): Promise<void> => changing(kit, by, 'left-hand-over-note', {}, (stores, now) => stores.console.addHandOverNote(by, text, now));

/** A person looked a line up at its operator's page, found it good or not, and says until when that holds. */
export const checkHelpline = (kit: Kit, by: string, check: { lineId: string; reviewBy: string; good: boolean; note: string }): Promise<void> =>
  changing(kit, by, 'checked-line', { lineId: check.lineId, good: check.good }, (stores, now) => stores.console.addHelplineCheck({ ...check, staffId: by }, now));

export const changeProgram = (kit: Kit, by: string, change: Partial<Omit<Program, 'clockOffset'>>): Promise<void> =>
  changing(kit, by, 'changed-program', { fields: Object.keys(change) }, (stores) => stores.program.change(change));

/** Puts a failed message back in the queue. False when its words have expired. */
export const sendAgain = (kit: Kit, by: string, messageId: string): Promise<boolean> =>
  changing(kit, by, 'sent-again', { messageId }, async (stores, now) => {
    const personId = await stores.console.sendAgain(messageId, now.add(replyValidity), now);
    if (personId) await stores.jobs.add([{ task: 'deliver-messages', payload: { people: [personId] } }]);
    return personId !== undefined;
  });

/** Lets a stuck conversation begin anew with the person's next message. */
export const freeConversation = (kit: Kit, by: string, personId: string): Promise<void> =>
  kit.database.transaction(async (stores) => {
    await stores.console.freeConversation(personId);
    await stores.console.audit({ staffId: by, action: 'freed-conversation', personId }, kit.clock.now());
  });

/** Tries a message that could not be handled once more. */
export const handleAgain = (kit: Kit, by: string, messageId: string): Promise<void> =>
  changing(kit, by, 'handled-again', { messageId }, (stores) => stores.jobs.add([{ task: 'retry-message', payload: { messageId }, key: `retry:${messageId}` }]));
