/* A page that shows people waiting asks again whenever something happens; without this it is reloaded by hand. */
if (document.querySelector('[hx-trigger^="changed"]')) {
  const live = new EventSource('/console/live');
  live.addEventListener('changed', () => document.body.dispatchEvent(new Event('changed')));
}
