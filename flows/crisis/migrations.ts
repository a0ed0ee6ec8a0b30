import type { Migration, Saved } from '../migration.ts';

/** Raise it when saved frames no longer fit the machine, and say below how the older ones become this version's. */
export const version = 2;

const askAgain = ({ value, context: { someoneTold: _, ...kept }, timers }: Saved): Saved => ({
  value: value === 'calling' ? 'asking' : value,
  context: { ...kept, watched: false, answer: 'talk' },
  timers,
});

export const migrations: Migration[] = [{ to: 2, why: 'every answer is told to the people on call, and violence has a question of its own', migrate: askAgain }];
