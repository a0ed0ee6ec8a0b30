import type { Answers, Booking, Choice, GroupChoice, GroupDetails, GroupSearch, MessageKey, Vars } from '../../src/core/flow-kit/index.ts';

const nearUnknown: Partial<Record<string, MessageKey>> = {
  'step-free': 'findGroup.nearStepFreeUnknown',
  'sign-language': 'findGroup.nearSignLanguageUnknown',
  childcare: 'findGroup.nearChildcareUnknown',
};

/** Which line describes a group: how far it is, and what of the asked-for nobody has told us. */
const detailKey = ({ online, kilometres, unknownAccess }: GroupChoice): MessageKey => {
  const [unknown, ...others] = unknownAccess;
  if (online) return unknown ? 'findGroup.onlineSomeUnknown' : 'findGroup.online';
  if (kilometres === null) return unknown ? 'findGroup.anywhereSomeUnknown' : 'findGroup.anywhere';
  if (!unknown) return 'findGroup.near';
  return (others.length === 0 && nearUnknown[unknown]) || 'findGroup.nearSomeUnknown';
};

/** A group as an answer to pick: the time is its label, because a lock screen shows no more than that. */
export const groupChoice = (group: GroupChoice): Choice => ({
  id: group.sessionId,
  label: 'findGroup.when',
  detail: detailKey(group),
  vars: { start: group.start, group: group.name, km: group.kilometres, languages: group.languages },
});

export const aboutKey = ({ online, wheelchair }: Pick<GroupDetails, 'online' | 'wheelchair'>): MessageKey => {
  if (online) return 'findGroup.aboutOnline';
  return ({ yes: 'findGroup.aboutStepFree', no: 'findGroup.aboutSteps', unknown: 'findGroup.about' } as const)[wheelchair];
};

const longestDescription = 200;

/** What is known of a group; `facts` is empty or a line of its own. */
export const aboutVars = ({ name, start, minutes, venue, address, description }: GroupDetails): Vars => {
  const facts = [[venue, address].filter(Boolean).join(', '), description.slice(0, longestDescription)].filter(Boolean).join('. ');
  return { group: name, start, minutes, facts: facts && `${facts}\n` };
};

export const bookedKey = ({ online, venue }: Booking): MessageKey => {
  if (online) return 'findGroup.bookedOnline';
  return venue ? 'findGroup.booked' : 'findGroup.bookedNoVenue';
};

type Search = { answers: Answers; locale: string; seen: string[]; wider: boolean };

/** What to look for. Wider gives up the hour, the place and the language; what a person needs to take part stays. */
export const searchFor = ({ answers, locale, seen, wider }: Search): GroupSearch => ({
  need: answers.need,
  place: wider ? undefined : answers.place,
  times: wider ? [] : (answers.times ?? []),
  ...(!wider && answers.days?.length && { days: answers.days }),
  access: answers.access ?? [],
  languages: wider ? [] : (answers.languages ?? [locale]),
  without: seen,
});
