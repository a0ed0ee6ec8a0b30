/**
 * What the world may answer, by name: transcripts quote these (`run: findGroups {…} -> three groups`) and the graph
 * walk tries every one of them.
 */
import type { Booking, FlowPorts, GroupChoice, GroupDetails, KeptFacts, Place, PortName } from '../../src/core/flow-kit/index.ts';

const norwood: Place = { label: '10467, Bronx', latitude: 40.8733, longitude: -73.8714, postalCode: '10467' };
const highBridge: Place = { label: 'Highbridge, Bronx', latitude: 40.8369, longitude: -73.9271 };
const highbridgePark: Place = { label: 'Highbridge Park, Manhattan', latitude: 40.8448, longitude: -73.932 };

const tuesday = '2026-11-24T19:00:00-05:00[America/New_York]';
const saturday = '2026-11-28T10:30:00-05:00[America/New_York]';
const sunday = '2026-11-29T18:00:00-05:00[America/New_York]';

const circle: GroupChoice = {
  sessionId: 's-tue',
  groupId: 'g-circle',
  name: 'Neighbors Circle',
  start: tuesday,
  kilometres: 0.8,
  languages: ['en', 'es'],
  online: false,
  unknownAccess: [],
};
const morning: GroupChoice = { ...circle, sessionId: 's-sat', groupId: 'g-morning', name: 'Saturday Table', start: saturday, kilometres: 2.4, languages: ['es'], unknownAccess: ['step-free'] };
const online: GroupChoice = { ...circle, sessionId: 's-sun', groupId: 'g-online', name: 'Sunday Screen', start: sunday, kilometres: null, languages: ['en'], online: true };

/** One group for every way a group can be described. */
const oddGroups: GroupChoice[] = [
  { ...circle, unknownAccess: ['sign-language'], languages: [] },
  { ...morning, unknownAccess: ['childcare'] },
  { ...online, unknownAccess: ['sign-language'] },
  { ...circle, sessionId: 's-4', kilometres: null },
  { ...circle, sessionId: 's-5', kilometres: null, unknownAccess: ['childcare'] },
  { ...circle, sessionId: 's-6', unknownAccess: ['step-free', 'childcare'] },
];

const library: GroupDetails = {
  ...circle,
  venue: 'Mosholu Library',
  address: '285 E 205 St',
  description: 'Coffee and talk. Come as you are',
  minutes: 90,
  wheelchair: 'yes',
  signLanguage: 'unknown',
  childcare: 'no',
  link: '',
};

const calendar = 'https://text.example.org/calendar/only-hers.ics';
const seat: Booking = { bookingId: 'b-1', groupId: 'g-circle', name: 'Neighbors Circle', start: tuesday, weekly: false, venue: 'Mosholu Library', online: false };
const weeklySeat: Booking = { ...seat, bookingId: 'b-2', start: saturday, weekly: true };
const onlineSeat: Booking = { ...seat, bookingId: 'b-3', groupId: 'g-online', start: sunday, venue: '', online: true };

const kept: KeptFacts = { messages: 12, bookings: 1, answers: 3, nickname: false };

type Samples = { [P in PortName]: Record<string, FlowPorts[P]['output']> };

/** Per port, its possible answers; the first is what usually happens. */
export const samples: Samples = {
  understandPlace: {
    'one place': { found: [norwood], exact: true },
    'two places': { found: [highBridge, highbridgePark], exact: false },
    'no place': { found: [], exact: false },
    online: { found: [], exact: false, online: true },
    'a place far away': { found: [{ label: 'Los Angeles 90012', latitude: 34.06, longitude: -118.24, postalCode: '90012' }], exact: true, nearest: { label: 'Riverdale', latitude: 40.9005, longitude: -73.9057 } },
  },
  findGroups: {
    'three groups': { groups: [circle, morning, online], widened: null },
    'one group': { groups: [circle], widened: null },
    'no group': { groups: [], widened: null },
    'groups at other times': { groups: [circle, morning], widened: 'time' },
    'groups farther away': { groups: [morning], widened: 'distance' },
    'other groups': { groups: [circle, online], widened: 'need' },
    'groups in other languages': { groups: [online, circle], widened: 'language' },
    'groups hard to describe': { groups: oddGroups, widened: null },
  },
  awaitGroup: { noted: {} },
  groupDetails: {
    'a library': library,
    'a place with steps': { ...library, wheelchair: 'no', description: '' },
    'a place little is known of': { ...library, wheelchair: 'unknown', venue: '', address: '', description: '' },
    'an online group': { ...library, ...online, venue: '', address: '', link: 'https://meet.example/sunday' },
    'an online group without a link': { ...library, ...online, venue: '', address: '' },
  },
  bookSeat: { 'a seat': seat, 'a seat online': onlineSeat, 'a seat somewhere': { ...seat, venue: '' } },
  bookEveryWeek: { 'every week': { ...seat, weekly: true } },
  mySessions: {
    'two seats': { bookings: [seat, weeklySeat], calendar },
    'no seat': { bookings: [], calendar },
    'one seat': { bookings: [seat], calendar },
    'all kinds of seats': {
      calendar,
      bookings: [onlineSeat, { ...onlineSeat, bookingId: 'b-4', weekly: true }, { ...seat, bookingId: 'b-5', venue: '' }, { ...weeklySeat, venue: '' }],
    },
  },
  dropBooking: { 'the seat': seat },
  answerReminder: { 'the seat': seat },
  recordPulse: { noted: {} },
  askForPerson: { 'someone told': { someoneTold: true }, 'nobody on call': { someoneTold: false } },
  answerCrisis: { 'someone told': { someoneTold: true }, 'nobody on call': { someoneTold: false } },
  takeHandOff: { 'it is theirs': { result: 'taken' }, 'another has it': { result: 'by-another' }, 'it is closed': { result: 'closed' } },
  passHandOff: { 'the next is asked': {} },
  closeHandOff: { 'it is closed': {} },
  whatWeKeep: { 'a little': kept, 'a little and a name': { ...kept, nickname: true } },
  forgetMe: { 'all of it': kept },
};
