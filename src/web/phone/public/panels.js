const gapPx = 8;

const place = (panel) => {
  const opener = document.querySelector(`[popovertarget="${panel.id}"]`).getBoundingClientRect();
  panel.style.setProperty('--top', `${Math.round(opener.bottom + gapPx)}px`);
  panel.style.setProperty('--end', `${Math.round(Math.max(gapPx, document.documentElement.clientWidth - opener.right))}px`);
};

/** Opens each panel of the bar under the button that opens it. */
export const placePanels = () => {
  for (const panel of document.querySelectorAll('.panel')) panel.addEventListener('beforetoggle', (event) => event.newState === 'open' && place(panel));
};
