import type { LocalDate, UnitId } from '@tung-nha/kernel';
import type { Level, OpenedUnit, Reorganisation, UnitRegisterEvent } from '@tung-nha/team-organisation-events';
import type { Unit, UnitVersion } from './unit.js';
import { type Unknown, unknownsOf } from './unknowns.js';

/** Every unit there ever was, from the one stream `unit-register/vietnam` (T1). */
export interface UnitRegister {
  readonly units: ReadonlyMap<UnitId, Unit>;
  /** Days on which anything changed, in order. */
  readonly changeDays: readonly LocalDate[];
  /** What the sources do not say. */
  readonly unknowns: readonly Unknown[];
  /** Every unit that ever bore the code at this level, in the order in which they were recorded. */
  bearersOf(level: Level, code: string): readonly UnitId[];
}

export const emptyRegister: UnitRegister = {
  units: new Map(),
  changeDays: [],
  unknowns: [],
  bearersOf: () => [],
};

/** What all editions of one register share; it only grows. */
interface Ledger {
  readonly units: Map<UnitId, Unit>;
  readonly bearers: Map<string, UnitId[]>;
  readonly changeDays: Set<LocalDate>;
  /** Changes by a decision without a number. */
  readonly undecided: { unit: UnitId; on: LocalDate }[];
  editions: number;
}

/** The register after one more event. Editions share the ledger, so that 14,000 units are not copied for each event. */
class RegisterEdition implements UnitRegister {
  readonly edition: number;
  private days?: readonly LocalDate[];
  private unknown?: readonly Unknown[];

  constructor(readonly ledger: Ledger) {
    ledger.editions += 1;
    this.edition = ledger.editions;
  }
  get units(): ReadonlyMap<UnitId, Unit> {
    return this.ledger.units;
  }
  get changeDays(): readonly LocalDate[] {
    return (this.days ??= [...this.ledger.changeDays].sort());
  }
  get unknowns(): readonly Unknown[] {
    return (this.unknown ??= unknownsOf(this.ledger.units, this.ledger.undecided));
  }
  bearersOf(level: Level, code: string): readonly UnitId[] {
    return this.ledger.bearers.get(`${level} ${code}`) ?? [];
  }
}

/**
 * The register after the event. The one passed in is used up: it shares its units with the result.
 * @throws Error when a register is folded on that was used up before; take a `copyOfRegister` to try things out
 */
export function foldRegister(register: UnitRegister, event: UnitRegisterEvent): UnitRegister {
  const ledger = ledgerOf(register);
  switch (event.type) {
    case 'team-organisation.unit-list-recorded':
      for (const unit of event.data.units) open(ledger, unit, event.data.on);
      break;
    case 'team-organisation.units-reorganised':
      reorganise(ledger, event.data);
      break;
    case 'team-organisation.villages-founded':
      for (const village of event.data.villages)
        open(ledger, { ...village, code: null, level: 'village', parent: event.data.commune }, event.data.on);
      break;
  }
  return new RegisterEdition(ledger);
}

/** A register of its own, to decide several commands one after another without recording them (a dry run). */
export function copyOfRegister(register: UnitRegister): UnitRegister {
  if (!(register instanceof RegisterEdition)) return register;
  const { units, bearers, changeDays, undecided } = register.ledger;
  return new RegisterEdition({
    units: new Map(units),
    bearers: new Map([...bearers].map(([code, ids]) => [code, [...ids]])),
    changeDays: new Set(changeDays),
    undecided: [...undecided],
    editions: 0,
  });
}

function ledgerOf(register: UnitRegister): Ledger {
  if (!(register instanceof RegisterEdition))
    return { units: new Map(), bearers: new Map(), changeDays: new Set(), undecided: [], editions: 0 };
  if (register.edition !== register.ledger.editions) throw new Error('this register was folded on before');
  return register.ledger;
}

function open(ledger: Ledger, { unit: id, ...rest }: OpenedUnit, on: LocalDate): void {
  const version = { from: on, ...rest };
  ledger.units.set(id, { id, from: on, to: null, versions: [version], predecessors: [], successors: [] });
  remember(ledger, id, version);
  ledger.changeDays.add(on);
}

function reorganise(ledger: Ledger, { on, decision, opened, renamed, moved, closed, links }: Reorganisation): void {
  ledger.changeDays.add(on);
  for (const unit of opened) open(ledger, unit, on);
  for (const { unit, ...style } of renamed) change(ledger, unit, on, style);
  for (const { unit, parent } of moved) change(ledger, unit, on, { parent });
  for (const id of closed) {
    const unit = unitOf(ledger, id);
    const lived = unit.versions.filter(({ from }) => from < on);
    ledger.units.set(id, { ...unit, to: on, versions: lived.length > 0 ? lived : unit.versions.slice(0, 1) });
  }
  for (const { from, to, extent, seat } of links) {
    const link = { on, extent, seat, decision: decision?.number ?? null };
    const old = unitOf(ledger, from);
    ledger.units.set(from, { ...old, successors: [...old.successors, { unit: to, ...link }] });
    const next = unitOf(ledger, to);
    ledger.units.set(to, { ...next, predecessors: [...next.predecessors, { unit: from, ...link }] });
  }
  if ((decision?.number ?? null) !== null) return;
  const touched = new Set([...opened, ...renamed, ...moved].map(({ unit }) => unit).concat(closed));
  for (const unit of touched) ledger.undecided.push({ unit, on });
}

/** A version from `on` to the next one, however late it is told. */
function change(ledger: Ledger, id: UnitId, on: LocalDate, said: Partial<UnitVersion>): void {
  const unit = unitOf(ledger, id);
  const before = unit.versions.filter(({ from }) => from < on);
  const same = unit.versions.find(({ from }) => from === on);
  const base = same ?? before.at(-1) ?? unit.versions[0]!;
  const version = { ...base, ...said, from: on };
  const after = unit.versions.filter(({ from }) => from > on);
  ledger.units.set(id, { ...unit, versions: [...before, version, ...after] });
  remember(ledger, id, version);
}

function remember({ bearers }: Ledger, id: UnitId, { level, code }: UnitVersion): void {
  if (code === null) return;
  const key = `${level} ${code}`;
  const known = bearers.get(key);
  if (!known) bearers.set(key, [id]);
  else if (!known.includes(id)) known.push(id);
}

function unitOf({ units }: Ledger, id: UnitId): Unit {
  const unit = units.get(id);
  if (!unit) throw new RangeError(`no unit ${id} in the register`);
  return unit;
}
