import type { ModelHeader, Validated } from '../../src/core/safety/crisis-model.ts';
import type { Judged } from './cross-validate.ts';

/**
 * The most of the ordinary lines and of the soft lines that the model alone may page, and raise to soft. Our ordinary lines
 * are mostly written to mislead: of such lines by other hands it pages fewer (docs/safety.md).
 */
export const allowed = { ordinaryPaged: 0.05, softPaged: 0.15, ordinarySoft: 0.03 };

/** The lowest score that no more than a share of the scores reach. */
const reachedBy = (scores: number[], share: number): number => {
  const sorted = scores.toSorted((a, b) => b - a);
  return (sorted[Math.floor(sorted.length * share)] ?? 0) + 1e-6;
};

const rounded = (threshold: number) => Math.ceil(threshold * 1000) / 1000;

/** The lowest thresholds that keep false pages where they are allowed to be, over all languages. */
export const chooseThresholds = (judged: Judged[]): ModelHeader['thresholds'] => {
  const of = (level: string) => judged.filter((each) => each.level === level);
  const crisis = (level: string) => of(level).map((each) => each.crisis);
  const page = Math.max(reachedBy(crisis('none'), allowed.ordinaryPaged), reachedBy(crisis('soft'), allowed.softPaged));
  return { crisis: rounded(page), soft: rounded(reachedBy(of('none').map((each) => each.concern), allowed.ordinarySoft)) };
};

/** What the judgements come to, language by language, at a threshold for crisis. */
export const validatedAt = (judged: Judged[], threshold: number): Validated[] => {
  const figures = (tag: string, level: string): [number, number] => {
    const of = judged.filter((each) => each.tag === tag && each.level === level);
    return [of.filter(({ crisis }) => crisis >= threshold).length, of.length];
  };
  return [...new Set(judged.map(({ tag }) => tag))].map((tag) => ({ tag, crisis: figures(tag, 'crisis'), soft: figures(tag, 'soft'), none: figures(tag, 'none') }));
};
