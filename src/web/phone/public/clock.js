import { element } from './element.js';
import { server } from './server.js';
import { aheadOf, clockTime, fullMoment, shortMoment, wallTime, zoneName } from './times.js';

const find = (id) => document.getElementById(id);

const targetNames = { tomorrow: 'Tomorrow at 9:00', reminder: 'The next reminder', session: 'After the session', timer: 'When the wait is over' };
const order = ['tomorrow', 'reminder', 'session', 'timer'];

/** The soonest of each kind, over all phones. */
const soonest = (targets) => {
  const byTime = targets.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return order.flatMap((label) => byTime.find((target) => target.label === label) ?? []);
};

const targetButton = ({ label, at }, timeZone, skip) =>
  element('button', { type: 'button', class: 'option', 'data-target': label, onclick: () => skip(at) },
    element('span', {}, targetNames[label]),
    element('small', {}, shortMoment(at, timeZone)));

const upcomingOf = (phones) => Promise.all(phones.map((phone) => server.upcoming(phone).catch(() => []))).then((lists) => lists.flat());

const showTime = ({ now, offsetMs }, timeZone) => {
  find('zone').textContent = `Simulated time, ${zoneName(timeZone)}`;
  find('now').textContent = shortMoment(now, timeZone);
  find('now').dateTime = now;
  find('now').title = fullMoment(now, timeZone);
  find('ahead').textContent = aheadOf(offsetMs);
  for (const time of document.querySelectorAll('.phone-time')) time.textContent = clockTime(now, timeZone);
};

/** Shows the simulated time and moves it: `phones` are those on the page, `skipped` is told the new time. */
export const createClock = ({ timeZone, phones, skipped }) => {
  let state;
  const panel = find('skip');
  const show = (fresh) => showTime((state = fresh), timeZone);
  const skip = async (to) => {
    find('skip-complaint').textContent = '';
    try {
      const { now } = await server.skip(to);
      panel.hidePopover();
      await skipped(now);
    } catch (error) {
      find('skip-complaint').textContent = error instanceof TypeError ? 'The server cannot be reached.' : error.message.replace(/^to: /, 'This time ');
    }
  };
  const open = async () => {
    find('skip-complaint').textContent = '';
    find('skip-at').value = wallTime(Date.parse(state.now) + 3_600_000, timeZone);
    const targets = soonest(await upcomingOf(phones()));
    find('skip-targets').replaceChildren(...targets.map((target) => targetButton(target, timeZone, skip)));
    find('skip-targets').querySelector('button')?.focus();
  };
  panel.addEventListener('toggle', (event) => event.newState === 'open' && open());
  find('skip-form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (find('skip-at').value) skip(find('skip-at').value);
    else find('skip-complaint').textContent = 'Please choose a day and a time.';
  });
  return { show };
};
