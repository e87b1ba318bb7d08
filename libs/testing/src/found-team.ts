import type { Answer, Client, FoundedTeam } from './system.js';

const TEAM = 'team-1';
const MEMBERS = ['an', 'binh'] as const;
const ON = '2023-06-01';

/** A commune's team with its members, by the commands everybody gives. */
export async function foundTeam(admin: Client, commune: string): Promise<FoundedTeam> {
  const base = '/api/team-organisation/teams';
  const decision = {
    number: '01/QĐ-UBND',
    date: ON,
    office: 'commune-chair',
    capacity: 'own-right',
    issuingUnit: commune,
  };
  accepted(await admin.post(base, { team: TEAM, unit: commune, decision, on: ON }));
  for (const member of MEMBERS) {
    const appointment = { member, role: 'member', position: 'citizen', organisation: 'village', on: ON };
    accepted(await admin.post(`${base}/${TEAM}/members`, appointment));
  }
  return {
    team: TEAM,
    members: MEMBERS,
    release: async (member, on) =>
      accepted(await admin.post(`${base}/${TEAM}/members/${member}/release`, { reason: 'moved-away', on })),
  };
}

function accepted({ status, body }: Answer): void {
  if (status !== 201) throw new Error(`refused with ${status}: ${JSON.stringify(body)}`);
}
