import type { SendFailure } from '../../../services/ports.ts';

type Advice = Omit<SendFailure, 'code'>;

/**
 * What to do about Twilio's error codes. Source: twilio.com/docs/api/errors, read 2026-11. What an operator can put
 * right within hours (credentials, sender) is kept for later, so that an answer still arrives.
 */
const table: [codes: number[], advice: Advice][] = [
  [[21610], { retry: 'never', reason: 'opted-out', markAddress: 'opted-out' }],
  [[21211, 21214, 21217, 21421], { retry: 'never', reason: 'not-a-number', markAddress: 'invalid' }],
  [[21614, 30006], { retry: 'never', reason: 'landline', markAddress: 'invalid' }],
  [[63003, 63024], { retry: 'never', reason: 'not-on-whatsapp', markAddress: 'invalid' }],
  [[63016], { retry: 'never', reason: 'outside-window', markAddress: 'outside-window' }],
  [[63049], { retry: 'never', reason: 'marketing-not-delivered' }],
  [[20429, 63017, 63018], { retry: 'later', reason: 'too-many-requests' }],
  [[21611, 30001], { retry: 'later', reason: 'queue-full' }],
  [[30003], { retry: 'later', reason: 'phone-unreachable' }],
  [[30005], { retry: 'later', reason: 'phone-unknown' }],
  [[30008], { retry: 'later', reason: 'carrier-unknown' }],
  [[30017, 30022, 30023, 30027], { retry: 'later', reason: 'carrier-limit' }],
  [[20003], { retry: 'later', reason: 'credentials', alert: true }],
  [[21603, 21606, 21703, 21704, 21705], { retry: 'later', reason: 'sender', alert: true }],
  [[30002], { retry: 'never', reason: 'account-suspended', alert: true }],
  [[30032, 30034], { retry: 'never', reason: 'sender-not-registered', alert: true }],
  [[21408], { retry: 'never', reason: 'region-not-enabled', alert: true }],
  [[30004, 30007], { retry: 'never', reason: 'filtered', alert: true }],
  [[63013, 63032], { retry: 'never', reason: 'policy', alert: true }],
  [[30009], { retry: 'never', reason: 'segment-lost' }],
  [[21617, 20001, 20404, 20422], { retry: 'never', reason: 'bad-request', alert: true }],
];

const advice = new Map(table.flatMap(([codes, what]) => codes.map((code) => [code, what] as const)));

const adviceByStatus = (status: number | undefined): Advice => {
  if (status === 429) return { retry: 'later', reason: 'too-many-requests' };
  if (status === 401) return { retry: 'later', reason: 'credentials', alert: true };
  if (status !== undefined && status >= 500) return { retry: 'now', reason: 'provider-down' };
  return { retry: 'never', reason: 'unknown', alert: true };
};

/** The failure behind an error code, or behind the HTTP status when the code says nothing to us. */
export const failureOf = (code: number | undefined, status?: number): SendFailure => ({
  ...((code !== undefined && advice.get(code)) || adviceByStatus(status)),
  ...(code !== undefined ? { code: String(code) } : status !== undefined && { code: `http-${status}` }),
});
