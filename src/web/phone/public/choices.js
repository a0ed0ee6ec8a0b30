import { element } from './element.js';
import { icon } from './icons.js';
import { openSheet } from './sheet.js';

/** WhatsApp shows up to three answers as buttons, and more, or any with a second line, as a list. */
const mostButtons = 3;

const pick = ({ id, label }, send) => send({ choice: id, label });

const button = (choice, send) =>
  element('button', { type: 'button', class: 'answer', dir: 'auto', onclick: () => pick(choice, send) }, icon('reply'), element('span', {}, choice.label));

const option = (choice, send, close) =>
  element('button', { type: 'button', class: 'option', dir: 'auto', onclick: () => (close(), pick(choice, send)) },
    element('span', {}, choice.label),
    choice.detail && element('small', {}, choice.detail));

const listOpener = (choices, screen, send) => {
  const open = () => openSheet(screen, 'See choices', (close) => [element('div', { class: 'options' }, ...choices.map((choice) => option(choice, send, close)))]);
  return element('button', { type: 'button', class: 'answer', 'aria-haspopup': 'dialog', onclick: open }, icon('list'), 'See choices');
};

/** The answers under a WhatsApp message; undefined when it asks nothing. */
export const answersUnder = ({ choices }, screen, send) => {
  if (choices.length === 0) return undefined;
  const asButtons = choices.length <= mostButtons && choices.every(({ detail }) => !detail);
  const shown = asButtons ? choices.map((choice) => button(choice, send)) : [listOpener(choices, screen, send)];
  return element('div', { class: 'answers', role: 'group', 'aria-label': 'Answers' }, ...shown);
};
