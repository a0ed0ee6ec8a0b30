/** What a member of staff does about a hand-off from their own phone. */
import { AppError } from '../../core/app-error.ts';
import { closeHandOff as close, passHandOff as pass } from '../hand-offs/end-hand-off.ts';
import { sayToPerson as say, tellStaff as tell, tellUnreachable, wordsOfMessage } from '../hand-offs/relay-words.ts';
import { openingWords, takeHandOff as take } from '../hand-offs/take-hand-off.ts';
import { writeToStaff } from '../hand-offs/write-to-staff.ts';
import type { FlowNotice, FlowPort, PortContext } from './flow-port.ts';

const staffIn = async ({ stores, personId }: PortContext) => {
  const staff = await stores.staff.byPerson(personId);
  if (!staff) throw new AppError('not-staff', { retry: 'never' });
  return staff.staffId;
};

/** Takes it; the words it began with are texted to whoever has it now, and to nobody else. */
export const takeHandOff: FlowPort<'takeHandOff'> = async ({ handOffId }, context) => {
  const staffId = await staffIn(context);
  const result = await take(context, handOffId, staffId, 'phone');
  const handOff = result.result === 'taken' ? await context.stores.handOffs.find(handOffId) : undefined;
  const words = handOff ? await openingWords(context.stores, handOffId) : '';
  if (handOff && words !== '') await writeToStaff(context, handOff, staffId, 'onCall.words', { words });
  if (handOff && handOff.mayText !== 'yes') await writeToStaff(context, handOff, staffId, 'onCall.mayBeWatched');
  return result;
};

export const passHandOff: FlowPort<'passHandOff'> = async ({ handOffId }, context) => {
  await pass(context, handOffId, await staffIn(context));
  return {};
};

export const closeHandOff: FlowPort<'closeHandOff'> = async ({ handOffId, outcome }, context) => {
  await close(context, handOffId, await staffIn(context), outcome, 'phone');
  return {};
};

/** The message being heard goes to the person; if it cannot, whoever wrote it hears why at once. */
export const sayToPerson: FlowNotice<'sayToPerson'> = async ({ handOffId }, context) => {
  const staffId = await staffIn(context);
  const words = context.inboundId ? await wordsOfMessage(context.stores, context.inboundId) : '';
  const handOff = await context.stores.handOffs.find(handOffId);
  if (words === '' || !handOff) return;
  const refused = await say(context, handOffId, staffId, words);
  if (refused) await tellUnreachable(context, handOff, staffId, refused);
};

export const tellStaff: FlowNotice<'tellStaff'> = async ({ handOffId }, context) => {
  if (context.inboundId) await tell(context, handOffId, context.inboundId);
};
