/** One Twilio account and who its messages come from. `publicUrl` is the address Twilio calls us at, without a path of ours. */
export type TwilioAccount = {
  accountSid: string;
  authToken: string;
  messagingServiceSid?: string;
  from?: string;
  apiUrl?: string;
  publicUrl: string;
  whatsappFrom?: string;
};
