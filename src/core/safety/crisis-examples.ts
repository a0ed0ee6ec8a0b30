/**
 * The little format of crisis-examples.txt: `crisis suicide | i (really|just|) want to die`, `soft abuse | …`, `none | …`,
 * one thing somebody might write a line. `(a|b|)` are alternatives, one of them perhaps nothing; they do not nest. `#`
 * begins a comment.
 */
import { crisisKinds, type CrisisKind } from './crisis-rules.ts';

/** One line of the file. `text` still holds its alternatives; `line` counts from 1. */
export type CrisisExample = { line: number; level: 'crisis' | 'soft' | 'none'; kind?: CrisisKind; text: string };

const lineShape = /^(?:(crisis|soft) ([a-z-]+)|none) *\|(.*)$/;
/** Brackets without a bar are smiles, and part of the text. */
const alternatives = /\(([^()|]*\|[^()]*)\)/g;

const wrongWith = (kind: string | undefined, text: string): string | undefined => {
  if (kind !== undefined && !crisisKinds.includes(kind as CrisisKind)) return `has no kind of ${crisisKinds.join(', ')}`;
  if (text.replace(alternatives, '').includes('|')) return 'has a bar outside of (one|two)';
  return text.trim() === '' ? 'has no text' : undefined;
};

const readLine = (source: string, line: number): CrisisExample | string => {
  const shape = lineShape.exec(source);
  if (!shape) return 'does not begin with "crisis KIND |", "soft KIND |" or "none |"';
  const [, level = 'none', kind, text = ''] = shape;
  const wrong = wrongWith(kind, text);
  return wrong ?? { line, level: level as CrisisExample['level'], kind: kind as CrisisKind | undefined, text: text.trim() };
};

/** Reads a whole file. `problems` name the line and say why; the examples are those without one. */
export const readExamples = (file: string): { examples: CrisisExample[]; problems: string[] } => {
  const examples: CrisisExample[] = [];
  const problems: string[] = [];
  for (const [at, source] of file.split(/\r?\n/).entries()) {
    if (source.trim() === '' || source.startsWith('#')) continue;
    const read = readLine(source.trim(), at + 1);
    if (typeof read === 'string') problems.push(`line ${at + 1} ${read}`);
    else examples.push(read);
  }
  return { examples, problems };
};

/** How many ways the alternatives of a text can be chosen. */
export const choicesIn = (text: string): number => [...text.matchAll(alternatives)].reduce((ways, [, inside = '']) => ways * inside.split('|').length, 1);

/** The text with the alternatives of choice number `which`, from 0 to `choicesIn(text) - 1`. */
export const chosen = (text: string, which: number): string => {
  let left = which;
  const filled = text.replace(alternatives, (_, inside: string) => {
    const all = inside.split('|');
    const taken = all[left % all.length] ?? '';
    left = Math.floor(left / all.length);
    return taken;
  });
  return filled.replace(/ {2,}/g, ' ').trim();
};
