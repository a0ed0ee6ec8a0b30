/**
 * What a fellowship's groups are for and what its type codes say. The same code means different things in different
 * fellowships ("CC" is child care in three and the chair's choice in a fourth), so none is read without knowing which.
 */
import type { Need } from '../flow-kit/index.ts';

/** What one type code says, in our own words. A code with no meaning here only names a meeting format. */
export type CodeMeaning = { audience?: string; access?: 'wheelchair' | 'signLanguage' | 'childcare' };

export type Fellowship = { id: string; need: Need; codes: Record<string, CodeMeaning> };

const list = (codes: string) => codes.split(' ');

/** Codes that every fellowship using them reads the same way. */
const common: Record<string, CodeMeaning> = {
  O: { audience: 'open' },
  C: { audience: 'closed' },
  W: { audience: 'women' },
  M: { audience: 'men' },
  NB: { audience: 'nonbinary' },
  LGBTQ: { audience: 'lgbtq' },
  LGBTQIA: { audience: 'lgbtq' },
  'LGBTQI+': { audience: 'lgbtq' },
  G: { audience: 'lgbtq' },
  L: { audience: 'lgbtq' },
  BI: { audience: 'lgbtq' },
  GL: { audience: 'lgbtq' },
  POC: { audience: 'people-of-color' },
  NDG: { audience: 'indigenous' },
  N: { audience: 'indigenous' },
  SEN: { audience: 'seniors' },
  BE: { audience: 'newcomers' },
  BEG: { audience: 'newcomers' },
  TEEN: { audience: 'teens' },
  YA: { audience: 'young-people' },
  YP: { audience: 'young-people' },
  CF: { audience: 'children-welcome' },
  CW: { audience: 'children-welcome' },
  X: { access: 'wheelchair' },
  ASL: { access: 'signLanguage' },
  BA: { access: 'childcare' },
};

/** Codes of meeting formats: known, and of no use when somebody looks for a place to go. */
const formats = Object.fromEntries(
  list(
    '11 12x12 A AB ABSI AC AL AL-AN AA ANH AV B BB BT BRK BUS CAN CAP CCAP COS CPT D DB DD DF DISC DLY DR FF GR H IP IS IW JFT LC LIT LLW LPG LS MED MI NS OUT P POA PR QA READ RF SHARE SM SMOK SMR SP SPAD SPK ST STEP STEPS SWG TO TOP TR TRAD VAR WOR WR WRITE XB XT 8F',
  ).map((code): [string, CodeMeaning] => [code, {}]),
);

const usual = { ...formats, ...common };
const withYoung = { ...usual, T: { audience: 'transgender' }, Y: { audience: 'young-people' } };
/** Speaker, text and workbook in one fellowship; Spanish, transgender and young people in others. */
const acaCodes = { ...usual, T: {}, S: {}, Y: {}, G: { audience: 'lgbtq' }, CC: { access: 'childcare' } } satisfies Record<string, CodeMeaning>;
const buddhistCodes = { ...usual, WA: { access: 'wheelchair' }, CC: { access: 'childcare' } } satisfies Record<string, CodeMeaning>;

type Known = Fellowship & { called: RegExp; mentioned: RegExp };

const fellowship = (id: string, need: Need, codes: Record<string, CodeMeaning>, called: RegExp, mentioned: RegExp = called): Known => ({ id, need, codes, called, mentioned });

/** In this order: a name that holds another's ("adult children of alcoholics") comes first. */
const fellowships: Known[] = [
  fellowship('ACA', 'family', acaCodes, /^aca$|^acoa$|adult children/i, /adult children of alcoholics|adultchildren\.org|\bACA\b/),
  fellowship('Al-Anon', 'family', { ...withYoung, Y: { audience: 'teens' } }, /^al-?\s?anon|^alateen|^afg$/i, /al-?anon|alateen|\bAFG\b/i),
  fellowship('Nar-Anon', 'family', usual, /^nar-?\s?anon/i, /nar-?anon/i),
  fellowship('Gam-Anon', 'family', usual, /^gam-?\s?anon/i, /gam-?anon/i),
  fellowship('CoDA', 'family', withYoung, /^coda$|co-?dependents/i, /co-?dependents anonymous|\bCoDA\b/),
  fellowship('EDA', 'other', { ...withYoung, CC: {} }, /^eda$|eating disorders/i, /eating ?disorders ?anonymous/i),
  fellowship('NA', 'drugs', { ...usual, Y: { audience: 'young-people' } }, /^na$|narcotics/i, /narcotics anonymous/i),
  fellowship('CA', 'drugs', usual, /^ca$|cocaine/i, /cocaine anonymous/i),
  fellowship('CMA', 'drugs', withYoung, /^cma$|crystal meth/i, /crystal meth anonymous/i),
  fellowship('HA', 'drugs', { ...usual, Y: { audience: 'young-people' } }, /^ha$|heroin/i, /heroin anonymous/i),
  fellowship('MA', 'drugs', withYoung, /^ma$|marijuana/i, /marijuana anonymous/i),
  fellowship('DAA', 'drugs', usual, /^daa$|drug addicts/i, /drug addicts anonymous/i),
  fellowship('Recovery Dharma', 'drugs', buddhistCodes, /^rd$|recovery dharma/i, /recovery ?dharma/i),
  fellowship('Refuge Recovery', 'drugs', buddhistCodes, /^rr$|refuge recovery/i, /refuge ?recovery/i),
  fellowship('GA', 'other', { ...usual, Y: { audience: 'young-people' } }, /^ga$|gamblers/i, /gamblers anonymous/i),
  fellowship('OA', 'other', usual, /^oa$|overeaters/i, /overeaters anonymous/i),
  fellowship('DA', 'other', usual, /^da$|debtors/i, /debtors anonymous/i),
  fellowship('AA', 'alcohol', { ...withYoung, G: { audience: 'lgbtq' } }, /^aa$|alcoholics anonymous/i, /alcoholics anonymous|\bA\.?A\.?\b(?!A)|\baa[a-z]*\.org|-aa\.org/),
];

/** A programme nobody told us about: only the codes that mean one thing everywhere are read. */
const unknownFellowship = (id: string): Fellowship => ({ id, need: 'other', codes: usual });

/** The fellowship a programme name stands for: "AA", "Alcoholics Anonymous" and "alcoholics anonymous" are one. */
export const fellowshipNamed = (programme: string): Fellowship => {
  const name = programme.trim();
  return fellowships.find(({ called }) => called.test(name)) ?? unknownFellowship(name);
};

/** The fellowship most of these texts speak of, one text per meeting; undefined when none speaks of any. */
export const guessFellowship = (texts: string[]): Fellowship | undefined => {
  const mentions = new Map<Known, number>();
  for (const text of texts) {
    const spoken = fellowships.find(({ mentioned }) => mentioned.test(text));
    if (spoken) mentions.set(spoken, (mentions.get(spoken) ?? 0) + 1);
  }
  return [...mentions].sort(([, some], [, others]) => others - some)[0]?.[0];
};
