import { element } from './element.js';
import { readNumber, residentPresets, showNumber, staffPresets } from './presets.js';

const find = (id) => document.getElementById(id);

const presetButton = ({ name, about, make }, choose) =>
  element('button', { type: 'button', class: 'option', onclick: () => choose(make()) }, element('span', {}, name), element('small', {}, about));

/** What is wrong with a phone typed by hand; undefined when nothing is. */
const complaintAbout = (from, channel) => {
  if (!from) return 'Please write a number with its country code, such as +1 718 555 0123.';
  return channel === 'sms' && !from.startsWith('+') ? 'A WhatsApp user id gets no SMS. Please choose WhatsApp.' : undefined;
};

/** The panel that adds a phone: the presets, or any number. */
export const createAddPanel = (program, add) => {
  const choose = (phone) => {
    find('add').hidePopover();
    add(phone);
  };
  const buttons = (presets) => presets.map((preset) => presetButton(preset, choose));
  find('presets').replaceChildren(...buttons(residentPresets(program)));
  find('staff').replaceChildren(...buttons(staffPresets(program)));
  find('staff-title').hidden = program.staffPhones.length === 0;
  find('add').addEventListener('toggle', (event) => event.newState === 'open' && find('presets').querySelector('button').focus());
  find('add-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const channel = new FormData(event.currentTarget).get('channel');
    const from = readNumber(find('add-number').value);
    const complaint = complaintAbout(from, channel);
    find('add-complaint').textContent = complaint ?? '';
    find('add-number').setAttribute('aria-invalid', String(Boolean(complaint)));
    if (complaint) return find('add-number').focus();
    event.currentTarget.reset();
    choose({ name: showNumber(from), from, channel });
  });
};
