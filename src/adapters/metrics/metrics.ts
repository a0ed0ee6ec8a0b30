/** What an operator watches, for Prometheus. Labels are adapters and outcomes, never people. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Attention } from '../../services/stores/program.ts';

export type Metrics = {
  received(adapter: string, outcome: 'accepted' | 'refused' | 'left'): void;
  turnSeconds(seconds: number): void;
  batch(size: number): void;
  sent(adapter: string, result: string): void;
  text(): Promise<string>;
};

export const createMetrics = (attention: () => Promise<Attention>): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const received = new Counter({ name: 'porchlight_deliveries_total', help: 'Webhook deliveries by adapter and outcome', labelNames: ['adapter', 'outcome'], registers });
  const turns = new Histogram({ name: 'porchlight_turn_seconds', help: 'From delivery received to committed', buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5], registers });
  const batches = new Histogram({ name: 'porchlight_batch_messages', help: 'Messages handled in one transaction', buckets: [1, 2, 4, 8, 16, 32, 64], registers });
  const sent = new Counter({ name: 'porchlight_messages_sent_total', help: 'Messages out by adapter and result', labelNames: ['adapter', 'result'], registers });
  const waiting = new Gauge({
    name: 'porchlight_needs_attention',
    help: 'Things that wait for a person to look at, by kind',
    labelNames: ['kind'],
    registers,
    collect: async () => {
      for (const [kind, count] of Object.entries(await attention())) waiting.set({ kind }, count);
    },
  });
  return {
    received: (adapter, outcome) => received.inc({ adapter, outcome }),
    turnSeconds: (seconds) => turns.observe(seconds),
    batch: (size) => batches.observe(size),
    sent: (adapter, result) => sent.inc({ adapter, result }),
    text: () => registry.metrics(),
  };
};
