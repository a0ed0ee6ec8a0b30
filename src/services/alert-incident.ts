import type { CrisisFinding } from '../core/safety/screen.ts';
import type { Stores } from './database.ts';
import type { Kit } from './kit.ts';
import { pageOnCall, whoIsOnCall } from './page-on-call.ts';

/** Opens an incident and pages whoever is on call, in the step's own transaction; says truly whether someone was told. */
export const alertIncident = async (
  kit: Pick<Kit, 'program' | 'language'>,
  stores: Stores,
  { personId, inboundId, now }: { personId: string; inboundId: string | null; now: Temporal.Instant },
  finding: CrisisFinding,
): Promise<{ someoneTold: boolean }> => {
  const [primary] = await whoIsOnCall(kit, stores, now);
  const toldStaff = primary !== undefined;
  const incident = { id: crypto.randomUUID(), personId, inboundId, level: finding.level, kind: finding.kind ?? '', rule: finding.rule ?? '', toldStaff };
  const number = await stores.staff.openIncident(incident, now);
  if (primary) await pageOnCall(kit, stores, primary, number, now, inboundId);
  return { someoneTold: toldStaff };
};
