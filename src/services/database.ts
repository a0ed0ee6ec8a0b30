import type { BookingStore } from './stores/bookings.ts';
import type { ConsoleStore } from './stores/console.ts';
import type { ConversationStore } from './stores/conversations.ts';
import type { DirectoryStore } from './stores/directory.ts';
import type { HandOffStore } from './stores/hand-offs.ts';
import type { JobStore } from './stores/jobs.ts';
import type { OutboxStore } from './stores/outbox.ts';
import type { PeopleStore } from './stores/people.ts';
import type { ProgramStore } from './stores/program.ts';
import type { StaffStore } from './stores/staff.ts';

/** The tables by domain. Inside `Database.transaction` all of them share one transaction. */
export type Stores = {
  bookings: BookingStore;
  console: ConsoleStore;
  conversations: ConversationStore;
  directory: DirectoryStore;
  handOffs: HandOffStore;
  jobs: JobStore;
  outbox: OutboxStore;
  people: PeopleStore;
  program: ProgramStore;
  staff: StaffStore;
};

/** The one door to the data: `stores` outside a transaction, `transaction` for everything that must stand or fall together. */
export type Database = {
  stores: Stores;
  transaction<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};
