import { fileURLToPath } from 'node:url';
import type { Express } from 'express';
import nunjucks from 'nunjucks';
import { scheduleOf, type Rhythm } from '../../core/directory/rhythm.ts';
import type { ConsoleServices } from './console-services.ts';

const folder = fileURLToPath(new URL('./views', import.meta.url));

const weekdays = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const dayNames: Record<string, string> = { MO: 'Mon', TU: 'Tue', WE: 'Wed', TH: 'Thu', FR: 'Fri', SA: 'Sat', SU: 'Sun' };
const rhythmNames: Record<Rhythm, string> = { weekly: '', 'every-other-week': 'every other', first: 'first', second: 'second', third: 'third', fourth: 'fourth', last: 'last', once: '' };

/** "Mon, Wed", "second Thu", "2026-12-05"; a rule no form can say is shown as it is written. */
const ruleInWords = (recurrence: string, startsOn: string | null): string => {
  const schedule = scheduleOf(recurrence, startsOn);
  if (!schedule) return recurrence;
  if (schedule.rhythm === 'once') return startsOn ?? 'once';
  return [rhythmNames[schedule.rhythm], schedule.days.map((day) => dayNames[day] ?? day).join(', ')].filter(Boolean).join(' ');
};

/** Times as a tired person reads them: the programme's wall time, and how long ago. */
const timeFilters = (services: Pick<ConsoleServices, 'now' | 'program'>) => {
  const local = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(services.program().timeZone);
  const clock = (at: string) => local(at).toLocaleString('en-US', { hour: 'numeric', minute: '2-digit' });
  const today = () => services.now().toZonedDateTimeISO(services.program().timeZone).toPlainDate();
  return {
    time: (at: string) => {
      const day = local(at);
      return day.toPlainDate().equals(today()) ? clock(at) : `${day.toLocaleString('en-US', { month: 'short', day: 'numeric' })}, ${clock(at)}`;
    },
    seconds: (at: string) => local(at).toLocaleString('en-US', { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    day: (date: string) => Temporal.PlainDate.from(date).toLocaleString('en-US', { weekday: 'long', month: 'long', day: 'numeric' }),
    startIn: (at: string, timeZone: string) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toLocaleString('en-US', { weekday: 'short', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }),
    clockIn: (at: string, timeZone: string) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toLocaleString('en-US', { hour: 'numeric', minute: '2-digit' }),
    ago: (at: string) => {
      const minutes = Math.max(0, Math.round(services.now().since(at).total('minutes')));
      if (minutes < 1) return 'just now';
      if (minutes < 90) return `${minutes} min ago`;
      return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`;
    },
  };
};

/** The templates: everything in them is escaped; what they may format is here. */
export const createViews = (app: Express, services: ConsoleServices): void => {
  const views = nunjucks.configure(folder, { autoescape: true, express: app, throwOnUndefined: false, noCache: false });
  for (const [name, filter] of Object.entries(timeFilters(services))) views.addFilter(name, filter);
  views.addFilter('weekday', (day: number) => weekdays[day] ?? '');
  views.addFilter('rule', ruleInWords);
  views.addFilter('words', (name: string) => name.replaceAll('-', ' '));
  views.addFilter('language', (tag: string) => services.languages().find((language) => language.tag === tag)?.name ?? new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag);
  views.addFilter('direction', (tag: string) => services.languages().find((language) => language.tag === tag)?.direction ?? 'auto');
  views.addGlobal('simulator', services.simulator);
  views.addGlobal('programName', () => services.program().name);
};
