/** Someone to page: a person of the programme, best first. */
export type OnCall = { staffId: string; personId: string; rank: number; languages: string[] };

/** Hand-offs, incidents and the people who answer them. */
export type StaffStore = {
  /** Who is on call at a wall time (`weekday` 1 is Monday, `time` "HH:MM"), primary first. */
  onCall(weekday: number, time: string): Promise<OnCall[]>;
  openIncident(incident: { id: string; personId: string; inboundId: string | null; level: string; kind: string; rule: string; toldStaff: boolean }, now: Temporal.Instant): Promise<number>;
  openHandOff(handOff: { id: string; personId: string; reason: string; toldStaff: boolean }, now: Temporal.Instant): Promise<number>;
  /** Staff numbers for the simulator's presets. */
  list(): Promise<{ role: string; name: string; sealed: Buffer; channel: string }[]>;
};
