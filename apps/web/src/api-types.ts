/** What the HTTP interface answers, as this page uses it. Days are `YYYY-MM-DD` in Vietnam's time; `to` is excluded. */
export type Day = string;
export type UnitId = string;
export type FigureId = string;
export type Level = 'province' | 'district' | 'commune' | 'village';

export interface Bilingual {
  vi: string;
  en: string;
}

export interface UnitName {
  id: UnitId;
  code?: string | null;
  name: string;
  fullName: string;
  kind: string;
  level: Level;
  /** Of a village that a merger brought into another commune: the one it came from. */
  formerly?: { id: UnitId; name: string; fullName: string };
}

/** With what it lies in on the map, root first. */
export interface PlaceName extends UnitName {
  trail: { id: UnitId; fullName: string }[];
}

export interface DemoUser {
  user: string;
  name: Bilingual;
  role: string;
  roleName: Bilingual;
  unit: { id: UnitId; fullName: string };
}

export interface Grant {
  role: string;
  roleName: Bilingual;
  unit: { id: UnitId; code: string | null; fullName: string; level: Level };
  from: Day;
  to: Day | null;
}

export interface Me {
  subject: string;
  grants: Grant[];
}

export interface Defaults {
  today: Day;
  on: Day;
  map: Day;
  maps: { on: Day; label: Bilingual }[];
  root: { id: UnitId; fullName: string; from: Day; to: Day | null };
  simulated: boolean;
  /** What is offered only to who may do it. */
  may: ('parked.read' | 'parked.settle')[];
}

export interface Figure {
  id: FigureId;
  name: Bilingual;
  kind: 'stock' | 'flow';
  /** What is counted: households, teams, visits, … */
  unit?: string;
  shareOf?: FigureId | null;
  /** More of it is worse. */
  trouble?: boolean;
  note?: Bilingual;
}

/** A figure that is not in the record is not counted for that unit yet. */
export type Counts = Partial<Record<FigureId, number>>;

export interface Lane {
  lane: string;
  position: number;
  head: number;
  stopped: unknown;
}

export interface Freshness {
  lanes: Lane[];
  /** How many streams the figures lack something of. */
  parkedStreams: number;
  countedAt: string;
}

export interface UnitView {
  unit: UnitName & { from: Day; to: Day | null; existsOnMap: boolean };
  trail: UnitName[];
  asked: { from: Day; on: Day; known: Day | null; map: Day; final: boolean };
  figures: Counts;
  own: Counts;
  rank?: Partial<Record<FigureId, { rank: number; of: number }>>;
  /** By how much each figure would differ with all that was recorded after `known`. */
  recordedLater?: Counts;
  children: { unit: UnitName; figures: Counts }[];
  depth: Partial<Record<Level, number>>;
  maps: { on: Day; units: Partial<Record<Level, number>>; figures: Counts }[];
  freshness: Freshness;
}

/** All units of a level below a unit, with what is counted in none of them. */
export interface Below {
  units: { unit: UnitName; within: UnitName | null; figures: Counts }[];
  rest: Counts;
}

export interface WhyEvent {
  id: string;
  type: string;
  stream: string;
  /** Its place in the stream. */
  version: number;
  leaf: PlaceName;
  happenedOn: Day;
  recordedOn: Day;
  lateDays: number;
  n: number;
}

/** One of those that make a number: a household, a team, a unit. */
export interface Holder {
  kind: 'household' | 'team' | 'unit' | 'declaration';
  id: string;
  place: PlaceName;
  n: number;
  since: Day | null;
}

/** Which of the events are listed. */
export const eventChoices = ['all', 'late', 'taken-back'] as const;
export type EventChoice = (typeof eventChoices)[number];

/** The households, teams or units that make a number, page by page. */
export interface HolderPage {
  holders: Holder[];
  next: string | null;
}

export interface Why {
  total: number;
  added: number;
  takenBack: number;
  children: { unit: UnitName; value: number }[];
  own: number;
  events: WhyEvent[];
  next: number | string | null;
  /** With the first page alone. */
  holders?: Holder[];
  nextHolder?: string | null;
}

