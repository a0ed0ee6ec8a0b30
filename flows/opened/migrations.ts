import type { Migration } from '../migration.ts';

/** Raise it when saved frames no longer fit the machine, and say below how the older ones become this version's. */
export const version = 1;

export const migrations: Migration[] = [];
