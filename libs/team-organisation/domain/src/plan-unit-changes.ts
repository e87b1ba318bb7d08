import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { Decision, Level, Reorganisation } from '@tung-nha/team-organisation-events';
import {
  copyOfRegister,
  foldRegister,
  type Hierarchy,
  hierarchyOn,
  sameName,
  type UnitOnDay,
  type UnitRegister,
} from '@tung-nha/units';
import { unitIdFor } from './plan-unit-list.js';
import type { RowFault, UnitChangeRow, UnitList, UnitListRow } from './unit-rows.js';

/** What is filled while the rows of one decision are read. */
type Draft = { -readonly [Field in keyof Reorganisation]: Reorganisation[Field] };

interface Style {
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly kind: string;
}

/**
 * A change list as decisions in order of days, provinces first (T1). A unit lives on when code and full name are
 * unchanged or the row says so (rename, transfer); every other target is a new unit. `lists` say type and parent of
 * new units: the first list in force on the day or later.
 */
export function planUnitChanges(
  register: UnitRegister,
  rows: readonly UnitChangeRow[],
  lists: readonly UnitList[],
): { readonly decisions: readonly Reorganisation[]; readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = [];
  const decisions: Reorganisation[] = [];
  let working = copyOfRegister(register);
  for (const on of [...new Set(rows.map((row) => row.on))].sort()) {
    const list = [...lists].sort((one, other) => (one.on < other.on ? -1 : 1)).find((later) => later.on >= on);
    const day = new PlannedDay(hierarchyOn(working, on), on, list?.rows ?? []);
    day.plan(rows.filter((row) => row.on === on));
    faults.push(...day.faults);
    if (faults.length > 0) continue;
    for (const data of day.decisions()) {
      working = foldRegister(working, { type: 'team-organisation.units-reorganised', data });
      decisions.push(data);
    }
  }
  return { decisions: faults.length > 0 ? [] : decisions, faults: faults.sort((one, other) => one.row - other.row) };
}

/** All decisions of one day, read level by level from the top. */
class PlannedDay {
  readonly faults: RowFault[] = [];
  private readonly drafts = new Map<string, Draft>();
  private readonly listed: ReadonlyMap<string, UnitListRow>;
  /** What bears a code from this day on, as far as a row says it. */
  private readonly bearers = new Map<string, UnitId>();
  private readonly closed = new Set<UnitId>();

  constructor(
    private readonly before: Hierarchy,
    private readonly on: LocalDate,
    list: readonly UnitListRow[],
  ) {
    this.listed = new Map(list.map((row) => [`${row.level} ${row.code}`, row]));
  }

  plan(rows: readonly UnitChangeRow[]): void {
    for (const level of ['province', 'district', 'commune'] as const)
      this.planLevel(
        level,
        rows.filter((row) => row.level === level),
      );
  }

  decisions(): Reorganisation[] {
    return [...this.drafts.values()].filter((draft) =>
      [draft.opened, draft.renamed, draft.moved, draft.closed, draft.links].some((part) => part.length > 0),
    );
  }

  private planLevel(level: Level, rows: readonly UnitChangeRow[]): void {
    const known = rows.filter((row) => this.isKnown(row));
    const targets = new Map<string, UnitChangeRow[]>();
    for (const row of known)
      if (row.toCode !== null) targets.set(row.toCode, [...(targets.get(row.toCode) ?? []), row]);
    const livesOn = new Map([...targets].map(([code, group]) => [code, this.continuing(level, code, group)]));
    const staying = new Set([...livesOn.values()].flatMap((unit) => (unit ? [unit.id] : [])));
    for (const row of known) this.closeSource(row, staying);
    for (const [code, group] of targets) this.planTarget(level, code, group, livesOn.get(code));
  }

  private isKnown({ row, fromCode, level }: UnitChangeRow): boolean {
    if (fromCode === null || this.before.byCode(level, fromCode)) return true;
    this.faults.push({ row, field: 'from_code', rule: 'CodeUnknownOnThatDay' });
    return false;
  }

  /** The unit that goes on under the code, undefined when it is a new one. */
  private continuing(level: Level, code: string, rows: readonly UnitChangeRow[]): UnitOnDay | undefined {
    const bearer = this.before.byCode(level, code);
    const said = rows.find(({ kind, extent }) => kind === 'rename' || (kind === 'transfer' && extent === 'full'));
    if (said) return this.before.byCode(level, said.fromCode!);
    return bearer && sameName(bearer.fullName, this.styleOf(rows[0]!).fullName) ? bearer : undefined;
  }

