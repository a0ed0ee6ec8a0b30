/** A hand-off begins inside the step that caused it: the row, its first events and the job that pages commit with the answer. */
import type { CrisisLines } from '../../core/safety/helplines.ts';
import type { CrisisFinding } from '../../core/safety/screen.ts';
import type { Stores } from '../database.ts';
import type { Program } from '../stores/program.ts';
import type { HandOff, HandOffReason } from '../stores/hand-offs.ts';
import { someoneOnCall } from './on-call-now.ts';
import { writeToStaff } from './write-to-staff.ts';
import type { Language } from '../../core/language/render.ts';

/** The step it happens in. */
export type Cause = { stores: Stores; program: Program; language: Language; personId: string; inboundId: string | null; locale: string; now: Temporal.Instant };

type About = { reason: HandOffReason; kind?: string; rule?: string };

const startPaging = ({ stores }: Pick<Cause, 'stores'>, handOffId: string) => stores.jobs.add([{ task: 'page-hand-off', payload: { handOffId }, key: `page:${handOffId}` }]);

/** Pages again at once, whatever was waited for. */
export const pageNow = async ({ stores, now }: Pick<Cause, 'stores' | 'now'>, handOffId: string): Promise<void> => {
  await stores.handOffs.change(handOffId, { nextPageAt: now.toString() });
  await startPaging({ stores }, handOffId);
};

/** Opens one and pages; `someoneTold` is whether anybody is on call to be paged. */
export const openHandOff = async (cause: Cause, { reason, kind, rule }: About, facts: Record<string, unknown> = {}): Promise<{ id: string; someoneTold: boolean }> => {
  const { stores, program, personId, inboundId, locale, now } = cause;
  const id = crypto.randomUUID();
  const someoneTold = await someoneOnCall(stores, program, now);
  const mayText = kind === 'abuse' ? 'unknown' : 'yes';
  await stores.handOffs.open({ id, personId, inboundId, reason, kind: kind ?? null, rule: rule ?? null, locale, toldStaff: someoneTold, mayText, nextPageAt: now.toString() }, now);
  await stores.handOffs.happened(id, 'opened', { reason, kind, rule, inboundId, ...facts }, now);
  await startPaging(cause, id);
  return { id, someoneTold };
};

/** Danger again while a crisis is open: whoever has it hears at once, and paging goes on where nobody has. */
const dangerAgain = async (cause: Cause, open: HandOff, finding: CrisisFinding) => {
  const { stores, inboundId, now } = cause;
  await stores.handOffs.happened(open.id, 'danger-again', { kind: finding.kind, rule: finding.rule, span: finding.span, inboundId }, now);
  if (open.takenById) await writeToStaff(cause, open, open.takenById, 'onCall.dangerAgain');
  else if (!open.nextPageAt) await pageNow(cause, open.id);
  return { someoneTold: open.takenById !== null || (await someoneOnCall(stores, cause.program, now)) };
};

/** The screen said danger: one incident for a person at a time, with what it found and the lines that were given. Says truly whether somebody is told. */
export const alertCrisis = async (cause: Cause, finding: CrisisFinding, { call, text, emergency }: CrisisLines): Promise<{ someoneTold: boolean }> => {
  const { stores, inboundId, now } = cause;
  const open = await stores.handOffs.openCrisisOf(cause.personId);
  const given = { call, text, emergency, inboundId };
  if (open) {
    const told = await dangerAgain(cause, open, finding);
    await stores.handOffs.happened(open.id, 'lines-given', given, now);
    return told;
  }
  const { id, someoneTold } = await openHandOff(cause, { reason: 'crisis', kind: finding.kind, rule: finding.rule }, { level: finding.level, span: finding.span });
  await stores.handOffs.happened(id, 'lines-given', given, now);
  return { someoneTold };
};
