/** What a service's free words amount to. Only what is written plainly is believed: everything else stays unknown. */
import type { Known, Need } from '../flow-kit/index.ts';
import { plainText } from './plain-text.ts';

type Thing = Record<string, unknown>;

const listed = (value: unknown): Thing[] => (Array.isArray(value) ? value.filter((each): each is Thing => typeof each === 'object' && each !== null) : []);

/** In this order: "parents who lost a child" is grief before it is parenting. */
const needWords: [Need, RegExp][] = [
  ['grief', /\bgrie(f|v)|bereave|\bmourning|loss of a (loved|child|parent|partner|spouse)|\bduelo\b|\bdeuil\b/i],
  ['alcohol', /alcohol(?!-free)|\bAA\b|\bsobriety|\bsober/i],
  ['drugs', /\bdrugs?\b|substance|addict|opioid|narcotic|\bNA meeting|overdose|\brecovery (group|meeting)/i],
  ['parenting', /\bparent(s|ing|hood)?\b|post-?partum|new (mother|mom|father|dad)|perinatal|\bmoms?\b/i],
  ['family', /\bfamil(y|ies)\b|care-?givers?|\bcarers?\b|co-?depend|\bspouse/i],
  ['low-mood', /depress|anxi|mental health|bipolar|\bmood|\btrauma|\bptsd|counsel|emotional/i],
  ['company', /lonel|isolat|\bsocial (club|group)|friendship|drop-?in cent|peer support|seniors? (club|group|lunch)/i],
];

const attributeNames = (service: Thing) =>
  listed(service.attributes).map(({ taxonomy_term: term, label }) => `${plainText(label)} ${plainText(typeof term === 'object' && term !== null ? (term as Thing).name : '')}`);

/** What a service's groups are for: by its name, else by its subjects, else by its description. */
export const needOf = (service: Thing): Need => {
  const texts = [`${plainText(service.name)} ${plainText(service.alternate_name)}`, attributeNames(service).join(' '), plainText(service.description)];
  for (const text of texts) {
    const found = needWords.find(([, words]) => words.test(text));
    if (found) return found[0];
  }
  return 'other';
};

const audienceWords: [string, RegExp][] = [
  ['women', /\bwom[ae]n(['’]?s)?\b|\bmujeres\b/i],
  ['men', /(?<!wo)\bmen(['’]?s)?\b|\bhombres\b/i],
  ['lgbtq', /\blgbt|\bqueer\b/i],
  ['teens', /\bteen(s|ager|agers)?\b|\badolescent/i],
  ['seniors', /\bseniors?\b|\bolder adults?\b/i],
];

/** Whom the name or the ages say it is for. A name with women and men in it is for both. */
export const audienceOf = (service: Thing): string[] => {
  const name = plainText(service.name);
  const named = audienceWords.filter(([, words]) => words.test(name)).map(([audience]) => audience);
  const both = named.includes('women') && named.includes('men');
  const [youngest, oldest] = [service.minimum_age, service.maximum_age].map((age) => Number(plainText(age) || Number.NaN));
  const ages = [...(oldest !== undefined && oldest <= 19 ? ['teens'] : []), ...(youngest !== undefined && youngest >= 50 ? ['seniors'] : [])];
  return [...new Set([...named.filter((audience) => !both || (audience !== 'women' && audience !== 'men')), ...ages])];
};

const namesOfLanguages = new Map(
  ['am', 'ar', 'bn', 'de', 'en', 'es', 'fa', 'fr', 'gu', 'hi', 'ht', 'hy', 'it', 'ja', 'km', 'ko', 'lo', 'ne', 'pa', 'pl', 'ps', 'pt', 'ru', 'so', 'sw', 'ti', 'tl', 'uk', 'ur', 'vi', 'zh'].flatMap((tag): [string, string][] => [
    [new Intl.DisplayNames('en', { type: 'language' }).of(tag)?.toLowerCase() ?? tag, tag],
    [new Intl.DisplayNames(tag, { type: 'language' }).of(tag)?.toLowerCase() ?? tag, tag],
  ]),
);
const moreNames: Record<string, string> = { tagalog: 'tl', filipino: 'tl', mandarin: 'zh', cantonese: 'yue', 'haitian creole': 'ht', creole: 'ht', farsi: 'fa', dari: 'fa' };

/** BCP 47 from "ur", "eng" or "Urdu"; undefined for sign languages and what nobody knows. */
const tagOf = ({ code, name, language }: Thing): string | undefined => {
  const written = plainText(code) || plainText(language);
  const named = (plainText(name) || written).toLowerCase();
  const byName = moreNames[named] ?? namesOfLanguages.get(named);
  if (!/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(written) || (!plainText(code) && byName)) return byName;
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0];
  } catch {
    return byName;
  }
};

const isSign = ({ code, name, language }: Thing) => /^(ase|bfi|fsl|lse|sgn)\b/i.test(plainText(code)) || /sign language|\bASL\b/i.test(`${plainText(name)} ${plainText(language)}`);

/** The languages written down for a service and its place, or the usual one when none is. */
export const languagesOf = (holders: Thing[], usual: string): string[] => {
  const tags = holders.flatMap(({ languages }) => listed(languages)).filter((each) => !isSign(each)).map(tagOf);
  const known = [...new Set(tags.filter((tag) => tag !== undefined))];
  return known.length > 0 ? known : [usual];
};

const accessText = ({ accessibility, accessibility_for_disabilities }: Thing) =>
  [...listed(accessibility), ...listed(accessibility_for_disabilities)].map(({ description, details, accessibility: kind }) => [description, details, kind].map(plainText).join(' ')).join('. ');

/** Whether one gets in without steps, from words such as "Wheelchair access is possible on all levels"; a denial counts before a promise. */
export const stepFreeOf = (location: Thing): Known => {
  const text = accessText(location);
  const denied = /\b(no|not|without|lacks?|isn['’]?t|limited)\b[^.;]{0,40}(wheelchair|step-?free|ramp|elevator)|wheelchair[^.;]{0,30}\b(not|unavailable|impossible|inaccessible)|\b(only|up) (by )?(the )?stairs\b/i;
  if (denied.test(text)) return 'no';
  return /wheelchair[^.;]{0,40}(access|ramp|possible|friendly|entr|yes)|step-?free|level access|accessible (to|by|for) wheelchairs?|\bramps?\b|^\W*wheelchair\W*$/i.test(text) ? 'yes' : 'unknown';
};

/** Whether a signed language is spoken or interpreted, when that is written. */
export const signLanguageOf = (service: Thing, location: Thing): Known => {
  const spoken = [service, location].flatMap(({ languages }) => listed(languages)).some(isSign);
  return spoken || /sign[- ]language|\bASL\b/i.test(`${plainText(service.interpretation_services)} ${accessText(location)}`) ? 'yes' : 'unknown';
};
