/** The directory's statements: whole feeds in, a handful of candidates out. Lists of rows travel as one JSON parameter. */
import type { Statement } from './rows.ts';

const content = [
  'need', 'name', 'description', 'languages', 'audience', 'wheelchair', 'sign_language', 'childcare', 'venue_kind', 'venue', 'address',
  'postal_code', 'area', 'latitude', 'longitude', 'link', 'time_zone', 'time_zone_source', 'recurrence', 'starts_on', 'starts_at', 'minutes',
];
const prefixed = (name: string) => content.map((column) => `${name}.${column}`).join(', ');

/** New groups of a source, and those whose content changed; untouched rows are not returned. `$1` rows, `$2` source, `$3` programme, `$4` now. */
export const saveGroups: Statement = { name: 'saveGroups', text: `
  insert into support_group as g (id, source, source_id, programme, updated_at, ${content.join(', ')})
  select r.id, $2, r."sourceId", $3, $4::timestamptz, r.need, r.name, r.description, r.languages, r.audience, r.wheelchair, r."signLanguage",
    r.childcare, r."venueKind", r.venue, r.address, r."postalCode", r.area, r.latitude, r.longitude, r.link, r."timeZone", r."timeZoneSource",
    r.recurrence, r."startsOn", r."startsAt", r.minutes
  from jsonb_to_recordset($1::jsonb) as r(id uuid, "sourceId" text, need text, name text, description text, languages text[], audience text[],
    wheelchair text, "signLanguage" text, childcare text, "venueKind" text, venue text, address text, "postalCode" text, area text,
    latitude float8, longitude float8, link text, "timeZone" text, "timeZoneSource" text, recurrence text, "startsOn" date, "startsAt" text, minutes int)
  on conflict (source, source_id) do update
    set (programme, updated_at, ${content.join(', ')}) = (excluded.programme, excluded.updated_at, ${prefixed('excluded')})
    where (${prefixed('g')}) is distinct from (${prefixed('excluded')})
  returning g.id::text, (xmax = 0) as added` };

/** `$1` source, `$2` the source ids its feed names, `$3` now. */
export const noteMissing: Statement = { name: 'noteMissing', text: `
  update support_group set missing_since = case when source_id = any($2::text[]) then null else $3::timestamptz end
  where source = $1 and closed_at is null and (missing_since is null) <> (source_id = any($2::text[]))` };

export const sessionsBetween: Statement = { name: 'sessionsBetween', text: `
  select s.id::text as id, g.id::text as group_id, g.name, g.time_zone, s.starts_at, s.ends_at, s.cancelled_at is not null as cancelled,
    (select count(*)::int from booking b where b.session_id = s.id and b.status in ('booked', 'coming')) as seats
  from session s join support_group g on g.id = s.group_id
  where s.starts_at >= $1::timestamptz and s.starts_at < $2::timestamptz and g.closed_at is null
  order by s.starts_at, g.name limit 2000` };

export const unmetNeeds: Statement = { name: 'unmetNeeds', text: `
  select need, area, languages, times, access, count(*)::int as count, max(at) as last
  from unmet_need where at >= $1::timestamptz group by need, area, languages, times, access order by count(*) desc, max(at) desc limit 500` };

export const groupPlans: Statement = { name: 'groupPlans', text: `
  select id::text as "groupId", recurrence, starts_on::text as "startsOn", starts_at as "startsAt", time_zone as "timeZone", minutes,
    (closed_at is null and venue_kind <> 'suspended') as "isOpen"
  from support_group where $1::uuid[] is null or id = any($1::uuid[])` };

const given = `jsonb_to_recordset($1::jsonb) as r(group_id uuid, starts_at timestamptz, ends_at timestamptz)`;
const noLongerFit = `
  s.group_id = any($2::uuid[]) and s.starts_at > $3::timestamptz
    and not exists (select 1 from planned r where r.group_id = s.group_id and r.starts_at = s.starts_at)`;
const seatTaken = `exists (select 1 from booking b where b.session_id = s.id and b.status <> 'dropped')`;

