import type checkIn from '../../../locales/en/check-in.json';
import type crisis from '../../../locales/en/crisis-flow.json';
import type engine from '../../../locales/en/engine.json';
import type findGroup from '../../../locales/en/find-group.json';
import type gate from '../../../locales/en/gate.json';
import type intake from '../../../locales/en/intake.json';
import type menu from '../../../locales/en/menu.json';
import type myData from '../../../locales/en/my-data.json';
import type mySessions from '../../../locales/en/my-sessions.json';
import type onCall from '../../../locales/en/on-call.json';
import type opened from '../../../locales/en/opened.json';
import type person from '../../../locales/en/person.json';
import type pulse from '../../../locales/en/pulse.json';
import type relay from '../../../locales/en/relay.json';
import type reminder from '../../../locales/en/reminder.json';
import type staff from '../../../locales/en/staff.json';
import type welcome from '../../../locales/en/welcome.json';

/** The message files of a language, `find-group.json` being the namespace `findGroup`. A new file is one line here and one above. */
type Files = {
  checkIn: typeof checkIn;
  crisisFlow: typeof crisis;
  engine: typeof engine;
  findGroup: typeof findGroup;
  gate: typeof gate;
  intake: typeof intake;
  menu: typeof menu;
  myData: typeof myData;
  mySessions: typeof mySessions;
  onCall: typeof onCall;
  opened: typeof opened;
  person: typeof person;
  pulse: typeof pulse;
  relay: typeof relay;
  reminder: typeof reminder;
  staff: typeof staff;
  welcome: typeof welcome;
};

type WithoutPlural<K extends string> = K extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Base : K;

/** Every message there is, as `<namespace>.<name>`: a key that locales/en does not hold does not compile. */
export type MessageKey = { [N in keyof Files]: `${N}.${WithoutPlural<keyof Files[N] & string>}` }[keyof Files];
