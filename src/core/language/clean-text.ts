const longest = 4_096;

const wholeCharacters = (text: string) => text.replace(/\p{Surrogate}/gu, '');

/** A text as it may be stored: no NUL (PostgreSQL refuses it), no half of a surrogate pair, at most 4,096 code units. */
export const cleanText = (text: string): string => wholeCharacters(wholeCharacters(text.replaceAll('\0', '')).slice(0, longest));
