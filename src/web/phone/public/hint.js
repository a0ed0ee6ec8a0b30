import { element } from './element.js';

const chip = (text, send) => element('button', { type: 'button', class: 'chip', dir: 'auto', onclick: () => send({ text }) }, text);

const first = (phone, send) => [
  element('h3', {}, 'Say something to begin'),
  element('p', {}, 'Write as anyone would, in any words, and answer with a number, a button or a sentence.'),
  element('div', { class: 'chips' }, ...phone.try.filter(Boolean).map((text) => chip(text, send))),
  element('p', { class: 'quiet' }, 'With a seat saved, skip ahead at the top to see the reminders come.'),
];

const pages = 'When somebody on another phone asks for a person, or is in danger, the page arrives here if this phone is on call.';

const staff = ({ role }) => [
  element('h3', {}, `This phone belongs to a${/^[aeiou]/.test(role) ? 'n' : ''} ${role}`),
  element('p', {}, role === 'supervisor' ? pages : 'The service knows this number as one of its own people.'),
];

/** What an empty phone shows: things to try, or what a staff phone is for. */
export const hint = (phone, send) => element('div', { class: 'hint' }, ...(phone.role ? staff(phone) : first({ try: ['hi'], ...phone }, send)));
