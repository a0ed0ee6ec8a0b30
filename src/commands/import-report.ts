import type { Remark } from '../core/directory/tsml.ts';
import type { ImportReport } from '../services/import-directory.ts';

const mostNamed = 5;

/** One line a reason, the most frequent first, with the first records it is about. */
const byReason = (remarks: Remark[]): string[] => {
  const reasons = Map.groupBy(remarks, ({ reason }) => reason);
  return [...reasons].sort(([, some], [, others]) => others.length - some.length).map(([reason, same]) => {
    const indexes = same.flatMap(({ index }) => (index === null ? [] : [index]));
    if (indexes.length === 0) return `  ${reason}`;
    const more = indexes.length > mostNamed ? ', ...' : '';
    return `  ${same.length} × ${reason} (record ${indexes.slice(0, mostNamed).join(', ')}${more})`;
  });
};

const section = (title: string, remarks: Remark[]): string[] => (remarks.length === 0 ? [] : [title, ...byReason(remarks)]);

/** The report for a person at a terminal; records are counted from 0, as in the file. */
export const describeImport = ({ source, dryRun, read, accepted, rejected, warnings, groups, sessions }: ImportReport): string =>
  [
    `${dryRun ? 'Dry run, nothing was kept. ' : ''}${read} records read as ${source}: ${accepted} accepted, ${rejected.length} rejected.`,
    `Groups: ${groups.added} added, ${groups.changed} changed, ${groups.unchanged} unchanged.`,
    `Sessions: ${sessions.added} added, ${sessions.removed} removed.`,
    ...(sessions.stranded > 0 ? [`${sessions.stranded} sessions no longer fit their group and stay, because people have a seat in them.`] : []),
    ...(groups.missing > 0 ? [`${groups.missing} groups from this source are not in this file. They stay open: close them by hand if they are gone.`] : []),
    ...section('Rejected:', rejected),
    ...section('To look at:', warnings),
    '',
  ].join('\n');
