/** Work to be done after the commit, by whichever process is free. */
export type Job =
  | { task: 'deliver-messages'; payload: { people: string[] }; key?: string; runAt?: string }
  | { task: 'retry-message'; payload: { messageId: string }; key?: string; runAt?: string }
  | { task: 'sweep'; payload: Record<string, never>; key?: string; runAt?: string };

/** The queue, on the same transaction as the data. Jobs of one key replace one another while they wait. */
export type JobStore = { add(jobs: Job[]): Promise<void> };
