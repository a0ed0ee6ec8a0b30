import type { Program, ProgramStore } from '../../services/stores/program.ts';
import type { Db } from './client.ts';
import { toDate, toInstant } from './rows.ts';

const nextDue = `
  select min(at) as at from (
    select min(wake_at) as at from conversation where wake_at > $1
    union all select min(due_at) from reminder where done_at is null and due_at > $1
    union all select min(due_at) from outbound_message where status = 'queued' and due_at > $1
    union all select min(next_page_at) from hand_off where next_page_at > $1
    union all select min(check_in_at) from hand_off where check_in_at > $1
  ) t`;

export const createProgramStore = (db: Db): ProgramStore => ({
  read: async () => {
    const row = await db.program.findUnique({ where: { id: 1 } });
    if (!row) return undefined;
    const { id: _id, clockOffset, ...facts } = row;
    return { ...facts, clockOffset: Number(clockOffset) } satisfies Program;
  },
  change: async (change) => {
    await db.program.update({ where: { id: 1 }, data: change });
  },
  setClockOffset: async (milliseconds) => {
    await db.program.update({ where: { id: 1 }, data: { clockOffset: BigInt(milliseconds) } });
  },
  attention: async (now) => ({
    stuckConversations: await db.conversation.count({ where: { stuckAt: { not: null } } }),
    failedMessages: await db.outboundMessage.count({ where: { status: 'failed' } }),
    unhandledMessages: await db.inboundMessage.count({ where: { handledAt: null } }),
    unreadableWebhooks: await db.storedWebhook.count(),
    dueMessages: await db.outboundMessage.count({ where: { status: { in: ['queued', 'sending'] }, dueAt: { lte: toDate(now) } } }),
  }),
  nextDue: async (after) => {
    const [row] = await db.$queryRawUnsafe<{ at: Date | null }[]>(nextDue, toDate(after));
    return row?.at ? toInstant(row.at) : undefined;
  },
  ping: async () => {
    await db.$queryRawUnsafe('select 1');
  },
});
