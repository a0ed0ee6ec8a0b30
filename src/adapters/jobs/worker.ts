/** The queue's workers and the tick that makes due things due: the only place that knows graphile-worker and node-cron. */
import { Logger, run, type RunnerOptions, type Task, type TaskList } from 'graphile-worker';
import cron from 'node-cron';
import type { JobStore, Move } from '../../services/stores/jobs.ts';

/** What each job does. Adding a task is a line here, in services/stores/jobs.ts and in main.ts. */
export type Tasks = {
  'deliver-messages': (payload: { people: string[] }) => Promise<void>;
  'retry-message': (payload: { messageId: string }) => Promise<void>;
  'page-hand-off': (payload: { handOffId: string }) => Promise<void>;
  'move-conversation': (payload: Move) => Promise<void>;
  sweep: () => Promise<void>;
};

const concurrency = 8;

/** Every replica ticks; the job's key makes one sweep of them. */
const everyTenSeconds = '*/10 * * * * *';

/** Starts working; `stop` lets the jobs in hand finish. */
export const startWorker = async (pool: RunnerOptions['pgPool'], tasks: Tasks, jobs: JobStore, onError: (task: string, error: unknown) => void): Promise<{ stop(): Promise<void> }> => {
  const guarded = Object.entries(tasks).map(([name, task]): [string, Task] => [
    name,
    async (payload) => {
      try {
        await (task as (payload: unknown) => Promise<void>)(payload);
      } catch (error) {
        onError(name, error);
        throw error;
      }
    },
  ]);
  const runner = await run({ pgPool: pool, taskList: Object.fromEntries(guarded) as TaskList, concurrency, noHandleSignals: true, logger: new Logger(() => () => {}) });
  const tick = cron.schedule(everyTenSeconds, () => jobs.add([{ task: 'sweep', payload: {}, key: 'sweep' }]).catch((error: unknown) => onError('tick', error)));
  return {
    stop: async () => {
      await tick.stop();
      await runner.stop();
    },
  };
};
