import type { HouseholdCommand } from '@tung-nha/field-activity-domain';
import { activity, type HouseholdId, recordId, withdrawalReason } from '@tung-nha/field-activity-events';
import { addDays, dayNumber, type LocalDate, subjectRef, teamId, type UnitId } from '@tung-nha/kernel';
import { Chance } from './random.js';

export interface SimulatedVillage {
  readonly unit: UnitId;
  /** The commune of 2023 it was founded in. */
  readonly commune: UnitId;
  readonly households: number;
}

/** One command as a phone sends it: later than it happened, sometimes twice. */
export interface SimulatedCommand {
  readonly key: string;
  readonly recorded: LocalDate;
  readonly household: HouseholdId;
  readonly village: SimulatedVillage;
  readonly command: HouseholdCommand;
}

export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** How often a team comes: a third of them hardly ever do. */
const diligences = [
  { daysBetweenVisits: 150, weight: 0.45 },
  { daysBetweenVisits: 320, weight: 0.25 },
  { daysBetweenVisits: 1_400, weight: 0.3 },
];

/** Everything that is told of one household, in order of telling. */
export function householdLife(
  seed: number,
  village: SimulatedVillage,
  neighbours: readonly SimulatedVillage[],
  index: number,
  { from, to }: Span,
): SimulatedCommand[] {
  const household = `h-${village.unit}-${index}` as HouseholdId;
  const chance = new Chance(seed, household);
  const team = teamId.parse(`team-${village.unit}`);
  const told: SimulatedCommand[] = [];
  const tell = (key: string, on: LocalDate, command: (today: LocalDate) => HouseholdCommand): LocalDate | undefined => {
    const recorded = addDays(on, delay(chance));
    if (recorded > to) return undefined;
    told.push({ key: `${household} ${key}`, recorded, household, village, command: command(recorded) });
    // A phone that heard no answer sends it again, as another request.
    if (chance.happens(0.03)) {
      const again = addDays(recorded, 1);
      if (again <= to)
        told.push({ key: `${household} ${key} again`, recorded: again, household, village, command: command(again) });
    }
    return recorded;
  };

  const registered = addDays(from, chance.below(90));
  told.push({
    key: `${household} registered`,
    recorded: registered,
    household,
    village,
    command: { type: 'register-household', village: village.unit, on: registered, today: registered },
  });
  const { daysBetweenVisits } = diligenceOf(seed, village);
  let visits = 0;
  for (
    let on = addDays(registered, gap(chance, daysBetweenVisits));
    on < to;
    on = addDays(on, gap(chance, daysBetweenVisits))
  ) {
    visits += 1;
    const record = recordId.parse(`v${visits}-${household}`.slice(0, 64));
    const members = [subjectRef.parse(`m${chance.below(6)}-${village.unit}`.slice(0, 64))];
    const activities = [chance.pick(activity.options)];
    const day = on;
    const recorded = tell(`visit ${visits}`, day, (today) => ({
      type: 'visit-household',
      visit: { visit: record, on: day, team, members, activities },
      today,
    }));
    if (recorded && chance.happens(0.02)) {
      const reason = chance.pick(withdrawalReason.options);
      tell(`withdraw ${visits}`, addDays(recorded, 1 + chance.below(40)), () => ({
        type: 'withdraw-record',
        record,
        reason,
      }));
    }
  }
  if (neighbours.length > 0 && chance.happens(0.02)) {
    const on = addDays(registered, 1 + chance.below(Math.max(1, dayNumber(to) - dayNumber(registered) - 1)));
    const target = chance.pick(neighbours).unit;
    if (target !== village.unit) tell('move', on, (today) => ({ type: 'move-household', to: target, on, today }));
  }
  return told.sort((one, other) => (one.recorded < other.recorded ? -1 : one.recorded > other.recorded ? 1 : 0));
}

function diligenceOf(seed: number, { unit }: SimulatedVillage) {
  let left = new Chance(seed, 'diligence', unit).next();
  return diligences.find(({ weight }) => (left -= weight) < 0) ?? diligences[0]!;
}

/** Days until the next visit: around the mean, in waves. */
const gap = (chance: Chance, mean: number) => Math.max(3, Math.round(mean * (0.25 + 1.5 * chance.next())));

/** Most records come the same day, some when the phone finds a network, a few a month later. */
function delay(chance: Chance): number {
  const luck = chance.next();
  if (luck < 0.8) return 0;
  return luck < 0.95 ? 1 + chance.below(5) : 6 + chance.below(35);
}
