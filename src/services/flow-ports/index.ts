import type { NoticeName, PortName } from '../../core/flow-kit/index.ts';
import { answerCrisis } from './answer-crisis.ts';
import { awaitGroup } from './await-group.ts';
import { answerReminder } from './answer-reminder.ts';
import { askForPerson } from './ask-for-person.ts';
import { bookEveryWeek } from './book-every-week.ts';
import { bookSeat } from './book-seat.ts';
import { dropBooking } from './drop-booking.ts';
import { findGroups } from './find-groups.ts';
import type { FlowNotice, FlowPort } from './flow-port.ts';
import { forgetMe } from './forget-me.ts';
import { groupDetails } from './group-details.ts';
import { closeHandOff, passHandOff, sayToPerson, takeHandOff, tellStaff } from './hold-hand-off.ts';
import { mySessions } from './my-sessions.ts';
import { recordPulse } from './record-pulse.ts';
import { understandPlace } from './understand-place.ts';
import { whatWeKeep } from './what-we-keep.ts';

/** Every port a flow may ask, by name: an effect is a port in flow-kit, a file here and a line here. */
export const flowPorts: { [N in PortName]: FlowPort<N> } = {
  answerCrisis,
  answerReminder,
  awaitGroup,
  askForPerson,
  bookEveryWeek,
  bookSeat,
  closeHandOff,
  dropBooking,
  findGroups,
  forgetMe,
  groupDetails,
  mySessions,
  passHandOff,
  recordPulse,
  takeHandOff,
  understandPlace,
  whatWeKeep,
};

/** Everything a flow may tell the world, by name. */
export const flowNotices: { [N in NoticeName]: FlowNotice<N> } = { sayToPerson, tellStaff };
