import {
  type DeclarationEvent,
  declarationEvents,
  type DeclaredCount,
  readDeclarationEvent,
} from '@tung-nha/field-activity-events';
import { type Decider, DomainError, type LocalDate, registryOf, sameData, type UnitId } from '@tung-nha/kernel';

export interface DeclarationCommand {
  readonly type: 'declare-households';
  readonly unit: UnitId;
  readonly year: number;
  readonly on: LocalDate;
  readonly households: number;
  readonly today: LocalDate;
}

export const declarationRules = ['DayInTheFuture', 'DayOutsideOfTheYear', 'DeclaredOtherwiseThatDay'] as const;
export type DeclarationRule = (typeof declarationRules)[number];

export interface DeclarationState {
  readonly unit: UnitId | undefined;
  /** Day of declaration → households. */
  readonly declared: ReadonlyMap<LocalDate, number>;
  readonly said: DeclaredCount | null;
}

/** A commune's official count of one year, from the first to the last day of it; the latest declaration stands (P1). */
export const declaration: Decider<DeclarationState, DeclarationCommand, DeclarationEvent> = {
  initialState: { unit: undefined, declared: new Map(), said: null },
  evolve(state, event) {
    switch (event.type) {
      case 'field-activity.households-declared': {
        const { unit, on, households } = event.data;
        return { ...state, unit, declared: new Map(state.declared).set(on, households) };
      }
      case 'field-activity.households-declared-restated':
        return { ...state, said: event.data.is };
    }
  },
  decide({ unit, year, on, households, today }, { declared, said }) {
    if (declared.get(on) === households) return [];
    if (declared.has(on)) throw new DomainError<DeclarationRule>('DeclaredOtherwiseThatDay', { on });
    if (on > today) throw new DomainError<DeclarationRule>('DayInTheFuture', { on });
    if (!on.startsWith(`${year}-`)) throw new DomainError<DeclarationRule>('DayOutsideOfTheYear', { on, year });
    const latest = [...declared.keys(), on].sort().at(-1) === on ? households : said?.households;
    const is: DeclaredCount = {
      unit,
      from: `${year}-01-01` as LocalDate,
      to: `${year + 1}-01-01` as LocalDate,
      households: latest ?? households,
    };
    const declaredNow: DeclarationEvent = {
      type: 'field-activity.households-declared',
      data: { unit, year, on, households },
    };
    if (said && sameData(said, is)) return [declaredNow];
    return [declaredNow, { type: 'field-activity.households-declared-restated', data: { was: said, is } }];
  },
};

export const declarationAggregate = {
  context: 'field-activity',
  decider: declaration,
  read: readDeclarationEvent,
  definitionOf: registryOf(declarationEvents),
  unitOf: ({ unit }: DeclarationState): UnitId => unit!,
} as const;
