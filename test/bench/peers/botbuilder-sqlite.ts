/** botbuilder-core and botbuilder-dialogs: a waterfall of four prompts, its state saved on SQLite before each answer. */
import { join } from 'node:path';
import { ActivityTypes, BotAdapter, ConversationState, TurnContext, type Activity } from 'botbuilder-core';
import { DialogSet, TextPrompt, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { answersStep, questions } from '../intake.ts';
import { sqliteStorage } from './sqlite-storage.ts';
import { openDoor } from './twilio-door.ts';

const said = Symbol('said');

/** The smallest adapter there is: what a turn says is collected and handed to the webhook. */
class TextAdapter extends BotAdapter {
  async sendActivities(context: TurnContext, activities: Partial<Activity>[]) {
    const texts = context.turnState.get<string[]>(said);
    for (const activity of activities) if (activity.type === ActivityTypes.Message) texts.push(activity.text ?? '');
    return activities.map(() => ({ id: '' }));
  }
  async updateActivity() {}
  async deleteActivity() {}
  async continueConversation() {}
  async hear(activity: Partial<Activity>, logic: (context: TurnContext) => Promise<void>) {
    const context = new TurnContext(this, activity as Activity);
    const texts: string[] = [];
    context.turnState.set(said, texts);
    await this.runMiddleware(context, logic);
    return texts.join('\n');
  }
}

const state = new ConversationState(sqliteStorage(join(process.env['DATA_DIR'] ?? '.', 'bot.sqlite')));
const dialogs = new DialogSet(state.createProperty('dialogs'));
const prompts = ['need', 'place', 'when', 'access'];

const keep = (turn: WaterfallStepContext) => Object.assign(turn.values, { [prompts[turn.index - 1] ?? '']: turn.result });

const asks = (prompt: string, step: number) => async (turn: WaterfallStepContext) => {
  if (step > 0) keep(turn);
  return turn.prompt(prompt, { prompt: questions[step]!, retryPrompt: questions[step]! });
};

/** TextPrompt with a validator rather than ChoicePrompt: the same check, without the number recognisers' work. */
prompts.forEach((prompt, step) =>
  dialogs.add(new TextPrompt(prompt, async ({ recognized }) => recognized.succeeded && answersStep(step, String(recognized.value)))),
);
dialogs.add(new WaterfallDialog('intake', [...prompts.map(asks), async (turn) => turn.endDialog(keep(turn))]));

const adapter = new TextAdapter();
let heard = 0;

const activityOf = (from: string, text: string): Partial<Activity> => ({
  type: ActivityTypes.Message,
  id: String((heard += 1)),
  channelId: 'sms',
  serviceUrl: 'local',
  text,
  from: { id: from, name: '' },
  recipient: { id: 'bot', name: '' },
  conversation: { id: from, isGroup: false, conversationType: '', name: '' },
});

openDoor((from, text) =>
  adapter.hear(activityOf(from, text), async (context) => {
    const dialog = await dialogs.createContext(context);
    await dialog.continueDialog();
    if (!context.responded) await dialog.beginDialog('intake');
    await state.saveChanges(context);
  }),
);
