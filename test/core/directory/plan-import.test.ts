/** What a feed would change: nothing a person set by hand, and nobody is deleted. */
import type { GroupRecord } from '../../../src/core/directory/group.ts';
import { planImport, type GroupAsKept } from '../../../src/core/directory/plan-import.ts';
import { rhythms, ruleOf, scheduleOf } from '../../../src/core/directory/rhythm.ts';

const group: GroupRecord = {
  sourceId: 'a', need: 'grief', name: 'Circle', description: '', languages: ['en'], audience: [], wheelchair: 'unknown', signLanguage: 'unknown', childcare: 'unknown', venueKind: 'in_person', venue: 'Library',
  address: '1 Oak St', postalCode: null, area: null, latitude: null, longitude: null, link: '', timeZone: 'America/New_York', timeZoneSource: 'feed', recurrence: 'FREQ=WEEKLY;BYDAY=TU', startsOn: null, startsAt: '19:00', minutes: 60,
};
const kept = (more: Partial<GroupAsKept> = {}): GroupAsKept => ({ ...group, groupId: 'g', setByHand: [], closed: false, ...more });

describe('an import is planned', () => {
  it('and what is new, changed, gone and the same is told apart', () => {
    const plan = planImport([kept(), kept({ sourceId: 'b', groupId: 'h', name: 'Gone' }), kept({ sourceId: 'c', groupId: 'i' })], [{ ...group, startsAt: '18:00' }, { ...group, sourceId: 'c' }, { ...group, sourceId: 'd' }]);
    expect(plan.changed).toEqual([{ groupId: 'g', name: 'Circle', fields: [{ field: 'startsAt', was: '19:00', becomes: '18:00' }] }]);
    expect(plan.missing).toEqual([{ groupId: 'h', name: 'Gone' }]);
    expect([plan.added.map(({ sourceId }) => sourceId), plan.unchanged, plan.conflicts]).toEqual([['d'], 1, []]);
  });

  it('and what a person set stays, and the feed\'s other word is told', () => {
    const plan = planImport([kept({ wheelchair: 'yes', venue: 'New library', setByHand: ['wheelchair', 'venue'] })], [{ ...group, minutes: 90 }]);
    expect(plan.toKeep).toMatchObject([{ wheelchair: 'yes', venue: 'New library', minutes: 90 }]);
    expect(plan.conflicts).toMatchObject([{ ended: false, fields: [{ field: 'wheelchair', was: 'yes', becomes: 'unknown' }, { field: 'venue' }] }]);
    expect(plan.changed).toMatchObject([{ fields: [{ field: 'minutes' }] }]);
  });

  it('and a group that was ended here is not opened again by its feed', () => {
    expect(planImport([kept({ closed: true })], [group])).toMatchObject({ added: [], changed: [], missing: [], conflicts: [{ ended: true, fields: [] }] });
  });
});

describe('a rhythm', () => {
  it.each(rhythms)('%s is read back from its rule', (rhythm) => {
    const schedule = { rhythm, days: rhythm === 'once' ? [] : ['TU', 'TH'], startsOn: '2026-11-24' };
    const rule = ruleOf(schedule);
    expect(typeof rule === 'string' ? rule : scheduleOf(rule.recurrence, '2026-11-24')).toEqual(schedule);
  });

  it.each(['FREQ=MONTHLY;BYMONTHDAY=1,15', 'FREQ=MONTHLY;BYDAY=2TH,-1FR', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270131T235959Z'])('%s is more than a form can say', (recurrence) => expect(scheduleOf(recurrence, null)).toBeUndefined());

  it('that lacks something says what', () => {
    expect([ruleOf({ rhythm: 'weekly', days: [], startsOn: null }), ruleOf({ rhythm: 'once', days: [], startsOn: null }), ruleOf({ rhythm: 'every-other-week', days: ['TU'], startsOn: null })]).toEqual([expect.stringContaining('day'), expect.stringContaining('date'), expect.stringContaining('date')]);
  });
});
