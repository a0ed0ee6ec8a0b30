/** What a group is for, from the person's side; TSML and BMLT programmes map onto these. */
export const needs = ['grief', 'low-mood', 'alcohol', 'drugs', 'family', 'parenting', 'company', 'other'] as const;
export type Need = (typeof needs)[number];

/** When a person can come, in the group's own wall time. */
export const dayParts = ['daytime', 'evening', 'weekend'] as const;
export type DayPart = (typeof dayParts)[number];

/** A day as people name it: a weekday, or one counted from today. `overmorrow` is the day after tomorrow. */
export const dayWords = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'today', 'tomorrow', 'overmorrow'] as const;
export type DayWord = (typeof dayWords)[number];

/** What must be there for a person to take part. */
export const accessNeeds = ['step-free', 'sign-language', 'childcare', 'online'] as const;
export type AccessNeed = (typeof accessNeeds)[number];

/** A point the person named, good for "near you" and never for a pick-up. `label` is what we call it back to them. */
export type Place = { label: string; latitude: number; longitude: number; postalCode?: string };

/** What a person has told us and need not be asked twice; `days` are meant for one search and never kept. */
export type Answers = {
  need?: Need;
  place?: Place;
  times?: DayPart[];
  days?: DayWord[];
  access?: AccessNeed[];
  languages?: string[];
};

/** The facts about the programme that messages name. */
export type ProgramFacts = { name: string; country: string; timeZone: string; contact: string };

/** Everything a flow is given when it starts. `languages` are BCP 47 tags; `isNew` is true until the welcome was said. */
export type Person = {
  locale: string;
  isNew: boolean;
  nickname?: string;
  answers: Answers;
  program: ProgramFacts;
};
