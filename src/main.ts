/** The composition root: the only file that knows ports and adapters, and the life of the process from start to stop. */
import type { Server } from 'node:http';
import { join } from 'node:path';
import { createSimulatorChannel } from './adapters/channels/simulator/simulator-channel.ts';
import { createTwilioChannel } from './adapters/channels/twilio/twilio-channel.ts';
import { createWhatsAppChannel } from './adapters/channels/whatsapp/whatsapp-channel.ts';
import { createClock } from './adapters/clock/shifting-clock.ts';
import { openDatabase, type OpenDatabase } from './adapters/database/open-database.ts';
import { startWorker } from './adapters/jobs/worker.ts';
import { loadCrisis } from './adapters/locales/load-crisis.ts';
import { loadDangerLocales, loadLocales } from './adapters/locales/load-locales.ts';
import { createLog } from './adapters/logging/log.ts';
import { createMetrics } from './adapters/metrics/metrics.ts';
import { createSeal, secretFor } from './adapters/sealing/seal.ts';
import { readConfig, type Config } from './config.ts';
import { AppError } from './core/app-error.ts';
import { createEngine } from './core/engine/engine.ts';
import { createLanguage } from './core/language/render.ts';
import { createHelplines } from './core/safety/helplines.ts';
import { createScreen } from './core/safety/screen.ts';
import { flows } from '../flows/index.ts';
import { seedCity } from '../prisma/seed/seed.ts';
import { pageHandOff } from './services/hand-offs/page-hand-off.ts';
import { createInterrupt } from './services/interrupt.ts';
import type { Kit } from './services/kit.ts';
import { deliverMessages } from './services/deliver-messages.ts';
import type { Log } from './services/ports.ts';
import { moveConversation } from './services/move-conversation.ts';
import { publishDirectory } from './services/publish-directory.ts';
import { receiveDelivery } from './services/receive-delivery.ts';
import { createReceiver, retryMessage } from './services/receive-messages.ts';
import { createTurns } from './services/run-turn.ts';
import { createSimulation } from './services/simulate.ts';
import type { Move } from './services/stores/jobs.ts';
import { createSweep } from './services/sweep.ts';
import { createApp } from './web/app.ts';
import { largestFeed } from './services/import-directory.ts';
import { fetchFeed } from './adapters/feeds/fetch-feed.ts';
import { consoleOf } from './services/console/console-of.ts';

const tell = (line: string) => process.stdout.write(`${line}\n`);

/** Words, rules and machines: everything that needs no outside. */
const createWords = () => {
  const folder = join(import.meta.dirname, '../locales');
  const locales = loadLocales(folder);
  const language = createLanguage(locales, loadDangerLocales(folder));
  const screen = createScreen(loadCrisis(folder));
  const helplines = createHelplines(language);
  const turns = createTurns({ engine: createEngine(flows), language, helplines, screen });
  return { language, helplines, turns };
};

const createChannels = (config: Config) => ({
  ...(config.simulator && { simulator: createSimulatorChannel() }),
  ...(config.twilio && { twilio: createTwilioChannel(config.twilio) }),
  ...(config.whatsapp && { whatsapp: createWhatsAppChannel(config.whatsapp) }),
});

const createKit = async (config: Config, { database, connection }: OpenDatabase, log: Log) => {
  const seal = createSeal(secretFor(config.secret, config.dataDir));
  await seedCity(database.stores, connection.prisma, seal, Temporal.Now.instant(), { sample: config.simulator });
  let program = await database.stores.program.read();
  if (!program) throw new AppError('program-missing', { message: 'The database holds no programme.' });
  const clock = createClock(config.simulator ? program.clockOffset : 0);
  const current = program;
  const kit: Kit = { database, clock, seal, log, address: config.publicUrl, ...createWords(), program: () => program ?? current };
  const refresh = async () => {
    program = (await database.stores.program.read()) ?? program;
    const today = clock.now().toZonedDateTimeISO(kit.program().timeZone).toPlainDate().toString();
    kit.helplines.trust(await database.stores.console.helplineChecks(), today);
    const notGiven = kit.helplines.list().filter(({ country, state }) => country === kit.program().country && (state === 'stale' || state === 'wrong'));
    if (notGiven.length > 0) log.error({ lines: notGiven.map(({ id }) => id) }, 'crisis lines are not given any more: check them in the console');
    await database.stores.console.removeOldSessions(clock.now());
  };
  await refresh();
  return { kit, clock, refresh };
};

const listen = (app: ReturnType<typeof createApp>, port: number) =>
  new Promise<Server>((done, failed) => {
    const server = app.listen(port);
    server.once('listening', () => done(server));
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(error.code === 'EADDRINUSE' ? new AppError('port-busy', { message: `Port ${port} is taken by another program. Set PORT to a free one, for example PORT=${port + 1}.` }) : error),
    );
  });

