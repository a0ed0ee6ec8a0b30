import type { FlowPort } from './flow-port.ts';

/** Keeps what a person looks for until a group opens that fits, or half a year has passed; a later wish takes an earlier one's place. */
export const awaitGroup: FlowPort<'awaitGroup'> = async ({ answers }, { stores, personId, locale, now }) => {
  await stores.directory.awaitGroup({ personId, answers, locale }, now);
  return {};
};