  /** A full merge and an abolition end the old unit; a split does unless the list still has it. */
  private closeSource({ fromCode, level, kind, extent, decision }: UnitChangeRow, staying: ReadonlySet<UnitId>): void {
    const source = fromCode === null ? undefined : this.before.byCode(level, fromCode);
    if (!source || staying.has(source.id) || this.closed.has(source.id)) return;
    if (kind === 'rename' || kind === 'transfer') return;
    const listed = this.listed.get(`${level} ${fromCode}`);
    if (extent === 'partial' && listed && sameName(listed.fullName, source.fullName)) return;
    this.closed.add(source.id);
    this.draft(decision).closed.push(source.id);
  }

  private planTarget(level: Level, code: string, rows: readonly UnitChangeRow[], same: UnitOnDay | undefined): void {
    const first = rows[0]!;
    const style = this.styleOf(first);
    const draft = this.draft(first.decision);
    const unit = same?.id ?? unitIdFor(style.fullName, code, this.on);
    this.bearers.set(`${level} ${code}`, unit);
    const parent = this.parentOf(level, code, rows);
    if (parent === undefined) {
      this.faults.push({ row: first.row, field: 'to_code', rule: 'ParentUnknown' });
      return;
    }
    if (!same) draft.opened.push({ unit, level, parent, ...style });
    else {
      const renames = rows.some(({ kind }) => kind === 'rename') || !sameName(same.fullName, style.fullName);
      if (renames || same.code !== code) draft.renamed.push({ unit, ...style });
      if (parent !== null && same.parent !== parent) draft.moved.push({ unit, parent });
    }
    for (const { fromCode, extent, decision } of rows) {
      const source = fromCode === null ? undefined : this.before.byCode(level, fromCode);
      if (!source || source.id === unit) continue;
      this.draft(decision).links.push({ from: source.id, to: unit, extent, seat: false });
    }
  }

  private styleOf({ level, toCode, toFullName }: UnitChangeRow): Style {
    const listed = this.listed.get(`${level} ${toCode}`);
    const said = toFullName ?? '';
    // The list in force later may know the unit under a name it got later: the row says the name of the day.
    if (listed && sameName(listed.fullName, said))
      return { code: toCode!, name: listed.name, fullName: listed.fullName, kind: listed.type };
    const kind = kinds.find((word) => said.toLowerCase().startsWith(`${word} `)) ?? '';
    return { code: toCode!, name: said.slice(kind.length).trim(), fullName: said, kind: kind || 'đơn vị' };
  }

  /** `null` for a province; undefined when nothing says it. */
  private parentOf(level: Level, code: string, rows: readonly UnitChangeRow[]): UnitId | null | undefined {
    if (level === 'province') return null;
    const said = rows.find(({ parentCode }) => parentCode !== null)?.parentCode;
    const parentCode = said ?? this.listed.get(`${level} ${code}`)?.parentCode ?? undefined;
    const above = parentCode === undefined ? undefined : this.bearerOf(parentCode);
    if (above !== undefined) return above;
    // The list may know a parent that comes later; until then the unit stands where its first source stood.
    return (
      rows
        .map(({ fromCode }) => this.before.byCode(level, fromCode ?? '')?.parent)
        .find((parent) => parent != null && !this.closed.has(parent)) ?? undefined
    );
  }

  private bearerOf(code: string): UnitId | undefined {
    const level = code.length === 2 ? 'province' : 'district';
    const known = this.bearers.get(`${level} ${code}`) ?? this.before.byCode(level, code)?.id;
    return known !== undefined && !this.closed.has(known) ? known : undefined;
  }

  private draft(number: string | null): Draft {
    const key = number ?? '';
    const known = this.drafts.get(key);
    if (known) return known;
    const draft: Draft = {
      on: this.on,
      decision: number === null ? null : decisionOf(number),
      opened: [],
      renamed: [],
      moved: [],
      closed: [],
      links: [],
    };
    this.drafts.set(key, draft);
    return draft;
  }
}

const kinds = ['tỉnh', 'thành phố', 'quận', 'huyện', 'thị xã', 'thị trấn', 'phường', 'xã', 'đặc khu'];

/** The number says the office; day and capacity are not in the source. */
function decisionOf(number: string): Decision {
  const office = number.includes('UBTVQH')
    ? 'national-assembly-standing-committee'
    : number.includes('QH')
      ? 'national-assembly'
      : null;
  return { number, date: null, office, capacity: null, issuingUnit: null };
}
