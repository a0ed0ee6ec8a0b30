import { openHandOff } from '../hand-offs/open-hand-off.ts';
import { causeOf, type FlowPort } from './flow-port.ts';

/** Opens a hand-off and pages whoever is on call; says truly whether there is somebody. */
export const askForPerson: FlowPort<'askForPerson'> = async ({ reason }, context) => {
  const { someoneTold } = await openHandOff(causeOf(context), { reason });
  return { someoneTold };
};
