const paths = {
  send: 'M3 11.5 20.5 4 14 20.5l-3-6.5z',
  pin: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zm0-8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  list: 'M4 6h2M4 12h2M4 18h2M9 6h11M9 12h11M9 18h11',
  close: 'M6 6l12 12M18 6 6 18',
  reply: 'M10 6 4 12l6 6M4 12h9c4 0 7 2 7 7',
  waiting: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 4v4l3 2',
  tick: 'M5 12.5 10 17.5 19 7',
  ticks: 'M2 13l4.5 4.5L14.5 7.5M10.5 15l2.5 2.5L22 7.5',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.200v.3',
};

const svg = 'http://www.w3.org/2000/svg';

/** A line drawing that says nothing by itself: what it means is in the words beside it. */
export const icon = (name) => {
  const drawing = document.createElementNS(svg, 'svg');
  const path = document.createElementNS(svg, 'path');
  for (const [key, value] of [['viewBox', '0 0 24 24'], ['class', `icon icon-${name}`], ['aria-hidden', 'true']]) drawing.setAttribute(key, value);
  path.setAttribute('d', paths[name]);
  drawing.append(path);
  return drawing;
};
