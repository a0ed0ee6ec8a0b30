/** One line of a table: what the screen must say of it, the kind of danger ('' for none), the words as somebody texts them, and why it is there. */
export type CrisisLine = [level: 'crisis' | 'soft' | 'none', kind: string, text: string, why: string];
