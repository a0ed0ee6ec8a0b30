/** Adds the first people who may sign in to the console: `npm run staff -- --number +12125550123 --name NAME`. */
import { parseArgs } from 'node:util';
import { openDatabase } from '../adapters/database/open-database.ts';
import { createSeal, secretFor } from '../adapters/sealing/seal.ts';
import { readConfig } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { readNumber } from '../services/console/sign-in.ts';
import { staffRoles, type StaffRole } from '../services/stores/staff.ts';

const help = `Adds somebody with a role. Whoever can run this is trusted: the number counts as verified.

  npm run staff -- --number NUMBER --name NAME [--role administrator] [--languages en,es]

  --number NUMBER   their mobile number with its country code, for example +12125550123
  --role ROLE       ${staffRoles.join(', ')}
`;

const options = {
  number: { type: 'string', default: '' },
  name: { type: 'string', default: '' },
  role: { type: 'string', default: 'administrator' },
  languages: { type: 'string', default: 'en' },
} as const;

const readArguments = () => {
  const { values } = parseArgs({ options });
  const number = readNumber(values.number, 'US');
  if (!number || values.name === '' || !staffRoles.includes(values.role as StaffRole)) throw new AppError('staff-usage', { message: help });
  return { number, name: values.name, role: values.role as StaffRole, languages: values.languages.split(',') };
};

const main = async () => {
  const { number, ...member } = readArguments();
  const config = readConfig(process.env);
  const open = await openDatabase(config, { attach: true });
  try {
    const seal = createSeal(secretFor(config.secret, config.dataDir));
    await open.database.transaction(async (stores) => {
      const now = Temporal.Now.instant();
      const address = { id: crypto.randomUUID(), adapter: config.twilio ? 'twilio' : 'simulator', channel: 'sms', hash: seal.hash(number), sealed: seal.seal(number) };
      const { personId } = await stores.people.meet(address);
      const staffId = await stores.console.addStaff({ personId, ...member });
      await stores.console.changeStaff(staffId, { verifiedAt: now });
      await stores.console.audit({ staffId: null, action: 'added-staff-at-the-server', facts: { role: member.role } }, now);
    });
  } finally {
    await open.close();
  }
  process.stdout.write(`Added as ${member.role}. They sign in at /console with a code texted to that number.\n`);
};

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(`${error instanceof AppError ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
