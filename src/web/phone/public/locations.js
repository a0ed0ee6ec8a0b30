import { element } from './element.js';
import { icon } from './icons.js';
import { openSheet } from './sheet.js';

const sample = ({ label, latitude, longitude }, share) =>
  element('button', { type: 'button', class: 'option', dir: 'auto', onclick: () => share({ latitude, longitude, label }) },
    element('span', {}, label),
    element('small', {}, `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`));

const degrees = (name, limit) =>
  element('label', {}, name, element('input', { name: name.toLowerCase(), type: 'number', step: 'any', min: -limit, max: limit, required: true }));

const anywhere = (share) => {
  const onsubmit = (event) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    share({ latitude: Number(fields.get('latitude')), longitude: Number(fields.get('longitude')) });
  };
  return element('form', { class: 'anywhere', onsubmit }, degrees('Latitude', 90), degrees('Longitude', 180), element('button', { type: 'submit', class: 'button strong' }, 'Share'));
};

/** The paper clip of this WhatsApp: the programme's sample places, or any point. */
export const locationButton = (screen, samples, send) => {
  const open = () =>
    openSheet(screen, 'Share a location', (close) => {
      const share = (location) => (close(), send({ location }));
      return [element('div', { class: 'options' }, ...samples.map((place) => sample(place, share))), anywhere(share)];
    });
  return element('button', { type: 'button', class: 'plain share', 'aria-label': 'Share location', title: 'Share location', 'aria-haspopup': 'dialog', onclick: open }, icon('pin'));
};
