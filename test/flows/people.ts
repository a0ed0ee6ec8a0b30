import type { TurnState } from '../../src/services/run-turn.ts';

const stranger: TurnState = { stack: [], misheard: 0, locale: null, nickname: null, answers: {}, welcomed: false, optedOut: false, stuck: false };
const place = { label: '10467, Bronx', latitude: 40.8733, longitude: -73.8714, postalCode: '10467' };

/** Who may stand at the start of a transcript (`person: a friend`), beside the language it names. */
export const people: Record<string, TurnState> = {
  'a stranger': stranger,
  'someone we greeted': { ...stranger, welcomed: true },
  'a friend': { ...stranger, welcomed: true, nickname: 'Ana', answers: { need: 'company', place, times: ['evening'], access: [] } },
};
