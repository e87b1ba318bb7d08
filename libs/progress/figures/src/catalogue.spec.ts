import { describe, expect, it } from '@jest/globals';
import { fieldActivityEvents, recordKind, standings } from '@tung-nha/field-activity-events';
import { teamOrganisationEvents, teamStandings } from '@tung-nha/team-organisation-events';
import { catalogue, COLUMNS, columnFedBy, figureInColumn, figureOf, membersByOrganisation } from './index.js';

describe('the catalogue of figures (P1)', () => {
  it('gives every figure an id, a column and a place of its own', () => {
    const columns = [
      ...catalogue.flatMap(({ column }) => column ?? []),
      ...membersByOrganisation.parts.map(({ column }) => column),
    ];
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    expect(new Set(columns).size).toBe(columns.length);
    expect(COLUMNS).toBeLessThanOrEqual(256);
    for (const figure of catalogue) expect(figure.column === undefined).toBe(figure.workedOut !== undefined);
  });

  it('never moves a column: stored rows name it', () => {
    expect(
      ['households.total', 'households.needs-care', 'visits.count', 'citizens.vneid', 'members.active'].map(
        (id) => figureOf(id)?.column,
      ),
    ).toEqual([0, 21, 22, 28, 34]);
    expect(figureInColumn(12)?.id).toBe('households.skill.5.proficient');
    expect(membersByOrganisation.parts[0]).toEqual({ part: 'commune-committee', column: 35 });
  });

  it('counts every standing and kind of record that events can say, and nothing else', () => {
    const declared = new Set<string>([...fieldActivityEvents, ...teamOrganisationEvents].map(({ type }) => type));
    for (const { fedBy } of catalogue) for (const { type } of fedBy) expect(declared).toContain(type);
    const uncounted = [
      ...standings.filter(
        (standing) => columnFedBy({ type: 'field-activity.household-standing-restated', standing }) === undefined,
      ),
      ...teamStandings.filter(
        (standing) => columnFedBy({ type: 'team-organisation.team-standing-restated', standing }) === undefined,
      ),
      ...recordKind.options.filter(
        (kind) => columnFedBy({ type: 'field-activity.household-record-restated', recordKind: kind }) === undefined,
      ),
    ];
    expect(uncounted).toEqual([]);
  });

  it('takes shares of figures that exist', () => {
    for (const { shareOf } of catalogue) if (shareOf) expect(figureOf(shareOf)).toBeDefined();
  });
});
