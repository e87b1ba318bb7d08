/** Records as a phone sends them. */
export const byTeam = { team: 'team-1', members: ['an'] };
export const visit = { visit: 'life-visit', on: '2024-02-01', ...byTeam, activities: ['explained'] };
export const guidance = (id: string, skill: string, citizen: string, on = '2024-02-01') => ({
  guidance: id,
  on,
  citizen,
  skill,
  mode: 'in-person',
  ...byTeam,
});

export const stranger = { visit: 'v-new', on: '2024-02-02', activities: [] };

type Refused = [string, string, string, unknown, number, string, string[]];

/** What is wrong · household, route and body · status, rule, and the places of the faults where it names them. */
export const refusedRecords: readonly Refused[] = [
  [
    'a visit by one who is no member, named by place',
    'life-c',
    'visits',
    { ...stranger, team: 'team-1', members: ['an', 'nobody'] },
    422,
    'not-a-member-that-day',
    ['/members/1'],
  ],
  [
    'a visit by a team nobody established',
    'life-c',
    'visits',
    { ...stranger, team: 'team-9', members: ['an'] },
    422,
    'team-unknown',
    ['/team'],
  ],
  [
    'putting in charge one who was released',
    'life-b',
    'assignments',
    { assignment: 'care-9', on: '2024-10-01', member: 'binh', team: 'team-1' },
    422,
    'not-a-member-that-day',
    ['/member'],
  ],
  [
    'a visit in the future',
    'life-c',
    'visits',
    { ...stranger, ...byTeam, on: '2026-05-01' },
    422,
    'day-in-the-future',
    [],
  ],
  [
    'a visit to a household closed on that day',
    'life-old',
    'visits',
    { ...stranger, ...byTeam, on: '2024-04-01' },
    422,
    'household-closed-that-day',
    [],
  ],
  [
    'guiding one who lives elsewhere by then',
    'life-a',
    'guidance',
    guidance('g-9', 'online-payment', 'mother', '2024-05-01'),
    422,
    'citizen-not-member-that-day',
    [],
  ],
  [
    'another record under a known id',
    'life-a',
    'visits',
    { ...visit, on: '2024-02-03' },
    422,
    'recorded-otherwise',
    [],
  ],
  [
    'acting for a household that is not in care',
    'life-c',
    'proxy-acts',
    { proxy: 'p-9', on: '2024-02-02', ...byTeam },
    422,
    'not-in-care-that-day',
    [],
  ],
  [
    'joining while a member elsewhere, and does not say where',
    'life-c',
    'citizens',
    { citizen: 'mother', turns14: 'earlier', on: '2024-10-01' },
    422,
    'citizen-of-another-household',
    [],
  ],
  ['reopening one that went up in another', 'life-a', 'reopening', {}, 422, 'household-went-up-in-another', []],
  [
    'a household that goes up in itself',
    'life-c',
    'merges',
    { into: 'life-c', on: '2024-10-01' },
    422,
    'not-into-itself',
    [],
  ],
  [
    'a chip card with a level',
    'life-b',
    'account-statements',
    { statement: 's-9', on: '2024-04-02', citizen: 'mother', account: 'chip-card', state: 'activated', level: 2 },
    422,
    'state-not-of-that-account',
    [],
  ],
  [
    'a skill, a basis and a day that are none',
    'life-b',
    'confirmations',
    { confirmation: 'c-9', on: '2024-02-30', citizen: 'mother', skill: 'cooking', basis: 'hearsay' },
    400,
    'request-invalid',
    ['/basis', '/on', '/skill'],
  ],
];
