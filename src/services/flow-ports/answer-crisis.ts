import { answerCrisis as answer } from '../hand-offs/answer-crisis.ts';
import { causeOf, type FlowPort } from './flow-port.ts';

/** What a person answered after the crisis lines. */
export const answerCrisis: FlowPort<'answerCrisis'> = async (input, context) => {
  const { someoneTold } = await answer(causeOf(context), input.answer);
  return { someoneTold };
};
