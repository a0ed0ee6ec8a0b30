/**
 * Makes an element. Attributes are set by name, `on…` adds a listener, false and undefined are left out; children are
 * nodes or texts. Texts become text nodes, so that nothing a person wrote is ever read as markup.
 */
export const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
};

/** Text for screen readers alone. */
export const spoken = (text) => element('span', { class: 'said' }, text);
