/** Signing in with a code texted to a verified staff number. Whoever asks hears the same, known or not. */
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import type { MessageKey } from '../../core/flow-kit/index.ts';
import type { Stores } from '../database.ts';
import type { Kit } from '../kit.ts';
import { localeOfStaff } from '../hand-offs/write-to-staff.ts';
import type { Pageable } from '../stores/staff.ts';

/** A code works for this long and this many tries. */
const codeLives = { minutes: 10 };
const mostTries = 5;
const sessionLives = { hours: 12 };

type Purpose = 'sign-in' | 'verify';

const codeHash = (kit: Pick<Kit, 'seal'>, purpose: Purpose, staffId: string, code: string) => kit.seal.hash(`code/${purpose}/${staffId}/${code}`);

/** A number as people type it, in E.164; undefined when it is none. */
export const readNumber = (typed: string, country: string): string | undefined => {
  const number = parsePhoneNumberFromString(typed, country as CountryCode);
  return number?.isPossible() ? number.number : undefined;
};

/** Texts a fresh code; the earlier ones stop working. */
export const textCode = async (kit: Kit, stores: Stores, staff: { staffId: string; personId: string; languages: string[] }, purpose: Purpose): Promise<void> => {
  const now = kit.clock.now();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await stores.console.addCode({ id: crypto.randomUUID(), staffId: staff.staffId, purpose, hash: codeHash(kit, purpose, staff.staffId, code), expiresAt: now.add(codeLives) }, now);
  const key: MessageKey = purpose === 'sign-in' ? 'staff.signInCode' : 'staff.verifyCode';
  const locale = localeOfStaff(kit.language, staff);
  const words = { flow: 'staff', key, locale, text: kit.language.render(locale, key, { ...kit.program(), code }), choices: [], urgent: true };
  const written = { id: crypto.randomUUID(), ...words, dueAt: now.toString(), validUntil: now.add(codeLives).toString() };
  await stores.conversations.write({ personId: staff.personId, causeId: null, written }, now, kit.program().retentionDays);
};

/** Whether this is the code that was texted. Every try counts, and a code works once. */
export const checkCode = async (kit: Kit, stores: Stores, staffId: string, purpose: Purpose, code: string): Promise<boolean> => {
  const now = kit.clock.now();
  const open = await stores.console.tryCode(staffId, purpose, mostTries, now);
  const given = codeHash(kit, purpose, staffId, code.replace(/\D/g, ''));
  if (!open || !timingSafeEqual(open.hash, given)) return false;
  await stores.console.useCode(open.id, now);
  return true;
};

const staffAt = async (kit: Kit, stores: Stores, typed: string): Promise<Pageable | undefined> => {
  const number = readNumber(typed, kit.program().country);
  const person = number && (await stores.people.byHash(kit.seal.hash(number)));
  return person ? stores.staff.byPerson(person.personId) : undefined;
};

const mayEnter = ({ role }: Pageable) => role !== 'leader';

/** Asks for a code. Nothing in the answer tells whether the number is known. */
export const askForCode = (kit: Kit, typed: string): Promise<void> =>
  kit.database.transaction(async (stores) => {
    const staff = await staffAt(kit, stores, typed);
    if (staff && mayEnter(staff)) await textCode(kit, stores, staff, 'sign-in');
  });

const nobody = '00000000-0000-0000-0000-000000000000';

/** Opens a session for the right code: the token is for the cookie, and only its hash is kept. Undefined for anything else. */
export const signIn = (kit: Kit, typed: string, code: string): Promise<{ token: string; expiresAt: Temporal.Instant } | undefined> =>
  kit.database.transaction(async (stores) => {
    const staff = await staffAt(kit, stores, typed);
    const right = await checkCode(kit, stores, staff?.staffId ?? nobody, 'sign-in', code);
    if (!right || !staff) return undefined;
    const now = kit.clock.now();
    const token = randomBytes(32).toString('base64url');
    const expiresAt = now.add(sessionLives);
    await stores.console.startSession({ hash: kit.seal.hash(`session/${token}`), staffId: staff.staffId, csrf: randomBytes(24).toString('base64url'), expiresAt }, now);
    await stores.console.audit({ staffId: staff.staffId, action: 'signed-in' }, now);
    return { token, expiresAt };
  });

/** The visitor behind a cookie. */
export const visitorOf = (kit: Kit, token: string) => kit.database.stores.console.visitor(kit.seal.hash(`session/${token}`), kit.clock.now());

/** Ends this session, or with `everywhere` all of theirs. */
export const signOut = async (kit: Kit, token: string, everywhere: boolean): Promise<void> => {
  const { console: sessions } = kit.database.stores;
  const visitor = everywhere ? await visitorOf(kit, token) : undefined;
  if (visitor) await sessions.endSessionsOf(visitor.staffId);
  await sessions.endSession(kit.seal.hash(`session/${token}`));
};
