/** Bare Express with a Map: the least a signed webhook bot can cost. Nothing survives a restart. */
import { answersStep, questions } from '../intake.ts';
import { openDoor } from './twilio-door.ts';

type State = { step: number; answers: string[] };

const states = new Map<string, State>();

openDoor((from, text) => {
  const state = states.get(from);
  if (!state) {
    states.set(from, { step: 0, answers: [] });
    return questions[0]!;
  }
  if (!answersStep(state.step, text)) return questions[state.step]!;
  const step = (state.step + 1) % questions.length;
  states.set(from, { step, answers: [...state.answers, text] });
  return questions[step]!;
});
