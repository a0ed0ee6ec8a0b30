import twilio from 'twilio';
import type { RawRequest } from '../../../services/ports.ts';
import type { TwilioAccount } from './account.ts';

/** Every value of every field: Twilio signs a repeated field with each of its values. */
const fieldsOf = (form: URLSearchParams) =>
  Object.fromEntries([...new Set(form.keys())].map((key) => [key, form.getAll(key).length > 1 ? form.getAll(key) : form.get(key)]));

const namesAnother = (body: string, accountSid: string) => {
  const named = (JSON.parse(body) as { AccountSid?: unknown } | null)?.AccountSid;
  return named !== undefined && named !== accountSid;
};

const signedBy = ({ accountSid, authToken, publicUrl }: TwilioAccount, { url, headers, body }: RawRequest) => {
  const signature = headers['x-twilio-signature'];
  if (!signature) return false;
  const signedUrl = publicUrl.replace(/\/+$/, '') + url;
  const text = body.toString('utf8');
  if (new URL(signedUrl).searchParams.has('bodySHA256')) return twilio.validateRequestWithBody(authToken, signature, signedUrl, text) && !namesAnother(text, accountSid);
  const fields = fieldsOf(new URLSearchParams(text));
  return fields['AccountSid'] === accountSid && twilio.validateRequest(authToken, signature, signedUrl, fields);
};

/**
 * Whether Twilio signed this request for our account. The URL is the configured one, never rebuilt from the Host
 * header, and a request the helper would throw on (a scanner's odd path) is simply not Twilio's.
 */
export const verifyTwilio = (account: TwilioAccount, request: RawRequest): boolean => {
  try {
    return signedBy(account, request);
  } catch {
    return false;
  }
};
