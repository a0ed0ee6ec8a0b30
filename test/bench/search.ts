/** How long a search for groups takes: a hundred thousand groups around one city, and every mixture of wishes. */
import { rmSync } from 'node:fs';
import { openDatabase } from '../../src/adapters/database/open-database.ts';
import { readConfig } from '../../src/config.ts';
import { needs, type AccessNeed, type DayPart, type GroupSearch } from '../../src/core/flow-kit/index.ts';
import { searchGroups } from '../../src/services/flow-ports/find-groups.ts';
import { scratchFolder } from '../porchlight.ts';

/** Milliseconds a search, and how many groups and searches there were. */
export type SearchMeasured = { groups: number; searches: number; p50: number; p99: number };

/** What a search is held to, in milliseconds, warm. */
export const searchTargets = { p99: 10 };

const groupCount = 100_000;
const searches = 1_000;
const warmups = 200;
const seed = 20_261_124;

/** The same numbers in every run (mulberry32). */
export const randomFrom = (start: number) => {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Groups within some 25 km of the Bronx, thicker in the middle; two sessions of each, this week and the next. */
export const fillDirectory = `
  with made as (
    select gen_random_uuid() as id, n from generate_series(1, $1::int) n),
  placed as (
    select id, n, 40.85 + (random() + random() - 1) * 0.3 as latitude, -73.88 + (random() + random() - 1) * 0.4 as longitude,
      (array['grief', 'low-mood', 'alcohol', 'drugs', 'family', 'parenting', 'company', 'other'])[1 + floor(random() * 8)::int] as need,
      case when random() < 0.6 then array['en'] when random() < 0.6 then array['es'] when random() < 0.5 then array['en', 'es'] else array['zh'] end as languages,
      (array['yes', 'no', 'unknown'])[1 + floor(random() * 3)::int] as wheelchair, (array['yes', 'no', 'unknown', 'unknown'])[1 + floor(random() * 4)::int] as sign_language,
      (array['yes', 'no', 'unknown', 'unknown'])[1 + floor(random() * 4)::int] as childcare,
      case when random() < 0.85 then 'in_person' when random() < 0.5 then 'online' else 'hybrid' end as venue_kind,
      $2::timestamptz + (floor(random() * 7)::int * interval '1 day') + (floor(random() * 28)::int * interval '30 minutes') as first
    from made),
  groups as (
    insert into support_group (id, source, source_id, programme, need, name, languages, audience, wheelchair, sign_language, childcare, venue_kind, link, latitude, longitude, time_zone, time_zone_source, recurrence, starts_at, minutes, updated_at)
    select id, 'bench', n::text, 'bench', need, 'Group ' || n, languages, array[]::text[], wheelchair, sign_language, childcare, venue_kind, case when venue_kind = 'in_person' then '' else 'https://meet.example.org/' || n end,
      latitude, longitude, 'America/New_York', 'feed', 'FREQ=WEEKLY;BYDAY=MO', '19:00', 60, $2 from placed)
  insert into session (id, group_id, starts_at, ends_at)
  select gen_random_uuid(), id, first + w * interval '7 days', first + w * interval '7 days' + interval '1 hour' from placed cross join generate_series(0, 1) w`;

const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** A search as people make them, with every filter now and then. */
export const randomSearch = (random: () => number): GroupSearch => {
  const place = random() < 0.9 ? { label: '', latitude: 40.85 + (random() - 0.5) * 0.3, longitude: -73.88 + (random() - 0.5) * 0.4 } : undefined;
  const sometimes = <T>(share: number, value: T) => (random() < share ? [value] : []);
  return {
    need: random() < 0.9 ? pick(random, needs) : undefined,
    place,
    times: random() < 0.6 ? [pick<DayPart>(random, ['daytime', 'evening', 'weekend'])] : [],
    access: [...sometimes<AccessNeed>(0.2, 'step-free'), ...sometimes<AccessNeed>(0.05, 'sign-language'), ...sometimes<AccessNeed>(0.1, 'childcare'), ...sometimes<AccessNeed>(0.1, 'online')],
    languages: random() < 0.8 ? [pick(random, ['en', 'en', 'es', 'zh', 'fr'])] : [],
    without: [],
  };
};

/** A directory of `count` groups in a database of its own, and its end. */
export const openFilled = async (count: number, now: Temporal.Instant) => {
  const dataDir = scratchFolder();
  const open = await openDatabase(readConfig({ DATA_DIR: dataDir, SIMULATOR: 'on' }), {});
  await open.connection.pool.query('delete from support_group');
  const client = await open.connection.pool.connect();
  await client.query('select setseed(0.5)');
  await client.query(fillDirectory, [count, now.toString()]);
  client.release();
  await open.connection.pool.query('analyze');
  const close = async () => {
    await open.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { directory: open.database.stores.directory, close };
};

export const measureSearch = async (): Promise<SearchMeasured> => {
  const now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  const { directory, close } = await openFilled(groupCount, now);
  try {
    const random = randomFrom(seed);
    const times: number[] = [];
    for (let turn = 0; turn < warmups + searches; turn += 1) {
      const search = randomSearch(random);
      const start = performance.now();
      await searchGroups(search, directory, now);
      if (turn >= warmups) times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const at = (part: number) => times[Math.floor((times.length - 1) * part)] ?? Number.NaN;
    return { groups: groupCount, searches, p50: at(0.5), p99: at(0.99) };
  } finally {
    await close();
  }
};

/** One line for whoever runs the bench. */
export const searchLine = ({ groups, searches: count, p50, p99 }: SearchMeasured): string => `  search      p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${count} searches among ${groups} groups`;

/** What was missed, in words. */
export const missedSearchTargets = ({ p99 }: SearchMeasured): string[] => (p99 > searchTargets.p99 ? [`search among 100,000 groups, p99 at most ${searchTargets.p99} ms: ${p99.toFixed(1)} ms`] : []);
