import type { FlowNotices, FlowPorts, NoticeName, PortName } from '../../core/flow-kit/index.ts';
import type { Language } from '../../core/language/render.ts';
import type { Stores } from '../database.ts';
import type { Cause } from '../hand-offs/open-hand-off.ts';
import type { Program } from '../stores/program.ts';

/** What a port may lean on: the step's own transaction, the person in it, and the moment it happens. `inboundId` is the message that caused it, when one did. */
export type PortContext = {
  stores: Stores;
  personId: string;
  inboundId?: string;
  now: Temporal.Instant;
  program: Program;
  locale: string;
  language: Language;
  /** The address of the person's own calendar. */
  calendar(): string;
};

/** The answer to one question a flow may ask of the world. A refusal is an AppError; the flow hears its code. */
export type FlowPort<N extends PortName> = (input: FlowPorts[N]['input'], context: PortContext) => Promise<FlowPorts[N]['output']>;

/** Something a flow tells the world; nothing comes back into the frame. */
export type FlowNotice<N extends NoticeName> = (input: FlowNotices[N], context: PortContext) => Promise<void>;

/** A port's moment as the beginning of a hand-off. */
export const causeOf = ({ inboundId, ...context }: PortContext): Cause => ({ ...context, inboundId: inboundId ?? null });
