import type { Migration } from '../migration.ts';

/** Raise it when saved frames no longer fit the machine, and say below how the older ones become this version's. */
export const version = 2;

export const migrations: Migration[] = [{ to: 2, why: 'somebody may wait for a group to open; what was saved before fits as it is', migrate: (saved) => saved }];
