import type { FlowPort } from './flow-port.ts';

/** Counts of what is kept about the person, never the things themselves. */
export const whatWeKeep: FlowPort<'whatWeKeep'> = (_, { stores, personId }) => stores.people.whatWeKeep(personId);
