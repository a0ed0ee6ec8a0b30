/** The statements of hand-offs. */
import type { HandOff } from '../../services/stores/hand-offs.ts';
import type { Statement } from './rows.ts';

type Instants = 'nextPageAt' | 'takenAt' | 'checkInAt' | 'createdAt' | 'closedAt';

/** A row as the driver gives it. */
export type HandOffRow = Omit<HandOff, Instants> & { nextPageAt: Date | null; takenAt: Date | null; checkInAt: Date | null; createdAt: Date; closedAt: Date | null };

export const handOffColumns = `
  id::text, number, person_id::text as "personId", inbound_id::text as "inboundId", reason, kind, rule, locale, told_staff as "toldStaff",
  may_text as "mayText", rung, next_page_at as "nextPageAt", offered_to_id::text as "offeredToId", taken_by_id::text as "takenById",
  taken_at as "takenAt", taken_on as "takenOn", check_in_at as "checkInAt", created_at as "createdAt", closed_at as "closedAt",
  closed_by_id::text as "closedById", outcome`;

export const duePages: Statement = {
  name: 'duePages',
  text: 'select id::text from hand_off where next_page_at <= $1 and closed_at is null order by next_page_at limit $2',
};

export const dueCheckIns: Statement = {
  name: 'dueCheckIns',
  text: 'select id::text from hand_off where check_in_at <= $1 order by check_in_at limit $2',
};

/** Everyone paged about it who has not passed since. */
export const pagedStaff: Statement = {
  name: 'pagedStaff',
  text: `
  select distinct s.id::text as "staffId", s.person_id::text as "personId"
  from hand_off_event e join staff s on s.id = e.staff_id
  where e.hand_off_id = $1::uuid and e.kind = 'paged'
    and not exists (select 1 from hand_off_event p where p.hand_off_id = e.hand_off_id and p.staff_id = e.staff_id and p.kind = 'passed' and p.id > e.id)`,
};

export const conversationOf: Statement = {
  name: 'conversationOf',
  text: `
  select * from (
    select i.id::text, 'in' as direction, i.received_at as at, coalesce(i.content->>'text', i.content->>'label', i.content->>'what') as text,
      null::text as key, 'received' as status, a.channel, null::text as "handOffId", 0::bigint as position
    from inbound_message i join address a on a.id = i.address_id where i.person_id = $1::uuid and i.received_at >= $2
    union all
    select o.id::text, 'out', o.created_at, o.text, o.key, o.status, a.channel, o.hand_off_id::text, o.position
    from outbound_message o join address a on a.id = o.address_id where o.person_id = $1::uuid and o.created_at >= $2
  ) t order by at, direction, position`,
};

export const waysToReach: Statement = {
  name: 'waysToReach',
  text: `
  select a.channel, c.address_id = a.id as current, a.opted_out_at is not null as "optedOut", a.invalid_at is not null as invalid,
    (select max(i.received_at) from inbound_message i where i.address_id = a.id) as "lastHeardAt"
  from address a join conversation c on c.person_id = a.person_id
  where a.person_id = $1::uuid order by current desc, a.channel`,
};
