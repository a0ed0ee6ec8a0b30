import { element } from './element.js';
import { icon } from './icons.js';

let count = 0;

const closer = (close) => element('button', { type: 'button', class: 'plain', 'aria-label': 'Close', onclick: () => close() }, icon('close'));

/**
 * A sheet that slides over one handset and leaves the other phones alone. The rest of the handset rests meanwhile;
 * Escape, the cross or a tap outside closes it and gives the focus back. `fill(close)` returns what is in it.
 */
export const openSheet = (screen, title, fill) => {
  const opener = document.activeElement;
  const resting = [...screen.children];
  const id = `sheet-${(count += 1)}`;
  const close = () => {
    shade.remove();
    for (const part of resting) part.inert = false;
    (opener?.isConnected ? opener : screen.querySelector('textarea'))?.focus();
  };
  const heading = element('header', {}, element('h3', { id, tabindex: -1 }, title), closer(close));
  const sheet = element('div', { class: 'sheet', role: 'dialog', 'aria-labelledby': id }, heading, ...fill(close));
  const shade = element('div', { class: 'shade', onclick: (event) => event.target === shade && close(), onkeydown: (event) => event.key === 'Escape' && close() }, sheet);
  for (const part of resting) part.inert = true;
  screen.append(shade);
  (sheet.querySelector('.option') ?? heading.firstChild).focus();
};
