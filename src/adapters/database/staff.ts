import type { OnCall, Pageable, StaffStore } from '../../services/stores/staff.ts';
import type { Db } from './client.ts';

const pageable = `
  select st.id::text as "staffId", st.person_id::text as "personId", st.name, st.role, st.languages,
    coalesce(a.opted_out_at is null and a.invalid_at is null, false) as reachable
  from staff st
  left join conversation c on c.person_id = st.person_id
  left join address a on a.id = c.address_id
  where st.verified_at is not null and st.left_at is null`;

/** A shift that ends before it begins runs over midnight: its second half belongs to the next weekday. */
const onCallAt = `
  select p.*, sh.rank
  from shift sh join (${pageable}) p on p."staffId" = sh.staff_id::text
  where case when sh."from" < sh.until
    then sh.weekday = $1 and sh."from" <= $2 and $2 < sh.until
    else (sh.weekday = $1 and sh."from" <= $2) or (sh.weekday = ($1 + 5) % 7 + 1 and $2 < sh.until) end
  order by sh.rank, p."staffId"`;

export const createStaffStore = (db: Db): StaffStore => {
  const one = async (condition: string, value: string) => (await db.$queryRawUnsafe<Pageable[]>(`${pageable} and ${condition}`, value))[0];
  return {
    onCall: (weekday, time) => db.$queryRawUnsafe<OnCall[]>(onCallAt, weekday, time),
    inRoles: (roles) => db.$queryRawUnsafe<Pageable[]>(`${pageable} and st.role = any($1::text[]) order by st.id`, roles),
    byId: (staffId) => one('st.id = $1::uuid', staffId),
    byPerson: (personId) => one('st.person_id = $1::uuid', personId),
    list: async () => {
      const staff = await db.staff.findMany({ include: { person: { include: { addresses: true } } }, orderBy: { name: 'asc' } });
      return staff.flatMap(({ role, name, person }) => person.addresses.map(({ sealed, channel }) => ({ role, name, sealed: Buffer.from(sealed), channel })));
    },
  };
};
