import { localDate, type LocalDate } from '@tung-nha/kernel';
import { type TeamRule } from './team.commands.js';
import { type Level, unitCode } from '@tung-nha/team-organisation-events';

/** A row of an official unit list. `row` is its place in the file, for messages. */
export interface UnitListRow {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  /** The word for its type: xã, phường… */
  readonly type: string;
  readonly level: Level;
  readonly parentCode: string | null;
  readonly fullName: string;
}

/** A list with the day from which it is in force. */
export interface UnitList {
  readonly source: string;
  readonly on: LocalDate;
  readonly rows: readonly UnitListRow[];
}

export const changeKinds = ['merge', 'split', 'rename', 'transfer', 'abolish', 'create'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One edge from an old unit to a new one. */
export interface UnitChangeRow {
  readonly row: number;
  readonly on: LocalDate;
  readonly kind: ChangeKind;
  readonly level: Level;
  readonly fromCode: string | null;
  readonly toCode: string | null;
  readonly toFullName: string | null;
  readonly extent: 'full' | 'partial';
  /** Number of the decision; null where the source does not say it. */
  readonly decision: string | null;
  /** The new parent's code, where the row says it. */
  readonly parentCode: string | null;
}

/** What is wrong with a row; the edge words it in two languages (X7). */
export interface RowFault {
  readonly row: number;
  readonly field: string;
  /** Of the file itself, or of the team the row speaks of. */
  readonly rule: RowRule | TeamRule;
}

export const rowRules = [
  'MustNotBeEmpty',
  'NotACode',
  'NotADay',
  'NotALevel',
  'NotAKind',
  'NotAnExtent',
  'NotAName',
  'ColumnMissing',
  'NotCsv',
  'CodeTwice',
  'ParentUnknown',
  'CodeUnknownOnThatDay',
  'CodeStillBorne',
  'OnlyCreateHasNoFrom',
  'OnlyAbolishHasNoTo',
  'NotXlsx',
  'NotAnId',
  'NotARole',
  'NotAPosition',
  'NotAnOrganisation',
  'MemberTwice',
  'TeamNotInScope',
] as const;
export type RowRule = (typeof rowRules)[number];

const levelOfNumber: Readonly<Record<string, Level>> = { '1': 'province', '2': 'district', '3': 'commune' };
const widthOf: Readonly<Record<string, number>> = { province: 2, district: 3, commune: 5 };

/** Collects what is wrong with the rows of a file, so that all of it is told at once. */
export class RowReader {
  readonly faults: RowFault[] = [];

  constructor(
    private readonly record: Readonly<Record<string, string>>,
    readonly row: number,
  ) {}

  fault(field: string, rule: RowRule): void {
    this.faults.push({ row: this.row, field, rule });
  }

  text(field: string): string {
    const value = this.record[field] ?? '';
    if (value === '') this.fault(field, 'MustNotBeEmpty');
    return value;
  }

  name(field: string): string {
    const value = this.text(field);
    if (value !== value.normalize('NFC').trim() || value.length > 120) this.fault(field, 'NotAName');
    return value;
  }

  day(field: string): LocalDate {
    const value = this.text(field);
    if (value !== '' && !localDate.safeParse(value).success) this.fault(field, 'NotADay');
    return value as LocalDate;
  }

  id<Id extends string>(field: string, schema: { safeParse(value: string): { success: boolean } }): Id {
    const value = this.text(field);
    if (value !== '' && !schema.safeParse(value).success) this.fault(field, 'NotAnId');
    return value as Id;
  }

  level(field: string): Level {
    const value = this.text(field);
    const level = levelOfNumber[value];
    if (value !== '' && !level) this.fault(field, 'NotALevel');
    return level ?? 'commune';
  }

  oneOf<const Value extends string>(field: string, values: readonly Value[], rule: RowRule): Value {
    const value = this.text(field);
    if (value !== '' && !(values as readonly string[]).includes(value)) this.fault(field, rule);
    return value as Value;
  }

  code(field: string, level?: Level): string | null {
    const value = this.record[field] ?? '';
    if (value === '') return null;
    const fits = unitCode.safeParse(value).success && (level === undefined || widthOf[level] === value.length);
    if (!fits) this.fault(field, 'NotACode');
    return value;
  }
}
