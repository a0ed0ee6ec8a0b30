/** A question as a plain text message: the words, then a numbered line for each answer. */
export const menuText = (text: string, choices: { label: string; detail?: string }[]): string =>
  [text, ...choices.map(({ label, detail }, index) => `${index + 1} ${label}${detail ? `, ${detail}` : ''}`)].join('\n');
