import { readFileSync } from 'node:fs';
import { readConfig, settings } from '../src/config.ts';

const sid = `AC${'0'.repeat(32)}`;
const complaintsOf = (env: Record<string, string>) => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => line.split(' ')[0]);
  }
};

describe('the settings', () => {
  it.each([
    ['nothing at all', {}, []],
    ['a port that is no number', { PORT: 'three' }, ['PORT']],
    ['a database without the secret that seals numbers', { DATABASE_URL: 'postgresql://a:b@c/d' }, ['PORCHLIGHT_SECRET']],
    ['a database of another kind', { DATABASE_URL: 'mysql://a/b', PORCHLIGHT_SECRET: 'x'.repeat(32) }, ['DATABASE_URL']],
    ['half a Twilio account', { TWILIO_ACCOUNT_SID: sid }, ['TWILIO_AUTH_TOKEN', 'PUBLIC_URL', 'TWILIO_FROM']],
    ['half a WhatsApp number', { WHATSAPP_ACCESS_TOKEN: 'x' }, ['WHATSAPP_PHONE_NUMBER_ID', 'WHATSAPP_APP_SECRET', 'WHATSAPP_VERIFY_TOKEN']],
    ['several faults at once', { PORT: '99999', SIMULATOR: 'yes', WHATSAPP_GRAPH_VERSION: '26' }, ['PORT', 'WHATSAPP_GRAPH_VERSION', 'SIMULATOR']],
    ['an empty variable, which counts as not set', { PORT: '', DATABASE_URL: '' }, []],
  ])('names every variable that is wrong in one go: %s', (_, env, named) => {
    expect(complaintsOf(env as Record<string, string>)).toEqual(named);
  });

  it('shows an example beside each complaint', () => {
    expect(() => readConfig({ PORT: 'three' })).toThrow('PORT is not right, for example PORT=3000');
  });

  it.each([
    ['no provider', {}, true],
    ['a provider', { WHATSAPP_PHONE_NUMBER_ID: '1', WHATSAPP_ACCESS_TOKEN: 'a', WHATSAPP_APP_SECRET: 'b', WHATSAPP_VERIFY_TOKEN: 'c' }, false],
    ['a provider, and the simulator asked for', { SIMULATOR: 'on', WHATSAPP_PHONE_NUMBER_ID: '1', WHATSAPP_ACCESS_TOKEN: 'a', WHATSAPP_APP_SECRET: 'b', WHATSAPP_VERIFY_TOKEN: 'c' }, true],
    ['no provider, and the simulator refused', { SIMULATOR: 'off' }, false],
  ])('turns the simulator on only while nobody real could be reached, or when asked: %s', (_, env, on) => {
    expect(readConfig(env as Record<string, string>).simulator).toBe(on);
  });

  it('are all explained in .env.example', () => {
    const explained = readFileSync('.env.example', 'utf8');
    expect(Object.keys(settings).filter((name) => !explained.includes(`# ${name}=`))).toEqual([]);
  });
});
