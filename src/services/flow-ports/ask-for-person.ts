import { pageOnCall, whoIsOnCall } from '../page-on-call.ts';
import type { FlowPort } from './flow-port.ts';

/** Opens a hand-off and texts the person on call; says truly whether someone was told. */
export const askForPerson: FlowPort<'askForPerson'> = async ({ reason }, { stores, personId, inboundId, now, program, language }) => {
  const kit = { program: () => program, language };
  const [primary] = await whoIsOnCall(kit, stores, now);
  const handOff = { id: crypto.randomUUID(), personId, reason, toldStaff: primary !== undefined };
  const number = await stores.staff.openHandOff(handOff, now);
  if (primary) await pageOnCall(kit, stores, primary, number, now, inboundId ?? null);
  return { someoneTold: primary !== undefined };
};
