/** What a message may be about when somebody is in danger. */
export type CrisisKind = 'suicide' | 'self-harm' | 'overdose' | 'abuse' | 'harm-others' | 'medical';

/**
 * One thing people say. `say` are patterns (see crisis-pattern.ts); `soft` words worry us without meaning danger now.
 * `mayBePast` rules turn soft beside words such as "years ago".
 */
export type CrisisRule = { id: string; kind: CrisisKind; level: 'crisis' | 'soft'; mayBePast?: boolean; say: string[] };

/**
 * A language's crisis.json. `words` are named lists a pattern may use as `@name`; the list
 * `no` must be there: a finding that holds one of its words says no itself and is never denied by another. `idioms` take the words they cover out
 * of the search ("dying to meet everyone"). `negations` that run into a finding from before it, and `notNow` near a
 * rule that may be past, make it soft instead of crisis: the lines are still offered.
 */
export type CrisisRules = {
  words: Record<string, string[]> & { no: string[] };
  rules: CrisisRule[];
  idioms: string[];
  negations: string[];
  notNow: string[];
};

/** The rules of one language, by its tag. */
export type LanguageRules = { tag: string; rules: CrisisRules };

/** Every kind; when a message holds several dangers, the one whose help must come first stands first. */
export const crisisKinds = ['overdose', 'medical', 'suicide', 'self-harm', 'abuse', 'harm-others'] as const satisfies CrisisKind[];
