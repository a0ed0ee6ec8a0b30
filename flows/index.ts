import type { AnyStateMachine } from 'xstate';
import { checkIn } from './check-in/flow.ts';
import * as checkInFrames from './check-in/migrations.ts';
import { crisis } from './crisis/flow.ts';
import * as crisisFrames from './crisis/migrations.ts';
import { findGroup } from './find-group/flow.ts';
import * as findGroupFrames from './find-group/migrations.ts';
import { intake } from './intake/flow.ts';
import * as intakeFrames from './intake/migrations.ts';
import { menu } from './menu/flow.ts';
import * as menuFrames from './menu/migrations.ts';
import { myData } from './my-data/flow.ts';
import * as myDataFrames from './my-data/migrations.ts';
import type { Migration } from './migration.ts';
import { mySessions } from './my-sessions/flow.ts';
import * as mySessionsFrames from './my-sessions/migrations.ts';
import { onCall } from './on-call/flow.ts';
import * as onCallFrames from './on-call/migrations.ts';
import { opened } from './opened/flow.ts';
import * as openedFrames from './opened/migrations.ts';
import { person } from './person/flow.ts';
import * as personFrames from './person/migrations.ts';
import { pulse } from './pulse/flow.ts';
import * as pulseFrames from './pulse/migrations.ts';
import { relay } from './relay/flow.ts';
import * as relayFrames from './relay/migrations.ts';
import { reminder } from './reminder/flow.ts';
import * as reminderFrames from './reminder/migrations.ts';
import { welcome } from './welcome/flow.ts';
import * as welcomeFrames from './welcome/migrations.ts';

type Flow = { id: string; machine: AnyStateMachine; version: number; migrations: Migration[] };

/** Every conversation there is, one line each. */
export const flows: Flow[] = [
  { id: 'welcome', machine: welcome, ...welcomeFrames },
  { id: 'intake', machine: intake, ...intakeFrames },
  { id: 'find-group', machine: findGroup, ...findGroupFrames },
  { id: 'opened', machine: opened, ...openedFrames },
  { id: 'menu', machine: menu, ...menuFrames },
  { id: 'my-sessions', machine: mySessions, ...mySessionsFrames },
  { id: 'reminder', machine: reminder, ...reminderFrames },
  { id: 'pulse', machine: pulse, ...pulseFrames },
  { id: 'person', machine: person, ...personFrames },
  { id: 'my-data', machine: myData, ...myDataFrames },
  { id: 'crisis', machine: crisis, ...crisisFrames },
  { id: 'check-in', machine: checkIn, ...checkInFrames },
  { id: 'relay', machine: relay, ...relayFrames },
  { id: 'on-call', machine: onCall, ...onCallFrames },
];

/** How a group is told in full, and what answers amount to as a search, for what happens outside a conversation. */
export { aboutKey, aboutVars, searchFor } from './find-group/offers.ts';
