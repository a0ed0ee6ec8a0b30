import { AppError } from '../../core/app-error.ts';
import { rankOne, roughly, wallTime } from '../../core/directory/rank.ts';
import type { FlowPort } from './flow-port.ts';

/** One session and its group in full. Throws `session-gone` when it is no longer planned. */
export const groupDetails: FlowPort<'groupDetails'> = async ({ sessionId }, { stores, personId, now }) => {
  const session = await stores.directory.session(sessionId, personId);
  if (!session) throw new AppError('session-gone', { tell: 'person' });
  const { candidate, venue, address, description, minutes, asker } = session;
  const { kilometres, online, unknownAccess } = rankOne(candidate, { place: asker.place, times: [], access: asker.access ?? [], languages: [], now });
  const { groupId, name, languages, wheelchair, signLanguage, childcare, link } = candidate;
  return {
    sessionId,
    groupId,
    name,
    start: wallTime(candidate),
    kilometres: roughly(kilometres),
    languages,
    online,
    unknownAccess,
    venue,
    address,
    description,
    minutes,
    wheelchair,
    signLanguage,
    childcare,
    link,
  };
};
