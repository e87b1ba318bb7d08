import { type EventStore, StreamMemory } from '@tung-nha/event-store';
import type { TeamFacts } from '@tung-nha/field-activity-domain';
import { CommandHouseholds, CommandHouseholdsHandler } from '@tung-nha/field-activity-service';
import { DomainError, type LocalDate } from '@tung-nha/kernel';
import type { Span } from './calendar.js';
import type { SimulatedVillage, Surroundings } from './home.js';
import { householdLife, type Neighbours } from './household-life.js';
import { requestOf } from './request.js';
import { playSideBySide } from './side-by-side.js';
import type { SimulatedCommand } from './told.js';

export interface Simulation extends Span {
  readonly seed: number;
  readonly villages: readonly SimulatedVillage[];
  readonly around: Surroundings;
  /** What the context has heard of the teams; without it nobody checks who went to the door. */
  readonly teams?: TeamFacts;
  /** So many chunks an earlier run has finished: they are not looked at again. */
  readonly chunksDone?: number;
}

export interface SimulationProgress {
  /** Households whose whole life is told, and the share of a chunk that is. */
  readonly households: number;
  readonly of: number;
  readonly day: LocalDate;
  readonly chunksDone: number;
}

/** So many households are told of together, day by day: what must be held in memory at once. */
const HOUSEHOLDS_PER_CHUNK = 10_000;

/**
 * Plays a province through the command handlers that everybody's commands take. Command ids derive from the seed, so
 * a run that was stopped is taken up by running it once more: what was recorded is answered, not recorded again. No
 * command is ever refused: what is refused today might be accepted after what came later, and the bytes would differ.
 */
export async function simulate(
  store: EventStore,
  { seed, villages, around, teams, from, to, chunksDone = 0 }: Simulation,
  progress: (state: SimulationProgress) => void = () => {},
): Promise<number> {
  const handler = new CommandHouseholdsHandler(store, teams, new StreamMemory(HOUSEHOLDS_PER_CHUNK * 2));
  const of = householdsIn(villages);
  let commands = 0;
  let before = 0;
  for (const [number, chunk] of chunksOf(villages).entries()) {
    const inChunk = householdsIn(chunk);
    if (number >= chunksDone) {
      const told = chunk.flatMap((village) =>
        neighboursIn(village).flatMap((some) => householdLife(seed, around, some, { from, to })),
      );
      const tell = (played: number, day: LocalDate, done: number) =>
        progress({ households: before + Math.floor((inChunk * played) / told.length), of, day, chunksDone: done });
      await playSideBySide(
        told,
        (one) => play(handler, seed, one),
        (played, day) => tell(played, day, number),
      );
      // Every one of them is answered: what the chunk told is on the disk.
      tell(told.length, to, number + 1);
      commands += told.length;
    }
    before += inChunk;
  }
  return commands;
}

async function play(handler: CommandHouseholdsHandler, seed: number, told: SimulatedCommand): Promise<void> {
  const { key, recorded, household, commune, command } = told;
  const request = requestOf(`${seed} ${key}`, recorded);
  try {
    await handler.execute(new CommandHouseholds([{ household, command }], commune, request));
  } catch (cause) {
    if (!(cause instanceof DomainError)) throw cause;
    throw new Error(`simulated, and refused: ${JSON.stringify(told)}: ${cause.rule}`, { cause });
  }
}

/** Two by two, the last perhaps alone. */
function neighboursIn(village: SimulatedVillage): Neighbours[] {
  return Array.from({ length: Math.ceil(village.households / 2) }, (_, pair) => ({
    village,
    first: 2 * pair,
    count: Math.min(2, village.households - 2 * pair),
  }));
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

const householdsIn = (villages: readonly SimulatedVillage[]) =>
  villages.reduce((sum, village) => sum + village.households, 0);
