import type { SendFailure } from '../../../services/ports.ts';

type Advice = Omit<SendFailure, 'code'>;

/** What to do about Meta's error codes; titles change, codes do not. Source: Meta's WhatsApp error-code page, May 2026. */
const table: [codes: number[], advice: Advice][] = [
  [[131047, 470], { retry: 'never', reason: 'outside-window', markAddress: 'outside-window' }],
  [[131026], { retry: 'never', reason: 'not-on-whatsapp', markAddress: 'invalid' }],
  [[131049], { retry: 'never', reason: 'marketing-not-delivered' }],
  [[131050], { retry: 'never', reason: 'opted-out', markAddress: 'opted-out' }],
  [[130472], { retry: 'never', reason: 'in-experiment' }],
  [[131056], { retry: 'now', reason: 'too-many-to-one-person' }],
  [[130429, 80007, 4], { retry: 'later', reason: 'too-many-requests' }],
  [[131048], { retry: 'later', reason: 'spam-limit', alert: true }],
  [[131016, 131000, 133004, 1, 2], { retry: 'now', reason: 'provider-down' }],
  [[131021, 131008, 131009, 100], { retry: 'never', reason: 'bad-request', alert: true }],
  [[132000, 132001, 132005, 132007, 132012, 132015, 132016], { retry: 'never', reason: 'template', alert: true }],
  [[131031, 368, 130497], { retry: 'never', reason: 'account-restricted', alert: true }],
  [[131042, 131037, 131045, 133010], { retry: 'never', reason: 'account-set-up', alert: true }],
  [[0, 190, 10, 3], { retry: 'later', reason: 'credentials', alert: true }],
  [[131062], { retry: 'never', reason: 'needs-a-phone' }],
];

const advice = new Map(table.flatMap(([codes, what]) => codes.map((code) => [code, what] as const)));
const isPermission = (code: number) => code >= 200 && code <= 299;

const adviceByStatus = (status: number | undefined): Advice => {
  if (status === 429) return { retry: 'later', reason: 'too-many-requests' };
  if (status !== undefined && status >= 500) return { retry: 'now', reason: 'provider-down' };
  return { retry: 'never', reason: 'unknown', alert: true };
};

/** The failure behind a Graph error code, or behind the HTTP status when the code says nothing to us. */
export const failureOf = (code: number | undefined, status?: number): SendFailure => {
  const known = code === undefined ? undefined : isPermission(code) ? advice.get(190) : advice.get(code);
  return { ...(known ?? adviceByStatus(status)), ...(code !== undefined && { code: String(code) }) };
};
