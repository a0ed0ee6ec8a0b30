import type { OnCall, StaffStore } from '../../services/stores/staff.ts';
import type { Db } from './client.ts';
import { toDate } from './rows.ts';

/** A shift that ends before it begins runs over midnight: its second half belongs to the next weekday. */
const onCallAt = `
  select st.id::text as "staffId", st.person_id::text as "personId", sh.rank, st.languages
  from shift sh join staff st on st.id = sh.staff_id
  where case when sh."from" < sh.until
    then sh.weekday = $1 and sh."from" <= $2 and $2 < sh.until
    else (sh.weekday = $1 and sh."from" <= $2) or (sh.weekday = ($1 + 5) % 7 + 1 and $2 < sh.until) end
  order by sh.rank, st.id`;

export const createStaffStore = (db: Db): StaffStore => ({
  onCall: (weekday, time) => db.$queryRawUnsafe<OnCall[]>(onCallAt, weekday, time),
  openIncident: async (incident, now) => (await db.incident.create({ data: { ...incident, createdAt: toDate(now) } })).number,
  openHandOff: async (handOff, now) => (await db.handOff.create({ data: { ...handOff, createdAt: toDate(now) } })).number,
  list: async () => {
    const staff = await db.staff.findMany({ include: { person: { include: { addresses: true } } }, orderBy: { name: 'asc' } });
    return staff.flatMap(({ role, name, person }) => person.addresses.map(({ sealed, channel }) => ({ role, name, sealed: Buffer.from(sealed), channel })));
  },
});
