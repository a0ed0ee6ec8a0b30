/** The forms an address and an id of ours take on the wire, the same for both providers of WhatsApp. */

const e164 = /^\+[1-9]\d{1,14}$/;
const userId = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
const mexicanMobile = /^\+521(?=\d{10}$)/;
const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** "+12125550123" from the digits with or without their plus. WhatsApp's Mexican +521 is the same phone as +52. */
export const phoneOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const phone = (value.startsWith('+') ? value : `+${value}`).replace(mexicanMobile, '+52');
  return e164.test(phone) ? phone : undefined;
};

/** A business-scoped WhatsApp user id, such as US.13491208655302741918. */
export const userIdOf = (value: unknown): string | undefined => (typeof value === 'string' && userId.test(value) ? value : undefined);

/** The id of one of our messages, come back through the provider; anything else was not ours. */
export const ourIdOf = (value: unknown): string | undefined => (typeof value === 'string' && uuid.test(value) ? value : undefined);

/** A provider's message id that can be stored: visible ASCII, no spaces. */
export const providerIdOf = (value: unknown): string | undefined => (typeof value === 'string' && /^[!-~]{1,512}$/.test(value) ? value : undefined);
