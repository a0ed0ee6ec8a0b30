/** A member of staff who can be paged: verified, not gone. `reachable` is false when they opted out or their number is dead. */
export type Pageable = { staffId: string; personId: string; name: string; role: StaffRole; languages: string[]; reachable: boolean };

/** Someone on the rota now, primary (rank 1) first. */
export type OnCall = Pageable & { rank: number };

export const staffRoles = ['leader', 'coordinator', 'supervisor', 'administrator'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** The people who answer. */
export type StaffStore = {
  /** Who is on call at a wall time (`weekday` 1 is Monday, `time` "HH:MM"), primary first. */
  onCall(weekday: number, time: string): Promise<OnCall[]>;
  inRoles(roles: StaffRole[]): Promise<Pageable[]>;
  byId(staffId: string): Promise<Pageable | undefined>;
  byPerson(personId: string): Promise<Pageable | undefined>;
  /** Staff numbers for the simulator's presets. */
  list(): Promise<{ role: string; name: string; sealed: Buffer; channel: string }[]>;
};
