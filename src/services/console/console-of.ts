import type { FeedFile } from '../../core/directory/feed.ts';
import type { Feed } from '../import-directory.ts';
import type { DirectoryStore } from '../stores/directory.ts';
import { onCallNow } from '../hand-offs/on-call-now.ts';
import type { Kit } from '../kit.ts';
import * as groups from './keep-directory.ts';
import * as program from './run-program.ts';
import * as signing from './sign-in.ts';
import * as work from './work-on-hand-off.ts';

/** How long a closed case stays on the list of people waiting. */
const justClosed = { hours: 24 };
const mostRows = 200;
const mostNotes = 5;
const mostPlans = 30;
const auditRows = 100;

type After = { [name: string]: (...given: never[]) => Promise<unknown> };

/** Every change takes effect in this process at once; the others follow at their next sweep. */
const refreshing = <S extends After>(services: S, refresh: () => Promise<void>): S =>
  Object.fromEntries(Object.entries(services).map(([name, change]) => [name, async (...given: never[]) => change(...given).finally(refresh)])) as S;

type Place = { secure: boolean; simulator: boolean; adapter: 'twilio' | 'simulator'; fetchFeed: (address: string) => Promise<FeedFile>; refresh: () => Promise<void> };

const signingIn = (kit: Kit) => ({
  askForCode: (number: string) => signing.askForCode(kit, number),
  signIn: (number: string, code: string) => signing.signIn(kit, number, code),
  visitor: (token: string) => signing.visitorOf(kit, token),
  signOut: (token: string, everywhere: boolean) => signing.signOut(kit, token, everywhere),
});

const handOffs = (kit: Kit) => ({
  waiting: async () => {
    const { handOffs: store } = kit.database.stores;
    return { open: await store.waiting(), closed: await store.recentlyClosed(kit.clock.now().subtract(justClosed)) };
  },
  onCall: () => onCallNow(kit.database.stores, kit.program(), kit.clock.now()),
  revision: () => kit.database.stores.handOffs.revision(),
  look: (id: string, by: string, again: boolean) => work.lookAtHandOff(kit, id, by, again),
  openWords: (id: string, by: string, again: boolean) => work.openWords(kit, id, by, again),
  take: (id: string, by: string) => work.takeAtConsole(kit, id, by),
  say: (id: string, by: string, words: string, via?: 'sms' | 'whatsapp') => work.sayAtConsole(kit, id, by, words, via),
  note: (id: string, by: string, text: string) => work.noteAtConsole(kit, id, by, text),
  close: (id: string, by: string, outcome: Parameters<typeof work.closeAtConsole>[3]) => work.closeAtConsole(kit, id, by, outcome),
  handOn: (id: string, by: string, to: string | null) => work.handOnAtConsole(kit, id, by, to),
});

const colleagues = (kit: Kit, adapter: Place['adapter']) => ({
  staff: async () => (await kit.database.stores.console.staff()).map(({ sealed, ...one }) => ({ ...one, lastDigits: kit.seal.open(sealed).slice(-4) })),
  addStaff: (by: string, member: program.NewStaff) => program.addStaff(kit, by, member, { adapter, channel: 'sms' }),
  sendVerifyCode: (by: string, staffId: string) => program.sendVerifyCode(kit, by, staffId),
  verifyStaff: (by: string, staffId: string, code: string) => program.verifyStaff(kit, by, staffId, code),
  changeStaff: (by: string, staffId: string, change: Parameters<typeof program.changeStaff>[3]) => program.changeStaff(kit, by, staffId, change),
  endStaff: async (by: string, staffId: string) => program.endStaff(kit, by, staffId),
  rota: () => kit.database.stores.console.rota(),
  addShift: (by: string, shift: Parameters<typeof program.addShift>[2]) => program.addShift(kit, by, shift),
  removeShift: (by: string, id: string) => program.removeShift(kit, by, id),
  handOverNotes: () => kit.database.stores.console.handOverNotes(mostNotes),
  leaveNote: (by: string, text: string) => program.leaveHandOverNote(kit, by, text),
});

const directory = (kit: Kit) => ({
  findGroups: (query: Parameters<DirectoryStore['findGroups']>[0]) => kit.database.stores.directory.findGroups(query),
  neighbourhoods: () => kit.database.stores.directory.neighbourhoods(),
  showGroup: (groupId: string) => groups.showGroup(kit, groupId),
  addGroup: (by: string, group: groups.EditedGroup) => groups.addGroup(kit, by, group),
  editGroup: (by: string, groupId: string, group: groups.EditedGroup) => groups.editGroup(kit, by, groupId, group),
  endGroup: (by: string, groupId: string, ended: boolean) => groups.endGroup(kit, by, groupId, ended),
  followFeed: (by: string, groupId: string, fields: string[]) => groups.followFeed(kit, by, groupId, fields),
  calendar: () => groups.calendar(kit),
  plans: () => kit.database.stores.directory.plans(mostPlans),
  planFeed: (by: string, feed: Feed) => groups.planFeed(kit, by, feed),
  showPlan: (id: string) => groups.showPlan(kit.database.stores, id),
  applyPlan: (by: string, id: string) => groups.applyPlan(kit, by, id),
  unmetNeeds: () => groups.unmetNeeds(kit),
});

const mending = (kit: Kit) => ({
  trouble: async () => {
    const { console: lists, program: facts } = kit.database.stores;
    const [failed, stuck, unhandled] = await Promise.all([lists.failedMessages(mostRows), lists.stuckConversations(mostRows), lists.unhandledMessages(mostRows)]);
    return { failed, stuck, unhandled, unreadable: (await facts.attention(kit.clock.now())).unreadableWebhooks };
  },
  sendAgain: (by: string, messageId: string) => program.sendAgain(kit, by, messageId),
  free: (by: string, personId: string) => program.freeConversation(kit, by, personId),
  handleAgain: (by: string, messageId: string) => program.handleAgain(kit, by, messageId),
  audit: (before?: number) => kit.database.stores.console.auditTrail(auditRows, before),
});

/** What the console's pages are given. */
export const consoleOf = (kit: Kit, { secure, simulator, adapter, fetchFeed, refresh }: Place) => ({
  fetchFeed,
  secure,
  simulator,
  now: () => kit.clock.now(),
  program: () => kit.program(),
  languages: () => kit.language.tags.map((tag) => ({ tag, ...kit.language.meta(tag) })),
  lines: () => kit.helplines.list(),
  ...signingIn(kit),
  ...handOffs(kit),
  ...colleagues(kit, adapter),
  ...directory(kit),
  ...mending(kit),
  ...refreshing(
    {
      checkLine: (by: string, check: Parameters<typeof program.checkHelpline>[2]) => program.checkHelpline(kit, by, check),
      changeProgram: (by: string, change: Parameters<typeof program.changeProgram>[2]) => program.changeProgram(kit, by, change),
    },
    refresh,
  ),
});
