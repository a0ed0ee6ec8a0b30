/** The queue's door for whoever is inside a transaction: jobs commit or vanish with the data that caused them. */
import type { Job, JobStore } from '../../services/stores/jobs.ts';
import type { Sql } from './client.ts';
import { withRows } from './rows.ts';

const addJobs = {
  name: 'addJobs',
  text: `
  select count(*)::int from graphile_worker.add_jobs(
    (select array_agg((i.identifier, i.payload, null, i.run_at, 5, i.job_key, 0, null)::graphile_worker.job_spec)
     from jsonb_to_recordset($1::jsonb) as i(identifier text, payload json, run_at timestamptz, job_key text)))`,
};

const row = ({ task, payload, key, runAt }: Job) => ({ identifier: task, payload, job_key: key ?? null, run_at: runAt ?? null });

export const createJobStore = (sql: Sql): JobStore => ({
  add: async (jobs) => {
    if (jobs.length > 0) await withRows(sql, addJobs, jobs.map(row));
  },
});
