/** A stock stands at the end of `on`; a flow counts what happened from `from` to `on` (P1). */
export type FigureKind = 'stock' | 'flow';

/** What is counted. */
export type CountedThing = 'household' | 'citizen' | 'visit' | 'guidance' | 'proxy-act' | 'team' | 'membership';

/** The event type whose restatements are added up, and which of them. */
export interface Feed {
  readonly type: string;
  readonly standing?: string;
  readonly recordKind?: string;
}

export interface Names {
  readonly vi: string;
  readonly en: string;
}

export interface FigureOf<Id extends string> {
  readonly id: Id;
  readonly name: Names;
  readonly kind: FigureKind;
  readonly unit: CountedThing;
  /** The denominator: the figure it is a share of. */
  readonly shareOf?: string;
  /** More of it is worse: the unit with the fewest ranks first. */
  readonly trouble?: true;
  /** What a reader must know before adding it up or comparing it. */
  readonly note?: Names;
  readonly fedBy: readonly Feed[];
  /** Worked out at reading, for the day asked, from what is kept small; kept in no column (T9, P1). */
  readonly workedOut?: 'required-teams' | 'dormant-teams';
  /**
   * Where sums of it are kept (0 to 255): written into stored rows, so never given to another figure. Absent where it is
   * worked out.
   */
  readonly column?: number;
}

export const ofHousehold = (standing: string): readonly Feed[] => [
  { type: 'field-activity.household-standing-restated', standing },
];
export const ofCitizen = (standing: string): readonly Feed[] => [
  { type: 'field-activity.citizen-standing-restated', standing },
];
export const ofRecord = (recordKind: string): readonly Feed[] => [
  { type: 'field-activity.household-record-restated', recordKind },
];
export const ofTeam = (standing: string): readonly Feed[] => [
  { type: 'team-organisation.team-standing-restated', standing },
];