/** What stands between the outside and the services. */
const createServices = async (config: Config, open: OpenDatabase, log: Log) => {
  const { kit, clock, refresh } = await createKit(config, open, log);
  const metrics = createMetrics(() => kit.database.stores.program.attention(clock.now()));
  const channels = createChannels(config);
  const receiver = createReceiver(kit, { onBatch: metrics.batch });
  const sweepOnce = createSweep(kit, createInterrupt(kit));
  const sweep = async () => {
    await refresh();
    await sweepOnce();
  };
  const delivery = { ...kit, channels, onSent: metrics.sent };
  const tasks = {
    'deliver-messages': ({ people }: { people: string[] }) => deliverMessages(delivery, people),
    'page-hand-off': ({ handOffId }: { handOffId: string }) => pageHandOff(kit, handOffId),
    'move-conversation': (move: Move) => moveConversation(kit, move),
    'retry-message': ({ messageId }: { messageId: string }) => retryMessage(kit, messageId),
    sweep,
  };
  return { kit, clock, metrics, channels, receiver, sweep, tasks, refresh };
};

type Services = Awaited<ReturnType<typeof createServices>>;

const phoneOf = ({ kit, receiver, clock, sweep }: Services) => {
  const simulation = createSimulation({ kit, receiver, clock, sweep });
  const languages = kit.language.tags.map((tag) => {
    const { name, direction, reviewed } = kit.language.meta(tag);
    return { tag, name, direction, reviewed };
  });
  const program = async () => ({
    name: kit.program().name,
    timeZone: kit.program().timeZone,
    languages,
    staffPhones: await simulation.staffPhones(),
    samplePlaces: ['10467', '10451', 'Norwood', 'Harlem'],
    sampleLocations: [{ label: 'Poe Park, the Bronx', latitude: 40.865, longitude: -73.8945 }],
  });
  return { ...simulation, program };
};

const createWeb = (config: Config, services: Services, isStopping: () => boolean) => {
  const { kit, metrics, channels, receiver } = services;
  const ready = async () => !isStopping() && (await kit.database.stores.program.ping().then(() => true, () => false));
  const deliver = async (...[request, adapter, parsed]: Parameters<Parameters<typeof createApp>[0]['webhooks']['deliver']>) => {
    const began = performance.now();
    await receiveDelivery({ kit, receiver, onLeft: () => metrics.received(adapter, 'left') }, request, adapter, parsed);
    metrics.turnSeconds((performance.now() - began) / 1000);
  };
  return createApp({
    webhooks: { twilio: channels.twilio, whatsapp: channels.whatsapp, deliver, received: metrics.received },
    operations: { ready, attention: () => kit.database.stores.program.attention(services.clock.now()), metrics: metrics.text },
    directory: publishDirectory(kit),
    phone: config.simulator ? phoneOf(services) : undefined,
    console: consoleOf(kit, { secure: config.secure, simulator: config.simulator, adapter: config.twilio ? 'twilio' : 'simulator', fetchFeed: (address) => fetchFeed(address, { largest: largestFeed }), refresh: services.refresh }),
    log: kit.log,
  });
};

const sayWhatToOpen = (config: Config, port: number) => {
  const here = `http://localhost:${port}`;
  tell(`\nPorchlight is ready on ${here}\n`);
  if (config.simulator) tell(`  a phone to text with   ${here}/phone      (or: npm run chat)`);
  tell(`  the console            ${here}/console`);
  if (config.twilio) tell(`  Twilio webhook         ${config.twilio.publicUrl}/webhooks/twilio/messages`);
  if (config.whatsapp) tell(`  WhatsApp webhook       /webhooks/whatsapp on your public address`);
  tell(`  health and metrics     ${here}/health  ${here}/ready  ${here}/metrics`);
  tell(`  data                   ${config.databaseUrl ? 'the server in DATABASE_URL' : config.dataDir}\n\nCtrl-C stops it.\n`);
};

const onSignal = (stop: () => Promise<void>) => {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    tell('Finishing what is in hand …');
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', once).on('SIGTERM', once);
};

const logJobError = (log: Log) => (task: string, error: unknown) =>
  log.error({ task, code: error instanceof AppError ? error.code : 'unexpected', error: error instanceof Error ? error.name : 'unknown' }, 'a job failed');

export type Porchlight = { port: number; services: Services; stop(): Promise<void> };

/** Starts everything on an open database. `stop` finishes the step in hand, then the jobs in hand, and closes the database last. */
export const startPorchlight = async (config: Config, open: OpenDatabase, log: Log): Promise<Porchlight> => {
  let stopping = false;
  const services = await createServices(config, open, log);
  const server = await listen(createWeb(config, services, () => stopping), config.port);
  const { kit, receiver, tasks } = services;
  const worker = config.pauseDelivery ? undefined : await startWorker(open.connection.pool, tasks, kit.database.stores.jobs, logJobError(log));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    services,
    stop: async () => {
      stopping = true;
      server.close();
      server.closeIdleConnections();
      await receiver.idle();
      await worker?.stop();
      server.closeAllConnections();
      await open.close();
    },
  };
};

const main = async () => {
  const config = readConfig(process.env);
  const log = createLog();
  const open = await openDatabase(config, { log });
  try {
    const porchlight = await startPorchlight(config, open, log);
    onSignal(porchlight.stop);
    sayWhatToOpen(config, porchlight.port);
  } catch (error) {
    await open.close();
    throw error;
  }
};

const explain = (error: unknown) => (error instanceof AppError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));

if (import.meta.main) {
  main().catch((error: unknown) => {
    process.stderr.write(`Porchlight did not start.\n${explain(error)}\n`);
    process.exit(1);
  });
}
