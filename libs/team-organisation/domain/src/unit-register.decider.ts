import { type Decider, DomainError, type LocalDate, sameData, type UnitId } from '@tung-nha/kernel';
import {
  type FoundedVillage,
  levels,
  type OpenedUnit,
  type Reorganisation,
  type UnitRegisterEvent,
} from '@tung-nha/team-organisation-events';
import { copyOfRegister, emptyRegister, foldRegister, inForce, type UnitRegister, versionOn } from '@tung-nha/units';

export type UnitRegisterCommand =
  /** The units of an official list, parents before children; one event for each province. */
  | { type: 'record-unit-list'; source: string; on: LocalDate; provinces: readonly (readonly OpenedUnit[])[] }
  /** Decisions in order, all or none. */
  | { type: 'reorganise'; decisions: readonly Reorganisation[] }
  /** Villages are in no official list: they are founded below a commune. */
  | { type: 'found-villages'; on: LocalDate; simulated: boolean; communes: readonly FoundedCommune[] };

export interface FoundedCommune {
  readonly commune: UnitId;
  readonly villages: readonly FoundedVillage[];
}

export const unitRegisterRules = [
  'UnitUnknown',
  'UnitNotInForce',
  'UnitAlreadyRecorded',
  'ParentUnknown',
  'ParentNotAbove',
  'NotACommune',
] as const;
export type UnitRegisterRule = (typeof unitRegisterRules)[number];

export const unitRegister: Decider<UnitRegister, UnitRegisterCommand, UnitRegisterEvent> = {
  initialState: emptyRegister,
  evolve: foldRegister,
  decide(command, state) {
    // Each event is judged after those before it; the register itself stays as it is.
    let register = copyOfRegister(state);
    return eventsOf(command).flatMap((event) => {
      const fact = judge(register, event);
      if (!fact) return [];
      register = foldRegister(register, fact);
      return [fact];
    });
  },
};

function eventsOf(command: UnitRegisterCommand): UnitRegisterEvent[] {
  switch (command.type) {
    case 'record-unit-list': {
      const { source, on, provinces } = command;
      return provinces.map((units) => ({
        type: 'team-organisation.unit-list-recorded',
        data: { source, on, units: [...units] },
      }));
    }
    case 'reorganise':
      return command.decisions.map((data) => ({ type: 'team-organisation.units-reorganised', data }));
    case 'found-villages': {
      const { on, simulated, communes } = command;
      return communes.map(({ commune, villages }) => ({
        type: 'team-organisation.villages-founded',
        data: { on, commune, simulated, villages: [...villages] },
      }));
    }
  }
}

/** The fact as far as it is new; undefined when the register says it already. */
function judge(register: UnitRegister, event: UnitRegisterEvent): UnitRegisterEvent | undefined {
  switch (event.type) {
    case 'team-organisation.unit-list-recorded': {
      const { on, units } = event.data;
      const fresh = units.filter((unit) => !isRecorded(register, unit, on));
      if (fresh.length === 0) return undefined;
      mustStandBelow(register, fresh, on);
      return { ...event, data: { ...event.data, units: fresh } };
    }
    case 'team-organisation.units-reorganised':
      return hasHappened(register, event.data) ? undefined : (mustBePossible(register, event.data), event);
    case 'team-organisation.villages-founded': {
      const { on, commune, villages } = event.data;
      if (unitIn(register, commune).versions[0]?.level !== 'commune') throw refused('NotACommune', { unit: commune });
      const opened = villages.map((village) => villageBelow(commune, village));
      const fresh = opened.filter((village) => !isRecorded(register, village, on));
      if (fresh.length === 0) return undefined;
      mustStandBelow(register, fresh, on);
      return { ...event, data: { ...event.data, villages: villages.filter(({ unit }) => !register.units.has(unit)) } };
    }
  }
}

const villageBelow = (commune: UnitId, village: FoundedVillage): OpenedUnit => ({
  ...village,
  code: null,
  level: 'village',
  parent: commune,
});

function isRecorded({ units }: UnitRegister, { unit: id, ...style }: OpenedUnit, on: LocalDate): boolean {
  const known = units.get(id);
  if (!known) return false;
  if (known.versions[0] && sameData(known.versions[0], { from: on, ...style })) return true;
  throw refused('UnitAlreadyRecorded', { unit: id });
}

function mustStandBelow(register: UnitRegister, opened: readonly OpenedUnit[], on: LocalDate): void {
  const together = new Map(opened.map((unit) => [unit.unit, unit]));
  if (together.size < opened.length) throw refused('UnitAlreadyRecorded');
  for (const { unit, level, parent } of opened) {
    if (parent === null) {
      if (level !== 'province') throw refused('ParentUnknown', { unit });
      continue;
    }
    const above = together.get(parent)?.level ?? levelOf(register, parent, on);
    if (above === undefined) throw refused('ParentUnknown', { unit });
    if (levels.indexOf(above) >= levels.indexOf(level)) throw refused('ParentNotAbove', { unit });
  }
}

function levelOf({ units }: UnitRegister, id: UnitId, on: LocalDate) {
  const unit = units.get(id);
  return unit && inForce(unit, on) ? versionOn(unit, on).level : undefined;
}

function mustBePossible(register: UnitRegister, { on, opened, renamed, moved, closed, links }: Reorganisation): void {
  for (const { unit } of opened) if (register.units.has(unit)) throw refused('UnitAlreadyRecorded', { unit });
  mustStandBelow(register, opened, on);
  const isOpened = new Set(opened.map(({ unit }) => unit));
  for (const unit of [...renamed.map((one) => one.unit), ...moved.map((one) => one.unit), ...closed])
    if (!inForce(unitIn(register, unit), on)) throw refused('UnitNotInForce', { unit });
  for (const { parent } of moved) if (!isOpened.has(parent)) unitIn(register, parent);
  for (const unit of links.flatMap(({ from, to }) => [from, to])) if (!isOpened.has(unit)) unitIn(register, unit);
}

/** The very same decision was recorded before: whatever it does is there, from its day on. */
function hasHappened({ units }: UnitRegister, { on, opened, renamed, moved, closed, links }: Reorganisation): boolean {
  const version = (id: UnitId) => units.get(id)?.versions.find(({ from }) => from === on);
  return (
    opened.every(({ unit }) => units.get(unit)?.from === on) &&
    closed.every((unit) => units.get(unit)?.to === on) &&
    renamed.every(({ unit, fullName, code }) => version(unit)?.fullName === fullName && version(unit)?.code === code) &&
    moved.every(({ unit, parent }) => version(unit)?.parent === parent) &&
    links.every(({ from, to }) => units.get(from)?.successors.some((link) => link.unit === to && link.on === on))
  );
}

function unitIn({ units }: UnitRegister, unit: UnitId) {
  const known = units.get(unit);
  if (!known) throw refused('UnitUnknown', { unit });
  return known;
}

const refused = (rule: UnitRegisterRule, details?: DomainError['details']) => new DomainError(rule, details);
