/** What a run must look like afterwards, as pure checks. Any finding makes the run worthless, however fast it was. */
import { turns } from './intake.ts';
import { readSid } from './twilio-posts.ts';

/** The messages that answer each turn of intake.ts, in order. Changes when the flows say something else. */
export const replyKeys = [['welcome.hello', 'intake.askNeed'], ['intake.askPlace'], ['intake.askWhen'], ['findGroup.offer']];

/** One message in as the database has it, with every message out that it caused. */
export type StoredTurn = { sid: string; person: string; handled: boolean; stuck: boolean; keys: string[]; texts: string[]; positions: string[] };

type Addressed = { to: string; text: string };

/** Which wish a search gave up depends on the day it is asked; that it offers something does not. */
const sameKeys = (keys: string[], step: number) => keys.filter((key) => !key.startsWith('findGroup.widened')).join(' ') === replyKeys[step]?.join(' ');

/** The words of one message must be the same for everyone; the first one seen is the measure. */
const textChecker = () => {
  const seen = new Map<string, string>();
  return ({ keys, texts }: StoredTurn) =>
    keys.every((key, index) => {
      const text = texts[index] ?? '';
      if (!seen.has(key)) seen.set(key, text);
      return text !== '' && seen.get(key) === text;
    });
};

const complaintsOfTurn = (row: StoredTurn, step: number, hasRightText: (row: StoredTurn) => boolean) => [
  ...(row.handled ? [] : [`turn ${step + 1} was not handled`]),
  ...(row.stuck ? ['a conversation is stuck'] : []),
  ...(sameKeys(row.keys, step) ? [] : [`turn ${step + 1} was answered with [${row.keys.join(' ')}], not [${replyKeys[step]?.join(' ')}]`]),
  ...(hasRightText(row) ? [] : [`turn ${step + 1} was answered with other words than the first time`]),
];

const inOrder = (rows: StoredTurn[]) => {
  const positions = rows.flatMap((row) => row.positions.map(BigInt));
  return positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0n));
};

const complaintsOfConversation = (rows: (StoredTurn | undefined)[], hasRightText: (row: StoredTurn) => boolean) => {
  const found = rows.filter((row) => row !== undefined);
  if (found.length < turns.length) return [`a conversation has ${found.length} turns, not ${turns.length}`];
  return [
    ...(new Set(found.map((row) => row.person)).size === 1 ? [] : ['one number became several people']),
    ...(inOrder(found) ? [] : ['replies are out of order']),
    ...found.flatMap((row, step) => complaintsOfTurn(row, step, hasRightText)),
  ];
};

const byConversation = (rows: StoredTurn[], walked: number) => {
  const conversations: (StoredTurn | undefined)[][] = Array.from({ length: walked }, () => Array.from({ length: turns.length }));
  const strangers: string[] = [];
  for (const row of rows) {
    const { conversation, step } = readSid(row.sid);
    const stored = conversations[conversation];
    if (!stored) strangers.push('a turn is stored that nobody sent');
    else if (stored[step]) strangers.push('a turn is stored twice');
    else stored[step] = row;
  }
  return { conversations, strangers };
};

/**
 * Everything wrong with a run of `walked` whole conversations, numbered from 0; empty when each turn is stored once,
 * handled, and answered once, in order, with the right message. `uncaused` counts messages out that no message in caused.
 */
export const checkTurns = (rows: StoredTurn[], walked: number, uncaused: number) => {
  const { conversations, strangers } = byConversation(rows, walked);
  const hasRightText = textChecker();
  const people = new Set(rows.map((row) => row.person)).size;
  return [
    ...strangers,
    ...conversations.flatMap((conversation) => complaintsOfConversation(conversation, hasRightText)),
    ...(people === walked ? [] : [`${walked} numbers became ${people} people`]),
    ...(uncaused === 0 ? [] : [`${uncaused} messages answer nothing`]),
  ];
};

/** "17 x what is wrong", the most frequent first. */
export const countProblems = (problems: string[]) =>
  Object.entries(Object.groupBy(problems, (problem) => problem))
    .map(([problem, all]) => ({ problem, times: all?.length ?? 0 }))
    .sort((a, b) => b.times - a.times)
    .map(({ problem, times }) => `${times} x ${problem}`);

/**
 * What is wrong between the messages due and those that arrived: each must arrive exactly once, at its own number. A
 * channel may add the numbered choices below the text, so an arrival has to begin with what was due, not equal it.
 */
export const compareArrivals = (due: Addressed[], arrivals: Addressed[]) => {
  const arrived = Map.groupBy(arrivals, ({ to }) => to);
  const take = ({ to, text }: Addressed) => {
    const left = arrived.get(to) ?? [];
    const index = left.findIndex((arrival) => arrival.text.startsWith(text));
    return index >= 0 && left.splice(index, 1).length === 1;
  };
  const lost = due.filter((message) => !take(message)).map(() => 'a message never arrived');
  const tooMany = [...arrived.values()].flat().map(() => 'a message arrived that was not due, or twice');
  return countProblems([...lost, ...tooMany]);
};
