import { bubble } from './bubble.js';
import { composer } from './composer.js';
import { element } from './element.js';
import { hint } from './hint.js';
import { icon } from './icons.js';
import { createLog } from './log.js';
import { showNumber } from './presets.js';
import { server } from './server.js';
import { askFrom, mergeThread } from './thread.js';

const channelNames = { sms: 'SMS', whatsapp: 'WhatsApp' };

const textOf = ({ text, label, choice, location }) => text ?? label ?? choice ?? location?.label ?? '';

const head = (phone, remove) =>
  element('header', { class: 'head' },
    element('div', {}, element('h2', {}, phone.name), element('p', {}, showNumber(phone.from), ' · ', channelNames[phone.channel])),
    element('button', { type: 'button', class: 'plain', 'aria-label': `Remove ${phone.name}, ${showNumber(phone.from)}`, title: 'Remove this phone', onclick: remove }, icon('close')));

/** Messages on their way, and those that did not make it, each with a way to try again. */
const createOutgoing = (phone, { screen, timeZone, deliver, changed }) => {
  const waiting = new Map();
  let underWay = 0;
  const attempt = async (content, id) => {
    const show = (status, ...more) => {
      const node = bubble({ direction: 'in', text: textOf(content), status }, phone, { screen, timeZone });
      node.append(...more);
      waiting.set(id, node);
      changed();
    };
    show('pending');
    underWay += 1;
    try {
      await deliver({ ...content, id });
      waiting.delete(id);
    } catch (error) {
      const again = element('button', { type: 'button', class: 'again', onclick: () => attempt(content, id) }, 'Try again');
      const reason = error instanceof TypeError ? 'The server cannot be reached.' : error.message;
      show('failed', element('p', { class: 'reason' }, `Not sent. ${reason} `, again));
    } finally {
      underWay -= 1;
    }
    changed();
  };
  return { busy: () => underWay > 0, nodes: () => [...waiting.values()], attempt: (content) => attempt(content, crypto.randomUUID()) };
};

/**
 * One phone. What the person does is sent one after another, in the order they did it. `refresh` asks for what is
 * new, and leaves that alone while a message is under way: its own answer brings the news, and nothing shows twice.
 */
export const createHandset = (phone, { timeZone, samples, onSent, onRemove }) => {
  const screen = element('div', { class: 'screen' });
  let thread = [];
  let last = Promise.resolve();
  const send = (content) => outgoing.attempt(content);
  const log = createLog(phone, { screen, send, timeZone });
  const empty = hint(phone, send);
  const changed = () => {
    const extra = outgoing.nodes();
    log.show(thread, thread.length + extra.length > 0 ? extra : [empty]);
  };
  const refresh = async () => {
    const arrived = await server.thread(phone, askFrom(thread));
    thread = mergeThread(thread, arrived);
    changed();
  };
  const deliver = (content) => {
    const sent = last.then(() => server.send(phone, content)).then(() => onSent());
    last = sent.catch(() => undefined);
    // what was sent stays sent, though its answers be late: the next round brings them
    return sent.then(() => refresh().catch(() => undefined));
  };
  const outgoing = createOutgoing(phone, { screen, timeZone, deliver, changed });
  const status = element('div', { class: 'status', 'aria-hidden': 'true' }, element('span', { class: 'phone-time' }), element('span', {}, 'Simulated'));
  screen.append(status, head(phone, onRemove), log.list, composer(phone, screen, samples, send));
  const handset = element('section', { class: `handset ${phone.channel}`, 'aria-label': `${phone.name}, ${channelNames[phone.channel]}, ${showNumber(phone.from)}` }, screen);
  return { phone, element: handset, refresh: () => (outgoing.busy() ? undefined : refresh()), focus: () => screen.querySelector('textarea').focus(), changed };
};