export interface UnitHit {
  unit: UnitId;
  name: string;
  fullName: string;
  code: string | null;
  level: Level;
  from: Day;
  to: Day | null;
  /** A day on whose map the unit exists. */
  map: Day;
  trail: { fullName: string }[];
}

/** Under which conditions a number holds; what is null is left to the server's own default. */
export interface Reading {
  from: Day | null;
  on: Day;
  known: Day | null;
  map: Day;
}

export interface Series {
  periods: { from: Day; to: Day }[];
  figures: { figure: FigureId; total: number[]; own: number[]; children: { unit: UnitName; values: number[] }[] }[];
}

export type HouseholdListName = 'all' | 'unvisited' | 'unassigned' | 'needs-care' | 'in-care' | 'nearly-complete';

export interface ListedHousehold {
  household: string;
  village: PlaceName;
  /** Standings that hold, named as figures without their `households.`. */
  standings: string[];
  missing: string[];
}

export interface HouseholdPage {
  households: ListedHousehold[];
  next: string | null;
  freshness: Freshness;
}

export interface HouseholdStandings {
  household: string;
  asked: { on: Day };
  /** What of the goal it lacks on the day asked; null where it is in no register then. */
  missing: string[] | null;
  standings: { standing: string; intervals: { village: PlaceName; from: Day; to: Day | null }[] }[];
  freshness: Freshness;
}

/** The records of a household as its log has them: codes and references, nobody's name. */
export interface HouseholdRecords {
  id: string;
  registeredOn: Day | null;
  closed: unknown;
  citizens: {
    citizen: string;
    turns14: number | 'earlier';
    diedOn: Day | null;
    stays: { from: Day; to: Day | null }[];
  }[];
  records: { record: string; kind: string; withdrawn: boolean; data: Record<string, unknown> }[];
  assignments: { assignment: string; member: string; team: string; from: Day; to: Day | null }[];
}

export type TeamListName = 'all' | 'dormant' | 'leaderless' | 'non-compliant';
export type TeamLevel = 'district' | 'commune' | 'village';

export interface ListedTeam {
  team: string;
  unit: PlaceName;
  level: TeamLevel | null;
  establishedOn: Day;
  lastActivityOn: Day | null;
  dormant: boolean;
  idleDays: number;
  leaderless: boolean;
  compliant: boolean;
  consolidated: boolean;
  members: number;
}

/** `onDay` is null on a day on which the team is not in force; `unit` is then where it was last. */
export interface TeamStanding {
  team: string;
  asked: { on: Day };
  unit: PlaceName;
  onDay: ListedTeam | null;
}

export interface TeamPage {
  total: number;
  teams: ListedTeam[];
  next: string | null;
  freshness: Freshness;
}

export interface Clause {
  kind: 'required' | 'recommended' | 'eligible-from';
  role: string | null;
  positions: string[];
  atLeast: number;
  present: number;
  met: boolean;
}

export interface TeamRecord {
  id: string;
  on: Day;
  unit: { id: UnitId; fullName: string };
  level: TeamLevel;
  policy: string;
  establishedOn: Day;
  dissolvedOn: Day | null;
  standings: string[];
  decisions: { what: string; on: Day; number: string | null; office: string | null }[];
  members: { member: string; role: string; position: string | null; organisation: string | null; since: Day }[];
  verdict: { compliant: boolean; clauses: Clause[] } | null;
}

/** A stream with an event that cannot be read: all of it from there on is set aside. */
export interface ParkedStream {
  lane: string;
  stream: string;
  reason: string;
  /** Positions of the first and the last event held. */
  first: number;
  last: number;
  events: number;
  /** When the first of them was recorded. */
  since: string;
}

export interface ParkedPage {
  parked: ParkedStream[];
  next: string | null;
  /** For which one may give a stream up. */
  reasons: { reason: string; name: Bilingual }[];
}
