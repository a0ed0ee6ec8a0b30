import type { Channel } from '../../../services/ports.ts';

const providerIdOf = ({ id }: { id: string }) => `sim-${id}`;

/**
 * The channel of the simulated phones: a message is on the phone as soon as it is in the outbox. It has no webhook,
 * so nothing ever verifies; what a simulated phone sends comes in through the phone's own router.
 */
export const createSimulatorChannel = (): Channel => ({
  name: 'simulator',
  verify: () => false,
  parse: () => ({ messages: [], statuses: [], preferences: [], left: [] }),
  send: async (message) => ({ accepted: true, providerId: providerIdOf(message) }),
  findSent: async (message) => providerIdOf(message),
});
