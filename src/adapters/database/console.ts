/** Codes, sessions and the audit trail; staff, rota and what waits for an operator are in console-lists.ts. */
import type { AuditRow, ConsoleStore, Visitor } from '../../services/stores/console.ts';
import type { StaffRole } from '../../services/stores/staff.ts';
import type { Db, Sql } from './client.ts';
import { createConsoleLists } from './console-lists.ts';
import type { Prisma } from './generated/client.ts';
import { toDate, toInstant } from './rows.ts';

const bytes = (buffer: Buffer) => Uint8Array.from(buffer);

const codes = (db: Db): Pick<ConsoleStore, 'addCode' | 'tryCode' | 'useCode'> => ({
  addCode: async ({ id, staffId, purpose, hash, expiresAt }, now) => {
    await db.staffCode.updateMany({ where: { staffId, purpose, usedAt: null }, data: { usedAt: toDate(now) } });
    await db.staffCode.create({ data: { id, staffId, purpose, hash: bytes(hash), createdAt: toDate(now), expiresAt: toDate(expiresAt) } });
  },
  tryCode: async (staffId, purpose, mostTries, now) => {
    const open = await db.staffCode.findFirst({ where: { staffId, purpose, usedAt: null, expiresAt: { gt: toDate(now) } }, orderBy: { createdAt: 'desc' } });
    if (!open) return undefined;
    const { count } = await db.staffCode.updateMany({ where: { id: open.id, attempts: { lt: mostTries } }, data: { attempts: { increment: 1 } } });
    return count === 1 ? { id: open.id, hash: Buffer.from(open.hash) } : undefined;
  },
  useCode: async (id, now) => {
    await db.staffCode.update({ where: { id }, data: { usedAt: toDate(now) } });
  },
});

const sessions = (db: Db): Pick<ConsoleStore, 'startSession' | 'visitor' | 'endSession' | 'endSessionsOf' | 'removeOldSessions'> => ({
  startSession: async ({ hash, staffId, csrf, expiresAt }, now) => {
    await db.consoleSession.create({ data: { hash: bytes(hash), staffId, csrf, createdAt: toDate(now), seenAt: toDate(now), expiresAt: toDate(expiresAt) } });
  },
  visitor: async (hash, now): Promise<Visitor | undefined> => {
    const session = await db.consoleSession.findUnique({ where: { hash: bytes(hash) }, include: { staff: true } });
    if (!session || session.expiresAt <= toDate(now) || session.staff.leftAt || !session.staff.verifiedAt) return undefined;
    const { id, name, role, languages } = session.staff;
    return { staffId: id, name, role: role as StaffRole, languages, csrf: session.csrf };
  },
  endSession: async (hash) => {
    await db.consoleSession.deleteMany({ where: { hash: bytes(hash) } });
  },
  endSessionsOf: async (staffId) => {
    await db.consoleSession.deleteMany({ where: { staffId } });
  },
  removeOldSessions: async (now) => {
    await db.consoleSession.deleteMany({ where: { expiresAt: { lte: toDate(now) } } });
    await db.staffCode.deleteMany({ where: { expiresAt: { lte: toDate(now.subtract({ hours: 24 })) } } });
  },
});

const trail = `
  select a.id::int, a.at, s.name as "staffName", a.action, h.number as "handOffNumber", a.facts
  from audit_entry a left join staff s on s.id = a.staff_id left join hand_off h on h.id = a.hand_off_id
  where $2::bigint is null or a.id < $2 order by a.id desc limit $1`;

const audit = (db: Db, sql: Sql): Pick<ConsoleStore, 'audit' | 'auditTrail' | 'didLately'> => ({
  audit: async ({ staffId, action, personId = null, handOffId = null, facts = {} }, now) => {
    await db.auditEntry.create({ data: { at: toDate(now), staffId, action, personId, handOffId, facts: facts as Prisma.InputJsonObject } });
  },
  didLately: async (staffId, action, handOffId, since) => (await db.auditEntry.count({ where: { staffId, action, handOffId, at: { gte: toDate(since) } } })) > 0,
  auditTrail: async (limit, before) => {
    const rows = await sql<Omit<AuditRow, 'at'> & { at: Date }>({ name: 'auditTrail', text: trail }, [limit, before ?? null]);
    return rows.map(({ at, ...row }) => ({ ...row, at: toInstant(at).toString() }));
  },
});

export const createConsoleStore = (db: Db, sql: Sql): ConsoleStore => ({ ...codes(db), ...sessions(db), ...audit(db, sql), ...createConsoleLists(db, sql) });
