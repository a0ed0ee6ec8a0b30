/**
 * A short sign of what a model was trained on, so that a test can say when it is out of date: 53 bits (cyrb53), in hex.
 * Line ends do not count. Not for secrets.
 */
export const examplesHash = (texts: string[]): string => {
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  for (const text of texts.map((each) => `${each.replaceAll('\r', '')}\0`)) {
    for (let at = 0; at < text.length; at += 1) {
      low = Math.imul(low ^ text.charCodeAt(at), 2654435761);
      high = Math.imul(high ^ text.charCodeAt(at), 1597334677);
    }
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return (4294967296 * (2097151 & high) + (low >>> 0)).toString(16);
};
