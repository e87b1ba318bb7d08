import { type EventStore, digestOf } from '@tung-nha/event-store';
import { CommandHouseholds, CommandHouseholdsHandler } from '@tung-nha/field-activity-service';
import { commandIdOf, dayOf, type Instant, type LocalDate, subjectRef } from '@tung-nha/kernel';
import type { CommandRequest } from '@tung-nha/service-runtime';
import { householdLife, type SimulatedCommand, type SimulatedVillage, type Span } from './household-life.js';

export interface Simulation extends Span {
  readonly seed: number;
  readonly villages: readonly SimulatedVillage[];
}

export interface SimulationProgress {
  readonly commands: number;
  readonly of: number;
  readonly day: LocalDate;
}

const actor = subjectRef.parse('simulator');
/** So many households are told of together, day by day: what must be held in memory at once. */
const HOUSEHOLDS_PER_CHUNK = 20_000;
const COMMANDS_AT_ONCE = 256;

/**
 * Plays a province through the command handlers that everybody's commands take. Command ids derive from the seed, so
 * a run that was stopped is taken up by running it once more: what was recorded is answered, not recorded again.
 */
export async function simulate(
  store: EventStore,
  { seed, villages, from, to }: Simulation,
  progress: (state: SimulationProgress) => void = () => {},
): Promise<number> {
  const handler = new CommandHouseholdsHandler(store);
  let commands = 0;
  for (const chunk of chunksOf(villages)) {
    const told = chunk.flatMap((village) => {
      const neighbours = chunk.filter((other) => other.commune === village.commune || other === chunk[0]);
      return Array.from({ length: village.households }, (_, index) =>
        householdLife(seed, village, neighbours, index, { from, to }),
      ).flat();
    });
    for (const [day, ofDay] of byDay(told)) {
      await playDay(handler, seed, ofDay);
      commands += ofDay.length;
      progress({ commands, of: told.length, day });
    }
  }
  return commands;
}

/** What was told of one household stays in order; households go side by side. */
async function playDay(
  handler: CommandHouseholdsHandler,
  seed: number,
  told: readonly SimulatedCommand[],
): Promise<void> {
  const byHousehold = new Map<string, SimulatedCommand[]>();
  for (const command of told)
    byHousehold.set(command.household, [...(byHousehold.get(command.household) ?? []), command]);
  const queues = [...byHousehold.values()];
  const work = async () => {
    for (let queue = queues.pop(); queue; queue = queues.pop())
      for (const { key, recorded, household, village, command } of queue)
        await handler.execute(
          new CommandHouseholds([{ household, command }], village.commune, requestOf(`${seed} ${key}`, recorded)),
        );
  };
  await Promise.all(Array.from({ length: Math.min(COMMANDS_AT_ONCE, queues.length) }, work));
}

/** The request of a simulated command, recorded at some moment of working hours of its day. */
export function requestOf(key: string, recorded: LocalDate, by = actor): CommandRequest {
  const commandId = commandIdOf(by, key);
  const minute = Number.parseInt(commandId.slice(0, 4), 16) % 600;
  const recordedTime = `${recorded}T${pad(1 + Math.floor(minute / 60))}:${pad(minute % 60)}:00.000Z` as Instant;
  return {
    commandId,
    digest: digestOf({ key }),
    actor: by,
    recordedTime,
    correlationId: commandId,
    causationId: commandId,
    today: dayOf(recordedTime),
  };
}

function chunksOf(villages: readonly SimulatedVillage[]): SimulatedVillage[][] {
  const chunks: SimulatedVillage[][] = [[]];
  let households = 0;
  for (const village of villages) {
    if (households + village.households > HOUSEHOLDS_PER_CHUNK && chunks.at(-1)!.length > 0) {
      chunks.push([]);
      households = 0;
    }
    chunks.at(-1)!.push(village);
    households += village.households;
  }
  return chunks;
}

function byDay(told: readonly SimulatedCommand[]): [LocalDate, SimulatedCommand[]][] {
  const days = new Map<LocalDate, SimulatedCommand[]>();
  for (const command of told) {
    const ofDay = days.get(command.recorded);
    if (ofDay) ofDay.push(command);
    else days.set(command.recorded, [command]);
  }
  return [...days].sort(([one], [other]) => (one < other ? -1 : 1));
}

const pad = (number: number) => String(number).padStart(2, '0');
