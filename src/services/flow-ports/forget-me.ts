import type { FlowPort } from './flow-port.ts';

/** Deletes what is kept about the person and says how much it was. */
export const forgetMe: FlowPort<'forgetMe'> = (_, { stores, personId, now }) => stores.people.forget(personId, now);
