/** Hashes of the FNV-1a family, 32 bits: one multiplication a character and nothing allocated. Not for secrets. */

const prime = 0x01000193;
const start = 0x811c9dc5;

/** A hash with one more character. */
export const hashMore = (hash: number, code: number): number => Math.imul(hash ^ code, prime);

/** The hash of a text; another `seed` gives another family. */
export const hashText = (text: string, seed: number = start): number => {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = hashMore(hash, text.charCodeAt(at));
  return hash;
};

/** FNV leaves the high bits of short texts alike; this spreads them (the finaliser of MurmurHash3). 0 up to 2^32 - 1. */
export const spread = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
};

/** The hash of two hashes in this order. */
export const hashPair = (first: number, second: number, seed: number): number => spread(Math.imul(first ^ seed, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77));