export const removeSessions: Statement = { name: 'removeSessions', text: `
  with planned as materialized (select * from ${given})
  delete from session s where ${noLongerFit} and not ${seatTaken}
  returning 1` };

export const strandedSessions: Statement = { name: 'strandedSessions', text: `
  with planned as materialized (select * from ${given})
  select count(*)::int as count from session s where ${noLongerFit} and ${seatTaken}` };

/** A session that is there keeps its id and whether it was called off; only its end may move. */
export const insertSessions: Statement = { name: 'insertSessions', text: `
  insert into session as s (id, group_id, starts_at, ends_at)
  select gen_random_uuid(), r.group_id, r.starts_at, r.ends_at from ${given}
  on conflict (group_id, starts_at) do update set ends_at = excluded.ends_at where s.ends_at <> excluded.ends_at
  returning (xmax = 0) as added` };

const candidateColumns = `
  s.id::text as session_id, g.id::text as group_id, g.name, g.need, s.starts_at, g.time_zone, g.languages, g.audience, g.wheelchair,
  g.sign_language, g.childcare, g.venue_kind, g.link, g.latitude, g.longitude`;

/**
 * What every search asks of a group and of its next session `s`: `$1`-`$2` when, `$3` needs or null, `$4` languages without
 * regions or null, `$5` parts of the week, `$6` weekdays (1 is Monday), `$7` what must not be known to be missing, `$8`
 * sessions shown before, `$9` how many at most.
 */
const fitting = `
  g.closed_at is null
    and ($3::text[] is null or g.need = any($3::text[]))
    and ($4::text[] is null or exists (select 1 from unnest(g.languages) spoken where lower(split_part(spoken, '-', 1)) = any($4::text[])))
    and not ('step-free' = any($7::text[]) and g.wheelchair = 'no' and g.venue_kind <> 'online' and not ('online' = any($7::text[])))
    and not ('sign-language' = any($7::text[]) and g.sign_language = 'no')
    and not ('childcare' = any($7::text[]) and g.childcare = 'no')
    and (cardinality($5::text[]) = 0
      or ('weekend' = any($5::text[]) and extract(isodow from s.starts_at at time zone g.time_zone) >= 6)
      or (case when extract(hour from s.starts_at at time zone g.time_zone) between 5 and 16 then 'daytime' else 'evening' end) = any($5::text[]))
    and (cardinality($6::int[]) = 0 or extract(isodow from s.starts_at at time zone g.time_zone)::int = any($6::int[]))
    and (cardinality($8::uuid[]) = 0 or not exists (select 1 from session shown where shown.id = any($8::uuid[]) and shown.group_id = g.id))`;

const withNextSession = `
  select ${candidateColumns}
  from support_group g
  cross join lateral (
    select id, starts_at from session n
    where n.group_id = g.id and n.starts_at >= $1::timestamptz and n.starts_at < $2::timestamptz and n.cancelled_at is null
    order by n.starts_at limit 1
  ) s`;

/** Groups with a door in a box, nearest to its middle first, each with its next session: `$10`-`$13` south, north, west, east. */
export const nearRows: Statement = { name: 'nearRows', text: `
  ${withNextSession}
  where g.latitude between $10::float8 and $11::float8 and g.longitude between $12::float8 and $13::float8 and g.venue_kind in ('in_person', 'hybrid') and ${fitting}
  order by (g.latitude - ($10 + $11) / 2) ^ 2 + ((g.longitude - ($12 + $13) / 2) * cos(radians($10))) ^ 2, g.id
  limit $9::int` };

/** Groups one joins by link, each with its next session, soonest first. */
export const linkRows: Statement = { name: 'linkRows', text: `
  ${withNextSession}
  where g.venue_kind in ('online', 'hybrid') and g.link <> '' and ${fitting}
  order by s.starts_at, g.id
  limit $9::int` };

/**
 * The soonest next sessions wherever they are, by door or by link. Doors count in the programme's own region, which is half a degree (some 50 km) around its neighbourhoods: a directory
 * may hold other cities' groups too.
 */
