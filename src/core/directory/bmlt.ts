/**
 * Reads what a BMLT server answers to GetSearchResults (https://bmlt.app) by saying each meeting the way Meeting Guide
 * would. Everything in it is a string; the week starts with "1", Sunday.
 */
import { plainText } from './plain-text.ts';
import { endAfter, timeOf } from './tsml-fields.ts';

type Meeting = Record<string, unknown>;

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const attendance: Record<string, string> = { '1': 'in_person', '2': 'online', '3': 'hybrid' };

/** Our type codes by the world-wide id of a format, which is the same in every language where the key is not. */
const codeOfWorldId: Record<string, string> = { BEG: 'BEG', OPEN: 'O', CLOSED: 'C', M: 'M', W: 'W', Y: 'YP', GL: 'GL', CW: 'CW', WCHR: 'X', TC: 'TC' };

/** The same by the number every server is installed with, for answers that come without their formats. */
const codeOfSharedId: Record<string, string> = { 1: 'BEG', 4: 'C', 9: 'S', 10: 'GL', 15: 'M', 17: 'O', 32: 'W', 33: 'X', 34: 'YP' };

const isMeeting = (record: unknown): record is Meeting => typeof record === 'object' && record !== null && 'weekday_tinyint' in record;

/** Whether records come from a BMLT server. */
export const isBmlt = (records: unknown[]): boolean => records.some(isMeeting);

/** Whether this is what a server answers to GetFormats, which stands beside the meetings. */
export const isBmltFormats = (json: unknown): json is unknown[] =>
  Array.isArray(json) && json.some((each) => typeof each === 'object' && each !== null && 'world_id' in each && 'lang' in each && !('weekday_tinyint' in each));

const listed = (value: unknown) => plainText(value).split(',').map((part) => part.trim()).filter(Boolean);

/** World-wide ids by shared id, from the formats that came with the meetings; empty when none did. */
const worldIdsOf = (json: unknown): Map<string, string> => {
  const formats = typeof json === 'object' && json !== null && 'formats' in json && Array.isArray(json.formats) ? (json.formats as unknown[]) : [];
  const known = formats.filter((format): format is Meeting => typeof format === 'object' && format !== null);
  return new Map(known.map(({ id, shared_id, world_id }) => [plainText(id) || plainText(shared_id), plainText(world_id).toUpperCase()]));
};

/** A closed building is believed on its key alone: to doubt it would send people to a locked door. */
const codesOf = ({ formats, format_shared_id_list }: Meeting, worldIds: Map<string, string>): string[] => {
  const codeOf = (id: string) => {
    const worldId = worldIds.get(id);
    return worldId === undefined || worldId === 'LANG' ? codeOfSharedId[id] : codeOfWorldId[worldId];
  };
  const codes = [...listed(format_shared_id_list).map(codeOf), listed(formats).includes('TC') ? 'TC' : undefined];
  return [...new Set(codes.filter((code) => code !== undefined))];
};

/** "21:30" from "20:00:00" and "01:30:00"; undefined without a length. */
const endOf = ({ start_time, duration_time }: Meeting): string | undefined => {
  const start = timeOf(start_time);
  const length = /^(\d{1,2}):(\d{2})/.exec(plainText(duration_time));
  const minutes = length ? Number(length[1]) * 60 + Number(length[2]) : 0;
  return start && minutes > 0 ? endAfter(start, minutes) : undefined;
};

const firstOf = (...values: unknown[]) => values.map(plainText).find(Boolean);

const inMeetingGuide = (meeting: Meeting, worldIds: Map<string, string>): Record<string, unknown> => ({
  slug: meeting.id_bigint,
  name: meeting.meeting_name,
  day: days[Number(meeting.weekday_tinyint) - 1] ?? (plainText(meeting.weekday_tinyint) && 'no weekday'),
  time: meeting.start_time,
  end_time: endOf(meeting),
  timezone: meeting.time_zone,
  location: meeting.location_text,
  address: meeting.location_street,
  city: firstOf(meeting.location_municipality, meeting.location_city_subsection),
  state: meeting.location_province,
  postal_code: meeting.location_postal_code_1,
  country: meeting.location_nation,
  region: firstOf(meeting.location_neighborhood, meeting.location_city_subsection, meeting.location_municipality),
  latitude: meeting.latitude,
  longitude: meeting.longitude,
  location_notes: meeting.location_info,
  notes: meeting.comments,
  conference_url: meeting.virtual_meeting_link,
  conference_phone: meeting.phone_meeting_number,
  attendance_option: plainText(meeting.published) === '0' ? 'inactive' : (attendance[plainText(meeting.venue_type)] ?? ''),
  types: codesOf(meeting, worldIds),
});

/** The records of an answer as Meeting Guide records, in order; `json` is the whole answer, for the formats beside them. */
export const fromBmlt = (records: unknown[], json: unknown): unknown[] => {
  const worldIds = worldIdsOf(json);
  return records.map((record) => (isMeeting(record) ? inMeetingGuide(record, worldIds) : record));
};
