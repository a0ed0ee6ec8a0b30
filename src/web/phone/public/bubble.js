import { answersUnder } from './choices.js';
import { element, spoken } from './element.js';
import { icon } from './icons.js';
import { clockTime } from './times.js';

const marks = {
  pending: ['waiting', 'Being sent'],
  queued: ['waiting', 'Waiting to be sent'],
  sending: ['waiting', 'Being sent'],
  accepted: ['tick', 'Sent'],
  sent: ['tick', 'Sent'],
  delivered: ['ticks', 'Delivered'],
  received: ['ticks', 'Received by Porchlight'],
  read: ['ticks', 'Read'],
  failed: ['warning', 'Not delivered'],
};

const mark = (status) => {
  const [name, meaning] = marks[status] ?? ['waiting', status];
  return element('span', { class: `mark mark-${status}`, title: meaning }, icon(name), spoken(meaning));
};

const plural = (count, thing) => `${count} ${thing}${count === 1 ? '' : 's'}`;

const cost = ({ text, segments }) => `${plural([...text].length, 'character')} · ${plural(segments, 'segment')}`;

const footer = (message, { channel, timeZone }) =>
  element('footer', {},
    channel === 'sms' && message.segments !== undefined && element('span', { class: 'cost' }, cost(message)),
    message.at && element('time', { datetime: message.at }, clockTime(message.at, timeZone)),
    mark(message.status));

const body = ({ text }) => (text ? element('p', { class: 'text', dir: 'auto' }, text) : element('p', { class: 'text place' }, icon('pin'), 'A place on the map'));

/** One message as this phone's channel shows it. `send` is what its buttons do. */
export const bubble = (message, phone, { screen, send, timeZone }) => {
  const mine = message.direction === 'in';
  const showsAnswers = phone.channel === 'whatsapp' && !mine;
  return element('article', { class: `bubble ${mine ? 'mine' : 'theirs'}`, 'data-status': message.status },
    spoken(mine ? 'You: ' : 'Porchlight: '),
    message.key && element('code', { class: 'key' }, message.key),
    element('div', { class: 'balloon' }, body(message), footer(message, { channel: phone.channel, timeZone })),
    showsAnswers && answersUnder(message, screen, send));
};

/** What became of a message that is already on the screen. */
export const setStatus = (node, status) => {
  node.dataset.status = status;
  node.querySelector('.mark').replaceWith(mark(status));
};
