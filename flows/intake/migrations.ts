import type { Migration, Saved } from '../migration.ts';

/** Raise it when saved frames no longer fit the machine, and say below how the older ones become this version's. */
export const version = 2;

const withOnline = (saved: Saved): Saved => ({ ...saved, context: { ...saved.context, online: false } });

export const migrations: Migration[] = [{ to: 2, why: 'somebody may say "online" instead of a place', migrate: withOnline }];
