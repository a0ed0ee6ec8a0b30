import { Router, type RequestHandler } from 'express';
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { rhythms, ruleOf, scheduleOf } from '../../../core/directory/rhythm.ts';
import { needs } from '../../../core/flow-kit/index.ts';
import type { EditedGroup } from '../../../services/console/keep-directory.ts';
import type { ConsoleServices } from '../console-services.ts';
import { drawMap } from '../draw-map.ts';
import { goOn, readForm } from '../read-form.ts';
import { requireRole, signedIn } from '../session.ts';

const mostListed = 200;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const venueKinds = ['in_person', 'online', 'hybrid', 'suspended'] as const;

const search = z.object({
  words: z.string().trim().max(80).catch(''),
  need: z.enum(needs).optional().catch(undefined),
  state: z.enum(['open', 'suspended', 'missing', 'ended']).catch('open'),
});

const listed = z.string().max(300).default('').transform((text) => text.split(',').map((part) => part.trim()).filter(Boolean));
const languageTags = listed.pipe(z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language such as en or zh-Hans')).min(1, 'at least one language'));
const maybeText = z.string().trim().max(120).transform((text) => text || null);
const coordinate = (most: number) => z.union([z.literal('').transform(() => null), z.coerce.number().min(-most).max(most)]);
const known = z.enum(['yes', 'no', 'unknown']);
const link = z.union([z.literal(''), z.url({ protocol: /^https?$/ }), z.string().regex(/^[+\d][\d\s().,#*-]{6,60}$/, 'a web address or a number to call')]);

const groupForm = z
  .object({
    name: z.string().trim().min(1).max(120),
    need: z.enum(needs),
    description: z.string().trim().max(500),
    languages: languageTags,
    audience: listed,
    wheelchair: known,
    signLanguage: known,
    childcare: known,
    venueKind: z.enum(venueKinds),
    venue: z.string().trim().max(300),
    address: z.string().trim().max(300),
    postalCode: maybeText,
    area: maybeText,
    latitude: coordinate(90),
    longitude: coordinate(180),
    link: link,
    timeZone: z.string().refine((name) => Intl.supportedValuesOf('timeZone').includes(name), 'a time zone such as America/New_York'),
    rhythm: z.enum([...rhythms, 'as-it-is']),
    days: z.union([z.enum(weekdays), z.array(z.enum(weekdays))]).default([]).transform((days) => [days].flat()),
    startsOn: z.union([z.literal('').transform(() => null), z.iso.date()]),
    startsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 19:00'),
    minutes: z.coerce.number().int().min(5).max(1440),
    rule: z.string().max(200).default(''),
  })
  .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), { path: ['latitude'], message: 'both coordinates or neither' })
  .transform(({ rhythm, days, rule, ...group }, context): EditedGroup => {
    const said = rhythm === 'as-it-is' ? { recurrence: rule } : ruleOf({ rhythm, days, startsOn: group.startsOn });
    if (typeof said !== 'string') return { ...group, ...said };
    context.addIssue({ code: 'custom', path: ['rhythm'], message: said });
    return z.NEVER;
  });
const endForm = z.object({ ended: z.enum(['yes', 'no']) });
const followForm = z.object({ field: z.string().max(40) });

const keepers = requireRole('coordinator', 'supervisor', 'administrator');

/** The parts of a form that are the same for a new group and for one that is there. */
const choices = (services: ConsoleServices) => ({ needs, venueKinds, rhythms, weekdays, zones: Intl.supportedValuesOf('timeZone'), program: services.program() });

/** Groups: looked up with a map, read as people read them, edited, ended. */
export const groupPages = (services: ConsoleServices): Router => {
  const router = Router();
  router.use('/groups', keepers);

  /** What a coordinator typed that cannot be is said at the top of the page they come back to. */
  const saying = (work: RequestHandler, back: (id: string) => string): RequestHandler => async (request, response, next) => {
    try {
      await work(request, response, next);
    } catch (error) {
      if (!(error instanceof AppError) || error.tell !== 'coordinator') throw error;
      goOn(response, back(String(request.params['id'] ?? '')), error.code);
    }
  };
  const pageOf = (id: string) => (id ? `/console/groups/${id}` : '/console/groups/new');

  router.get('/groups', async (request, response) => {
    const query = search.parse(request.query);
    const [{ groups, total }, areas] = await Promise.all([services.findGroups({ ...query, limit: mostListed }), services.neighbourhoods()]);
    response.render('groups.njk', { groups, total, query, needs, map: drawMap(groups, areas), said: request.query['said'] });
  });
  router.get('/groups/new', (request, response) => response.render('group.njk', { ...choices(services), group: undefined, said: request.query['said'] }));
  router.post('/groups/new', saying(async (request, response) => {
    const form = readForm(groupForm, request, response);
    if (form) goOn(response, `/console/groups/${await services.addGroup(signedIn(response).visitor.staffId, form)}`, 'added');
  }, pageOf));
  router.use('/groups/:id', (request, response, next) => {
    if (z.uuid().safeParse(request.params.id).success) return next();
    response.status(404).render('refused.njk', { why: 'There is no such group.' });
  });
  router.get('/groups/:id', async (request, response) => {
    const shown = await services.showGroup(request.params.id);
    if (!shown) return response.status(404).render('refused.njk', { why: 'There is no such group.' });
    response.render('group.njk', { ...choices(services), ...shown, schedule: scheduleOf(shown.group.recurrence, shown.group.startsOn), said: request.query['said'] });
  });
  router.post('/groups/:id', saying(async (request, response) => {
    const form = readForm(groupForm, request, response);
    if (!form) return;
    await services.editGroup(signedIn(response).visitor.staffId, String(request.params['id']), form);
    goOn(response, pageOf(String(request.params['id'])), 'saved');
  }, pageOf));
  router.post('/groups/:id/end', async (request, response) => {
    const form = readForm(endForm, request, response);
    if (!form) return;
    await services.endGroup(signedIn(response).visitor.staffId, request.params.id, form.ended === 'yes');
    goOn(response, pageOf(request.params.id), form.ended === 'yes' ? 'ended' : 'goes-on');
  });
  router.post('/groups/:id/follow', async (request, response) => {
    const form = readForm(followForm, request, response);
    if (!form) return;
    await services.followFeed(signedIn(response).visitor.staffId, request.params.id, [form.field]);
    goOn(response, pageOf(request.params.id), 'follows');
  });
  return router;
};
