import { element, spoken } from './element.js';
import { icon } from './icons.js';
import { locationButton } from './locations.js';

const longestText = 4096;

/** Where a message is typed. Enter sends, Shift and Enter starts a new line. */
export const composer = (phone, screen, samples, send) => {
  const field = element('textarea', { rows: 1, dir: 'auto', maxlength: longestText, placeholder: phone.channel === 'sms' ? 'Text message' : 'Message', enterkeyhint: 'send', autocomplete: 'off' });
  const submit = () => {
    const text = field.value.trim();
    field.value = '';
    if (text) send({ text });
    field.focus();
  };
  const onkeydown = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  field.addEventListener('keydown', onkeydown);
  return element('form', { class: 'composer', onsubmit: (event) => (event.preventDefault(), submit()) },
    phone.channel === 'whatsapp' && locationButton(screen, samples, send),
    element('label', {}, spoken(`Message from ${phone.name}`), field),
    element('button', { type: 'submit', class: 'send', 'aria-label': 'Send', title: 'Send' }, icon('send')));
};
