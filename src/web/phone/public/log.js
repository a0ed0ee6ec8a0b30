import { bubble, setStatus } from './bubble.js';
import { element } from './element.js';
import { dayName } from './times.js';

const nearEndPx = 80;

/** Puts the nodes in order, moving only what is out of place, so that focus and screen readers are left in peace. */
const arrange = (parent, nodes) => {
  for (const old of [...parent.children]) if (!nodes.includes(old)) old.remove();
  nodes.forEach((node, index) => parent.children[index] === node || parent.insertBefore(node, parent.children[index] ?? null));
};

/** Draws each message once; later only its delivery mark changes. */
const createDrawer = (phone, context) => {
  const drawn = new Map();
  const days = new Map();
  const day = (name) => {
    if (!days.has(name)) days.set(name, element('p', { class: 'day' }, element('span', {}, name)));
    return days.get(name);
  };
  const draw = (message) => {
    const node = drawn.get(message.id) ?? bubble(message, phone, context);
    drawn.set(message.id, node);
    if (node.dataset.status !== message.status) setStatus(node, message.status);
    return node;
  };
  return { day, draw };
};

/** The conversation on one phone: a live log, with a line where a new day begins. It follows the newest message, unless somebody reads farther up. */
export const createLog = (phone, context) => {
  const list = element('div', { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': `Conversation on ${phone.name}`, tabindex: 0 });
  const drawer = createDrawer(phone, context);
  const show = (thread, extra) => {
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < nearEndPx;
    const hasTalked = () => list.querySelector('.bubble') !== null;
    const follows = atEnd || !hasTalked() || extra.some((node) => !list.contains(node));
    let today = '';
    const nodes = thread.flatMap((message) => {
      const name = dayName(message.at, context.timeZone);
      const lines = name === today ? [] : [drawer.day(name)];
      today = name;
      return [...lines, drawer.draw(message)];
    });
    arrange(list, [...nodes, ...extra]);
    if (follows && hasTalked()) list.scrollTop = list.scrollHeight;
  };
  return { list, show };
};
