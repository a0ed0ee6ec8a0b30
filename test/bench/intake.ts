/** The four turns every system under measurement holds: what the person texts, and the words the peers answer with. */

export type Turn = { says: string; peerReply: string };

const needs = ['Grief', 'Low mood', 'Alcohol', 'Drugs', 'Family', 'Parenting', 'Company', 'Something else'];
const times = ['Daytime', 'Evening', 'Weekend'];
const access = ['No steps', 'Sign language', 'Childcare', 'Online'];
const menu = (choices: string[]) => choices.map((choice, index) => `${index + 1} ${choice}`).join('\n');

/** Number of answers on offer at each step; 0 takes a ZIP code. */
export const choicesAt = [needs.length, 0, times.length, access.length];

/** The questions, in order: need, place, time, access. */
export const questions = [
  `Hi. I can help you find a group near you. It is free and private.\nWhat is it for? Reply with a number:\n${menu(needs)}`,
  'Where are you? Send a ZIP code or a place you know.',
  `When can you come? Reply with a number:\n${menu(times)}`,
  `Is there anything you need there? Reply with a number:\n${menu(access)}`,
];

/** Whether a text answers the question of a step (0 is need), the check all systems make before going on. */
export const answersStep = (step: number, text: string) => {
  const choices = choicesAt[step] ?? 0;
  return choices === 0 ? /^\d{5}$/.test(text) : /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= choices;
};

/** One whole conversation as the load walks it. */
export const turns: Turn[] = ['hi', '2', '10467', '1'].map((says, index) => ({ says, peerReply: questions[index] ?? '' }));
