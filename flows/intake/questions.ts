import { accessNeeds, dayParts, needs, type Answers, type Choice, type MessageKey, type Need, type Place } from '../../src/core/flow-kit/index.ts';

const needLabels: Record<Need, MessageKey> = {
  grief: 'intake.needGrief',
  'low-mood': 'intake.needLowMood',
  alcohol: 'intake.needAlcohol',
  drugs: 'intake.needDrugs',
  family: 'intake.needFamily',
  parenting: 'intake.needParenting',
  company: 'intake.needCompany',
  other: 'intake.needOther',
};

export const needChoices: Choice[] = needs.map((id) => ({ id, label: needLabels[id] }));

/** Whether a text can be somebody's reason to write: not a number, not "hi" or "ok". */
export const saysSomething = (text: string) => /\p{L}/u.test(text) && !/^[\P{L}\p{Script=Latin}]{0,4}$/u.test(text.trim());

export const wishChoices: Choice[] = [
  { id: 'daytime', label: 'intake.daytime' },
  { id: 'evening', label: 'intake.evening' },
  { id: 'weekend', label: 'intake.weekend' },
  { id: 'step-free', label: 'intake.stepFree' },
  { id: 'sign-language', label: 'intake.signLanguage' },
  { id: 'childcare', label: 'intake.childcare' },
  { id: 'online', label: 'intake.online' },
  { id: 'other-language', label: 'intake.otherLanguage' },
  { id: 'any', label: 'intake.any' },
];

/** What a list of wishes means: "any" takes back every hour named beside it. */
export const wishes = (ids: string[]) => ({
  times: dayParts.filter((part) => ids.includes(part) && !ids.includes('any')),
  access: accessNeeds.filter((need) => ids.includes(need)),
});

export const languageChoices: Choice[] = ['es', 'en', 'zh', 'ht', 'fr', 'ar', 'bn', 'ru', 'pt'].map((tag) => ({
  id: tag,
  label: 'intake.languageName',
  vars: { languages: [tag] },
}));

/** Places to choose from, numbered as they were found, and a way to say none of them. */
export const placeChoices = (found: Place[]): Choice[] => [
  ...found.map(({ label }, index): Choice => ({ id: `place-${index}`, label: 'intake.place', vars: { place: label } })),
  { id: 'change', label: 'intake.otherPlace' },
];

export const placePicked = (found: Place[], id: string) => found.find((_, index) => id === `place-${index}`);

/** The answers with one of them taken back. */
export const without = (answers: Answers, ...keys: (keyof Answers)[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.includes(key as keyof Answers)));

/** Every answer by name, so that keeping them also forgets the ones taken back. */
export const every = ({ need, place, times, access, languages }: Answers): Answers => ({ need, place, times, access, languages });
