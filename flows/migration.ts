import type { StateValue } from 'xstate';

/** What a migration may change of a saved frame: where it stands, what it remembers, what it waits for. */
export type Saved = { value: StateValue; context: Record<string, unknown>; timers: { id: string; at: string; event: string }[] };

/**
 * Carries a frame saved by version `to - 1` to version `to`. Pure, with one sentence of `why`. Renaming a state
 * also renames its timer: `xstate.after.patience.<flow>.<state>`.
 */
export type Migration = { to: number; why: string; migrate: (saved: Saved) => Saved };
