import type { Migration } from '../migration.ts';

/** Raise it when saved frames no longer fit the machine, and say below how the older ones become this version's. */
export const version = 2;

export const migrations: Migration[] = [
  { to: 2, why: 'people may have their sessions in their calendar; who was in the middle is not offered it', migrate: (saved) => ({ ...saved, context: { ...saved.context, calendar: '' } }) },
];
