/** Where a text may be cut, best first: after a line, after a sentence, before a word. */
const ends = [/\n/g, /[.!?。！？]\s/g, /\s/g];

const lastOf = (text: string, end: RegExp) => [...text.matchAll(end)].at(-1)?.index ?? -1;

/** The end of the first part: a good place in the second half, else as much as fits without halving a character. */
const cutOf = (head: string): number => {
  const end = ends.map((kind) => lastOf(head, kind)).find((at) => at > head.length / 2);
  if (end !== undefined) return end + 1;
  return head.length - (/[\uD800-\uDBFF]$/.test(head) ? 1 : 0);
};

/** Cuts a text into parts of at most `longest` code units (at least 2), none empty, at a line, sentence or word end where there is one. */
export const splitText = (text: string, longest: number): string[] => {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > longest) {
    const cut = cutOf(rest.slice(0, longest));
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trimStart();
  }
  return [...parts, rest].filter((part) => part !== '');
};