export const soonRows: Statement = { name: 'soonRows', text: `
  with region as materialized (
    select min(latitude) - 0.5 as south, max(latitude) + 0.5 as north, min(longitude) - 0.5 as west, max(longitude) + 0.5 as east from neighbourhood)
  select ${candidateColumns}
  from (select id, group_id, starts_at from session where starts_at >= $1::timestamptz and starts_at < $2::timestamptz and cancelled_at is null order by starts_at) s
  cross join region r
  cross join lateral (select * from support_group found where found.id = s.group_id offset 0) g
  where (
      (g.venue_kind in ('online', 'hybrid') and g.link <> '')
      or (g.venue_kind in ('in_person', 'hybrid') and (r.south is null or g.latitude is null or (g.latitude between r.south and r.north and g.longitude between r.west and r.east)))
    )
    and ${fitting}
    and not exists (select 1 from session e where e.group_id = g.id and e.starts_at >= $1::timestamptz and e.starts_at < s.starts_at and e.cancelled_at is null)
  order by s.starts_at, g.id
  limit $9::int` };

export const spokenLanguages: Statement = { name: 'spokenLanguages', text: `
  select distinct lower(split_part(spoken, '-', 1)) as tag from support_group g cross join lateral unnest(g.languages) spoken where g.closed_at is null` };

export const sessionRow: Statement = { name: 'sessionRow', text: `
  select ${candidateColumns}, g.venue, g.address, g.description, g.minutes, p.answers as asker
  from session s join support_group g on g.id = s.group_id left join person p on p.id = $2::uuid
  where s.id = $1::uuid` };

export const postalAreas: Statement = { name: 'postalAreas', text: 'select code, country, city, region, latitude, longitude from postal_area where code = any($1::text[])' };

/** A degree of longitude shrinks with the cosine of the latitude; close enough to tell which postal code is nearest. */
export const nearestPostalArea: Statement = { name: 'nearestPostalArea', text: `
  select code, country, city, region, latitude, longitude from postal_area
  where latitude between $1::float8 - 0.5 and $1::float8 + 0.5 and longitude between $2::float8 - 0.7 and $2::float8 + 0.7
  order by (latitude - $1) ^ 2 + ((longitude - $2) * cos(radians($1))) ^ 2, code limit 1` };

/** What feeds call the areas of groups, in the middle of those groups; only near our neighbourhoods, when we have any. */
export const areasOfGroups: Statement = { name: 'areasOfGroups', text: `
  with region as (
    select min(latitude) - 0.5 as south, max(latitude) + 0.5 as north, min(longitude) - 0.5 as west, max(longitude) + 0.5 as east from neighbourhood)
  select g.area as name, '' as city, array[]::text[] as aliases, avg(g.latitude) as latitude, avg(g.longitude) as longitude
  from support_group g cross join region r
  where g.area is not null and g.latitude is not null and g.closed_at is null and g.venue_kind <> 'online'
    and (r.south is null or (g.latitude between r.south and r.north and g.longitude between r.west and r.east))
  group by g.area order by count(*) desc limit 5000` };

export const townsNamed: Statement = { name: 'townsNamed', text: `
  with here as (select avg(latitude) as latitude, avg(longitude) as longitude from (
    select latitude, longitude from neighbourhood union all
    select latitude, longitude from support_group where not exists (select 1 from neighbourhood) and latitude is not null) known),
  towns as (
    select city || ', ' || region as label, avg(latitude) as latitude, avg(longitude) as longitude
    from postal_area where lower(city) = any($1::text[]) group by city, region)
  select t.label, t.latitude, t.longitude from towns t left join here h on true
  order by (t.latitude - h.latitude) ^ 2 + (t.longitude - h.longitude) ^ 2, t.label limit 4` };

export const addPostalAreas: Statement = { name: 'addPostalAreas', text: `
  insert into postal_area (code, country, city, region, latitude, longitude)
  select * from jsonb_to_recordset($1::jsonb) as r(code text, country text, city text, region text, latitude float8, longitude float8)
  on conflict (code) do nothing returning 1` };
