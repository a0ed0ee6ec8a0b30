import type { VenueKind } from './group.ts';
import { plainText } from './plain-text.ts';
import type { Fields } from './tsml-fields.ts';

type Facts = { fields: Fields; codes: string[]; link: string; approximate: boolean };

const isClosed = (codes: string[]) => codes.some((code) => code.toUpperCase() === 'TC');
const optionOf = ({ attendance_option }: Fields) => plainText(attendance_option).toLowerCase();

/** "onl" in lower case is a code of its own in the feeds that use it: the building is not named as open, so nobody is sent there. */
const onlineOnly = 'onl';

/** Where people meet. A closed building, or a town without a street, is nowhere to go; then only a link makes it a group. */
export const venueKindOf = ({ fields, codes, link, approximate }: Facts): VenueKind => {
  const option = optionOf(fields);
  const byLink = link !== '' && option !== 'in_person';
  const noDoor = isClosed(codes) || approximate || option === 'online' || (byLink && codes.includes(onlineOnly));
  if (option === 'inactive' || (noDoor && !byLink)) return 'suspended';
  if (noDoor) return 'online';
  return byLink ? 'hybrid' : 'in_person';
};

/** Why a suspended group is, for whoever imports it. */
export const suspendedBecause = ({ fields, codes }: Facts): string => {
  if (isClosed(codes)) return 'the building is closed and there is no link: kept, never offered';
  if (optionOf(fields) === 'inactive') return 'the feed calls it inactive: kept, never offered';
  return 'no street and no link: kept, never offered';
};
