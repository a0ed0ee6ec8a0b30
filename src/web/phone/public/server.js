/** A request that was refused says why in `message`; one that never arrived is a TypeError of fetch. */
const ask = async (path, options) => {
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (response.status >= 500) throw new Error('Something went wrong on the server.');
  if (!response.ok) throw new Error(answer.error ?? `The server answered ${response.status}.`);
  return answer;
};

const post = (path, body) => ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const query = (fields) => new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== undefined)).toString();

/** What the page asks of the server; every call is one request of the phone router. */
export const server = {
  state: () => ask('/phone/state'),
  thread: ({ from, channel }, after) => ask(`/phone/messages?${query({ from, channel, after })}`).then(({ messages }) => messages),
  upcoming: ({ from, channel }) => ask(`/phone/upcoming?${query({ from, channel })}`).then(({ upcoming }) => upcoming),
  send: ({ from, channel }, content) => post('/phone/messages', { from, channel, ...content }),
  skip: (to) => post('/phone/skip', { to }),
};
