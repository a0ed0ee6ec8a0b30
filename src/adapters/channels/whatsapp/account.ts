/** One WhatsApp number at Meta. `appSecret` signs what Meta sends us, `verifyToken` is the word of the set-up handshake. */
export type WhatsAppAccount = {
  phoneNumberId: string;
  accessToken: string;
  appSecret: string;
  verifyToken: string;
  apiUrl?: string;
  graphVersion: string;
};
