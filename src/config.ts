/** The only reader of the environment: every setting checked at once, each complaint with an example. */
import { z } from 'zod';
import { AppError } from './core/app-error.ts';

const flag = z.enum(['on', 'off']);
const url = z.url({ protocol: /^https?$/ });

/** Every variable there is, with the example a complaint shows. Kept true in .env.example by a test. */
export const settings = {
  DATABASE_URL: { schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(), example: 'postgresql://porchlight:secret@db.example.org:5432/porchlight' },
  DATA_DIR: { schema: z.string().default('./data'), example: './data' },
  PORT: { schema: z.coerce.number().int().min(0).max(65535).default(3000), example: '3000' },
  PUBLIC_URL: { schema: url.optional(), example: 'https://text.example.org' },
  PORCHLIGHT_SECRET: { schema: z.string().min(32).optional(), example: 'a long random text, 32 characters or more' },
  TWILIO_ACCOUNT_SID: { schema: z.string().regex(/^AC[0-9a-zA-Z]{32}$/).optional(), example: 'AC followed by 32 letters and digits' },
  TWILIO_AUTH_TOKEN: { schema: z.string().min(1).optional(), example: 'the auth token from the Twilio console' },
  TWILIO_MESSAGING_SERVICE_SID: { schema: z.string().regex(/^MG[0-9a-zA-Z]{32}$/).optional(), example: 'MG followed by 32 letters and digits' },
  TWILIO_FROM: { schema: z.string().regex(/^(\+\d{6,15}|\d{3,8})$/).optional(), example: '+12125550100' },
  TWILIO_API_URL: { schema: url.optional(), example: 'https://api.twilio.com' },
  WHATSAPP_PHONE_NUMBER_ID: { schema: z.string().regex(/^\d+$/).optional(), example: '106540352242922' },
  WHATSAPP_ACCESS_TOKEN: { schema: z.string().min(1).optional(), example: 'the system user token from Meta' },
  WHATSAPP_APP_SECRET: { schema: z.string().min(1).optional(), example: 'the app secret from Meta' },
  WHATSAPP_VERIFY_TOKEN: { schema: z.string().min(1).optional(), example: 'any word you also type into Meta’s webhook page' },
  WHATSAPP_API_URL: { schema: url.optional(), example: 'https://graph.facebook.com' },
  WHATSAPP_GRAPH_VERSION: { schema: z.string().regex(/^v\d+\.\d+$/).default('v26.0'), example: 'v26.0' },
  SIMULATOR: { schema: flag.optional(), example: 'on' },
  PAUSE_DELIVERY: { schema: flag.default('off'), example: 'off' },
} as const;

type Name = keyof typeof settings;
type Read = { [N in Name]: z.infer<(typeof settings)[N]['schema']> };
type Env = Record<string, string | undefined>;

export type TwilioConfig = { accountSid: string; authToken: string; messagingServiceSid?: string; from?: string; apiUrl?: string; publicUrl: string };
export type WhatsAppConfig = { phoneNumberId: string; accessToken: string; appSecret: string; verifyToken: string; apiUrl?: string; graphVersion: string };
export type Config = {
  databaseUrl?: string;
  dataDir: string;
  port: number;
  secret?: string;
  twilio?: TwilioConfig;
  whatsapp?: WhatsAppConfig;
  simulator: boolean;
  /** Whether people reach us by https: the console's cookie then asks for it. */
  /** Where our pages are reached from outside, without a slash at the end; this machine when nothing else is said. */
  publicUrl: string;
  secure: boolean;
  pauseDelivery: boolean;
};

const complain = (name: string, problem: string, example: string) => `${name} ${problem}, for example ${name}=${example}`;

/** Reads each variable by itself; an empty one counts as not set. */
const readEach = (env: Env, complaints: string[]): Read => {
  const read: Record<string, unknown> = {};
  for (const [name, { schema, example }] of Object.entries(settings)) {
    const result = schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (result.success) read[name] = result.data;
    else complaints.push(complain(name, 'is not right', example));
  }
  return read as Read;
};

const need = (read: Read, names: Name[], because: string, complaints: string[]) => {
  for (const name of names) if (!read[name] && !complaints.some((line) => line.startsWith(`${name} `))) complaints.push(complain(name, `is missing (${because})`, settings[name].example));
};

const someSet = (env: Env, names: Name[]) => names.some((name) => Boolean(env[name]));

const checkTogether = (env: Env, read: Read, complaints: string[]) => {
  const twilio: Name[] = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'];
  const whatsapp: Name[] = ['WHATSAPP_PHONE_NUMBER_ID', 'WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN'];
  const usesTwilio = someSet(env, [...twilio, 'TWILIO_MESSAGING_SERVICE_SID', 'TWILIO_FROM']);
  if (usesTwilio) need(read, [...twilio, 'PUBLIC_URL'], 'Twilio is set up in part', complaints);
  if (usesTwilio && !read.TWILIO_MESSAGING_SERVICE_SID) need(read, ['TWILIO_FROM'], 'or TWILIO_MESSAGING_SERVICE_SID: who the messages come from', complaints);
  if (someSet(env, whatsapp)) need(read, whatsapp, 'WhatsApp is set up in part', complaints);
  if (read.DATABASE_URL) need(read, ['PORCHLIGHT_SECRET'], 'numbers are sealed with it, and your own database keeps no copy', complaints);
};

const twilioOf = (read: Read): TwilioConfig | undefined =>
  read.TWILIO_ACCOUNT_SID && {
    accountSid: read.TWILIO_ACCOUNT_SID,
    authToken: read.TWILIO_AUTH_TOKEN ?? '',
    messagingServiceSid: read.TWILIO_MESSAGING_SERVICE_SID,
    from: read.TWILIO_FROM,
    apiUrl: read.TWILIO_API_URL,
    publicUrl: (read.PUBLIC_URL ?? '').replace(/\/$/, ''),
  } || undefined;

const whatsappOf = (read: Read): WhatsAppConfig | undefined =>
  read.WHATSAPP_PHONE_NUMBER_ID && {
    phoneNumberId: read.WHATSAPP_PHONE_NUMBER_ID,
    accessToken: read.WHATSAPP_ACCESS_TOKEN ?? '',
    appSecret: read.WHATSAPP_APP_SECRET ?? '',
    verifyToken: read.WHATSAPP_VERIFY_TOKEN ?? '',
    apiUrl: read.WHATSAPP_API_URL,
    graphVersion: read.WHATSAPP_GRAPH_VERSION,
  } || undefined;

/** Throws `config` with every complaint in one message, a line each. */
export const readConfig = (env: Env): Config => {
  const complaints: string[] = [];
  const read = readEach(env, complaints);
  checkTogether(env, read, complaints);
  if (complaints.length > 0) throw new AppError('config', { message: complaints.join('\n') });
  const [twilio, whatsapp] = [twilioOf(read), whatsappOf(read)];
  return {
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR,
    port: read.PORT,
    secret: read.PORCHLIGHT_SECRET,
    twilio,
    whatsapp,
    simulator: read.SIMULATOR === undefined ? !twilio && !whatsapp : read.SIMULATOR === 'on',
    publicUrl: (read.PUBLIC_URL ?? `http://localhost:${read.PORT}`).replace(/\/$/, ''),
    secure: (read.PUBLIC_URL ?? '').startsWith('https:'),
    pauseDelivery: read.PAUSE_DELIVERY === 'on',
  };
};
