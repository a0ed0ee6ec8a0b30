import { GraphApiError, WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { menuText } from '../../../core/language/menu-text.ts';
import { splitText } from '../../../core/language/split-text.ts';
import type { Channel, OutgoingChoice, OutgoingMessage, SendFailure, SendResult } from '../../../services/ports.ts';
import { userIdOf } from '../address.ts';
import type { WhatsAppAccount } from './account.ts';
import { failureOf } from './error-codes.ts';

/** Meta's limits, in code units. */
const most = { text: 4_096, body: 1_024, buttons: 3, buttonTitle: 20, rows: 10, rowTitle: 24, rowDescription: 72, listButton: 20 };
const timeoutMs = 10_000;

const cut = (text: string, longest: number) => (text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`).toWellFormed();

const button = ({ id, label }: OutgoingChoice) => ({ id, title: cut(label, most.buttonTitle) });

/** A label too long for a row's title is shown whole in its description. */
const row = ({ id, label, detail }: OutgoingChoice) => {
  const words = [label.length > most.rowTitle ? label : undefined, detail].filter(Boolean).join('. ');
  return { id, title: cut(label, most.rowTitle), ...(words && { description: cut(words, most.rowDescription) }) };
};

type Form = 'text' | 'buttons' | 'list';

/** Buttons when they are few and short, a list when they are not, numbers in the text when a list cannot hold them. */
const formOf = ({ text, choices }: OutgoingMessage): Form => {
  if (choices.length === 0 || choices.length > most.rows || text.length > most.body) return 'text';
  const fitsButtons = choices.length <= most.buttons && choices.every(({ label, detail }) => label.length <= most.buttonTitle && !detail);
  return fitsButtons ? 'buttons' : 'list';
};

const failureBehind = (error: unknown): SendFailure => {
  if (error instanceof GraphApiError) return failureOf(typeof error.code === 'number' ? error.code : undefined, error.httpStatus);
  if (error instanceof Error && error.name === 'ZodError') return { retry: 'never', reason: 'bad-request', alert: true };
  return { retry: 'now', reason: 'network' };
};

/** Sending through the Cloud API. Our id travels with every message and comes back in its reports. */
export const createWhatsAppSender = (account: WhatsAppAccount): Pick<Channel, 'send' | 'findSent'> => {
  const client = new WhatsAppClient({
    accessToken: account.accessToken,
    graphVersion: account.graphVersion,
    ...(account.apiUrl && { baseUrl: account.apiUrl }),
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
  });

  const envelope = ({ id, to }: OutgoingMessage) => ({ phoneNumberId: account.phoneNumberId, bizOpaqueCallbackData: id, ...(userIdOf(to) ? { recipient: to } : { to: to.replace(/^\+/, '') }) });

  const sendTexts = async (message: OutgoingMessage) => {
    let sent;
    for (const body of splitText(menuText(message.text, message.choices), most.text)) sent = await client.messages.sendText({ ...envelope(message), body } as Parameters<typeof client.messages.sendText>[0]);
    return sent;
  };

  const sendForm = async (message: OutgoingMessage) => {
    const common = { ...envelope(message), bodyText: message.text };
    switch (formOf(message)) {
      case 'text':
        return sendTexts(message);
      case 'buttons':
        return client.messages.sendInteractiveButtons({ ...common, buttons: message.choices.map(button) } as Parameters<typeof client.messages.sendInteractiveButtons>[0]);
      case 'list':
        return client.messages.sendInteractiveList({ ...common, buttonText: cut(message.chooseLabel, most.listButton), sections: [{ rows: message.choices.map(row) }] } as Parameters<typeof client.messages.sendInteractiveList>[0]);
    }
  };

  const send = async (message: OutgoingMessage): Promise<SendResult> => {
    try {
      const providerId = (await sendForm(message))?.messages?.[0]?.id;
      return providerId ? { accepted: true, providerId } : { accepted: false, retry: 'never', reason: 'no-id', alert: true };
    } catch (error) {
      return { accepted: false, ...failureBehind(error) };
    }
  };

  // Meta has no question for "did this leave?": its reports, which carry our id, are the only answer
  return { send, findSent: async () => undefined };
};
