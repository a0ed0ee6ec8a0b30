/** Letters to change, add, leave out or swap with a neighbour to get from one word to the other; anything over `most` is `most + 1`. */
export const editDistance = (from: string, to: string, most: number): number => {
  if (Math.abs(from.length - to.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const steps = [(last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1)];
      if (swapped) steps.push((beforeLast[column - 2] ?? 0) + 1);
      next.push(Math.min(...steps));
    }
    [beforeLast, last] = [last, next];
  }
  return Math.min(last[to.length] ?? 0, most + 1);
};
