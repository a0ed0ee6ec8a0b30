/** The page: some phones side by side, one clock over them all. */
import { createAddPanel } from './add-phone.js';
import { createClock } from './clock.js';
import { createHandset } from './handset.js';
import { reviewState } from './languages.js';
import { placePanels } from './panels.js';
import { residentPresets } from './presets.js';
import { server } from './server.js';
import { fullMoment } from './times.js';

const find = (id) => document.getElementById(id);
const pollEveryMs = 1_200;
const wideEnoughForTwo = matchMedia('(min-width: 52rem)');

/** The phones last as long as this tab: a reload keeps them, closing it forgets them. */
const memory = {
  read: () => JSON.parse(sessionStorage.getItem('phones') ?? 'null'),
  keep: (phones) => sessionStorage.setItem('phones', JSON.stringify(phones)),
};

const firstPhones = (program) => residentPresets(program).slice(0, wideEnoughForTwo.matches ? 2 : 1).map(({ make }) => make());

const trouble = (message) => {
  find('trouble').hidden = !message;
  if (find('trouble').textContent !== message) find('trouble').textContent = message;
};

const announce = (message) => {
  find('announcement').textContent = message;
};

const samePhone = (a, b) => a.from === b.from && a.channel === b.channel;

/** The phones on the page, added and removed. */
const createPhones = (program, sent) => {
  let handsets = [];
  const keep = () => memory.keep(handsets.map(({ phone }) => phone));
  const remove = (handset) => {
    handsets = handsets.filter((other) => other !== handset);
    handset.element.remove();
    keep();
    announce(`${handset.phone.name} was removed.`);
    (handsets.at(-1) ?? { focus: () => find('open-add').focus() }).focus();
  };
  const make = (phone) => {
    const handset = createHandset(phone, { timeZone: program.timeZone, samples: program.sampleLocations ?? [], onSent: sent, onRemove: () => remove(handset) });
    handsets.push(handset);
    find('phones').append(handset.element);
    handset.changed();
    keep();
    return handset;
  };
  const add = async (phone) => {
    const known = handsets.find((handset) => samePhone(handset.phone, phone));
    const handset = known ?? make(phone);
    handset.element.scrollIntoView({ inline: 'center', block: 'nearest' });
    handset.focus();
    if (!known) await handset.refresh().catch(() => undefined);
  };
  return { make, add, all: () => handsets };
};

const showKeys = () => {
  const box = find('show-keys');
  const apply = () => document.body.classList.toggle('with-keys', box.checked);
  box.addEventListener('change', apply);
  apply();
};

/** Asks for news for as long as somebody is looking. */
const keepAsking = (refresh) => {
  const round = async () => {
    if (!document.hidden) await refresh();
    setTimeout(round, pollEveryMs);
  };
  document.addEventListener('visibilitychange', () => document.hidden || refresh());
  setTimeout(round, pollEveryMs);
};

const open = async (state) => {
  const { program } = state;
  document.title = `Simulated phones · ${program.name}`;
  find('program').textContent = program.name;
  find('languages').textContent = reviewState(program.languages);
  const refresh = async () => {
    try {
      const [fresh] = await Promise.all([server.state(), ...phones.all().map((handset) => handset.refresh())]);
      clock.show(fresh);
      trouble('');
    } catch (error) {
      trouble(error instanceof TypeError ? 'The server cannot be reached. Still trying.' : `${error.message} Still trying.`);
    }
  };
  // a page may arrive on another phone because of what was sent on this one
  const phones = createPhones(program, () => setTimeout(refresh, 150));
  const skipped = async (now) => {
    await refresh();
    announce(`It is now ${fullMoment(now, program.timeZone)}.`);
  };
  const clock = createClock({ timeZone: program.timeZone, phones: () => phones.all().map(({ phone }) => phone), skipped });
  createAddPanel(program, phones.add);
  for (const phone of memory.read() ?? firstPhones(program)) phones.make(phone);
  clock.show(state);
  await refresh();
  keepAsking(refresh);
};

const start = async () => {
  const state = await server.state().catch((error) => error);
  if (!(state instanceof Error)) return open(state);
  trouble(state instanceof TypeError ? 'The server cannot be reached. Still trying.' : state.message);
  setTimeout(start, 2_000);
};

showKeys();
placePanels();
start();
