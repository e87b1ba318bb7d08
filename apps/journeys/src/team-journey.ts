import { type Answer, type Client, type Shape, startSystem, type System } from '@tung-nha/testing';

export const base = '/api/team-organisation';
export const refusedBy = (rule: string) => `urn:tung-nha:problem:${rule}`;

type Headers = Record<string, string>;

/** What a commune's officer does with its teams, and the province's administrator with those of another commune. */
export interface TeamJourney {
  readonly system: System;
  readonly officer: Client;
  readonly admin: Client;
  readonly commune: string;
  readonly village: string;
  /** Another commune's, and its village. */
  readonly foreign: { readonly commune: string; readonly village: string };
  decision(over?: object): object;
  establish(team: string, over?: object, headers?: Headers, by?: Client): Promise<Answer>;
  appoint(team: string, member: string, over?: object, headers?: Headers): Promise<Answer>;
  dissolve(team: string, over: object): Promise<Answer>;
  /** The last position of the context's events. */
  head(): Promise<number>;
}

export async function openTeamJourney(shape: Shape): Promise<TeamJourney> {
  const system = await startSystem({ households: 500, shape });
  const officer = await system.as('demo-commune-officer');
  const admin = await system.as('demo-province-admin');
  const { commune } = system.places;
  const village = system.places.villages[0]!;
  const other = (await admin.read(`${base}/units?code=07774&on=2023-04-10`)).units[0].id as string;
  const below = await admin.read(`/api/progress/units/${other}?map=2023-04-10`);
  const decision = (over: object = {}) => ({
    number: '12/QĐ-UBND',
    date: '2023-06-01',
    office: 'commune-chair',
    capacity: 'own-right',
    issuingUnit: commune,
    ...over,
  });
  return {
    system,
    officer,
    admin,
    commune,
    village,
    foreign: { commune: other, village: below.children[0].unit.id },
    decision,
    establish: (team, over = {}, headers = {}, by = officer) =>
      by.post(`${base}/teams`, { team, unit: village, decision: decision(), on: '2023-06-01', ...over }, headers),
    appoint: (team, member, over = {}, headers = {}) =>
      officer.post(
        `${base}/teams/${team}/members`,
        { member, role: 'member', position: 'citizen', organisation: 'village', on: '2023-07-01', ...over },
        headers,
      ),
    dissolve: (team, over) =>
      officer.post(`${base}/teams/${team}/dissolution`, {
        decision: decision({ number: '50/QĐ-UBND', date: '2023-12-01' }),
        on: '2023-12-01',
        ...over,
      }),
    head: async () => (await admin.read(`${base}/events?after=0&limit=1`)).head as number,
  };
}
