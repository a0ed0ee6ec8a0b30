import type { CaseNews } from '../../core/flow-kit/index.ts';

/** Something that happens to one person's conversation from outside it: a flow begins, or frames about a hand-off hear news. */
export type Move = { personId: string } & ({ begin: 'relay' | 'on-call'; input: { handOffId: string; number: number } } | { tell: 'relay' | 'on-call'; handOffId: string; news: CaseNews['type'] });

/** Work to be done after the commit, by whichever process is free. */
export type Job =
  | { task: 'deliver-messages'; payload: { people: string[] }; key?: string; runAt?: string }
  | { task: 'retry-message'; payload: { messageId: string }; key?: string; runAt?: string }
  | { task: 'page-hand-off'; payload: { handOffId: string }; key?: string; runAt?: string }
  | { task: 'move-conversation'; payload: Move; key?: string; runAt?: string }
  | { task: 'sweep'; payload: Record<string, never>; key?: string; runAt?: string };

/** The queue, on the same transaction as the data. Jobs of one key replace one another while they wait. */
export type JobStore = { add(jobs: Job[]): Promise<void> };
