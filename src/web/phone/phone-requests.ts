/** What may be asked of the simulated phone: each request read once, each complaint naming its field. */
import { z } from 'zod';
import type { InboundMessage } from '../../services/ports.ts';

/** Shown beside every complaint about a message. Numbers 555-01xx are kept for fiction. */
export const messageExample = { from: '+17185550123', channel: 'sms', text: 'hi' };
export const threadExample = '/phone/messages?from=%2B17185550123&channel=sms';
export const skipExample = { to: '2026-11-25T09:00' };

const phoneNumber = /^\+[1-9]\d{6,14}$/;
const whatsAppUserId = /^[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}$/;
const longestText = 4096;

const words = (longest: number, what: string) =>
  z.string({ error: `must be ${what}` }).min(1, 'must not be empty').max(longest, `must be at most ${longest} characters`);

const degrees = (limit: number) => z.number({ error: 'must be a number of degrees' }).min(-limit, `must be ${-limit} or more`).max(limit, `must be ${limit} or less`);

const channel = z.enum(['sms', 'whatsapp'], { error: 'must be "sms" or "whatsapp"' });
const from = z
  .string({ error: 'must be a phone number with its country code, or a WhatsApp user id' })
  .refine((value) => phoneNumber.test(value) || whatsAppUserId.test(value), 'must be a phone number with its country code, or a WhatsApp user id');

const reachable = ({ from, channel }: { from: string; channel: string }) => channel === 'whatsapp' || !whatsAppUserId.test(from);
const unreachable = { path: ['from'], error: 'must be a phone number with its country code: a WhatsApp user id gets no SMS' };

const contents = ['text', 'choice', 'location'] as const;
const hasOneContent = (message: Partial<Record<(typeof contents)[number], unknown>>) => contents.filter((name) => message[name] !== undefined).length === 1;

/**
 * What a phone sends: one of a text, the id of a button or row, or a location. `label` is what the button said, `id`
 * the provider's id of the message, for sending the same one twice.
 */
export const messageRequest = z
  .strictObject({
    from,
    channel,
    text: words(longestText, 'a text').optional(),
    choice: words(200, 'the id of a choice').optional(),
    label: words(200, 'a text').optional(),
    location: z
      .strictObject({ latitude: degrees(90), longitude: degrees(180), label: words(200, 'a text').optional() }, { error: 'must be an object with latitude and longitude' })
      .optional(),
    id: words(200, 'a text').optional(),
  }, { error: 'the body must be a JSON object, sent as application/json' })
  .refine(reachable, unreachable)
  .refine(hasOneContent, { path: ['text'], error: 'send exactly one of text, choice and location' });

const isInstant = (value: string) => {
  try {
    return Boolean(Temporal.Instant.from(value));
  } catch {
    return false;
  }
};

// a plus that was not written %2B arrives as a space
const spacedPlus = (value: unknown) => (typeof value === 'string' ? value.replace(/^ /, '+') : value);

/** Whose messages to show; with `after`, only those later than that instant. */
export const threadRequest = z
  .object({ from: z.preprocess(spacedPlus, from), channel, after: z.string().refine(isInstant, 'must be a time such as 2026-11-24T14:00:00Z').optional() })
  .refine(reachable, unreachable);

export const skipRequest = z.strictObject({ to: words(100, 'a time') }, { error: 'the body must be a JSON object, sent as application/json' });

/** Whether a time is written with its offset; without one it is a wall time in the programme's zone. */
const hasOffset = /(?:Z|[+-]\d\d(?::?\d\d)?)(?:\[[^\]]*\])*$/i;
const mostDaysAhead = 400;

/** Where the clock is to go, or what is wrong with it. */
export const readSkip = (to: string, now: Temporal.Instant, timeZone: string): { to: Temporal.Instant } | { error: string } => {
  const target = targetOf(to, timeZone);
  if (!target) return { error: `to: must be a time, in the programme's own zone (${timeZone}) unless it has an offset` };
  if (Temporal.Instant.compare(target, now) <= 0) return { error: 'to: must be later than the simulated now; time only moves forward' };
  const limit = now.add({ hours: 24 * mostDaysAhead });
  return Temporal.Instant.compare(target, limit) > 0 ? { error: `to: must be within ${mostDaysAhead} days` } : { to: target };
};

const targetOf = (to: string, timeZone: string) => {
  try {
    return hasOffset.test(to) && to.includes('T') ? Temporal.Instant.from(to) : Temporal.PlainDateTime.from(to).toZonedDateTime(timeZone).toInstant();
  } catch {
    return undefined;
  }
};

const complaint = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys') return `${[...issue.path, issue.keys[0]].join('.')}: is not a field of this request`;
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
};

/** Every complaint in one sentence each, the field's name first. */
export const complaints = (error: z.ZodError): string => error.issues.map(complaint).join('; ');

/** The message as a channel would have brought it in. `providerId` stands in for the provider's when none was given. */
export const inboundOf = (request: z.infer<typeof messageRequest>, providerId: string): InboundMessage => {
  const { from, channel, text, choice, label, location, id } = request;
  const arrived = { adapter: 'simulator' as const, channel, from, providerId: id ?? providerId };
  if (location) return { ...arrived, kind: 'location', ...location };
  if (choice !== undefined) return { ...arrived, kind: 'choice', choice, label: label ?? choice };
  return { ...arrived, kind: 'text', text: text ?? '' };
};
