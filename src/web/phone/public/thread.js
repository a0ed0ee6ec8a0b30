const settled = new Set(['accepted', 'sent', 'delivered', 'read', 'failed', 'received']);
const overlapMs = 120_000;

/** A thread with what just arrived: known messages are renewed, new ones take their place in time. */
export const mergeThread = (known, arrived) => {
  const renewed = new Map([...known, ...arrived].map((message) => [message.id, message]));
  return [...renewed.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
};

/**
 * From when on to ask again: a little before the newest message, since a turn committed late can carry an earlier
 * time, and before the first whose fate is still open.
 */
export const askFrom = (thread) => {
  const first = thread.find(({ status }) => !settled.has(status)) ?? thread.at(-1);
  return first && new Date(Math.min(Date.parse(first.at), Date.parse(thread.at(-1).at)) - overlapMs).toISOString();
};
