import { Inject, Optional } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideAndAppend, EVENT_STORE, type EventStore, StreamMemory } from '@tung-nha/event-store';
import {
  asHousehold,
  checkedAgainst,
  type HouseholdCommand,
  type HouseholdOrCitizen,
  householdsAndCitizens,
  type HouseholdState,
  type TeamFacts,
} from '@tung-nha/field-activity-domain';
import { type HouseholdId, householdStream } from '@tung-nha/field-activity-events';
import type { CommandRequest, Receipt } from '@tung-nha/service-runtime';
import { TEAM_FACTS } from './team-facts.js';

const POSITION_WITHIN_MS = 1_000;
/** Households in use at one time, some 5 KB each, and their people. */
const STREAMS_REMEMBERED = 8_000;
export const newHouseholdMemory = () => new StreamMemory<HouseholdOrCitizen>(STREAMS_REMEMBERED);

export interface HouseholdIntent {
  readonly household: HouseholdId;
  readonly command: HouseholdCommand;
  /** Whether its sender has a say where the household lives. @throws Problem */
  readonly mustAllow?: (state: HouseholdState) => void;
}

/** One command on each of some households, all or none; what follows for other households is worked out (A1). */
export class CommandHouseholds extends Command<Receipt> {
  constructor(
    readonly intents: readonly HouseholdIntent[],
    /** The commune a new household belongs to: orders its events for outside consumers, for good. */
    readonly homeCommune: string,
    readonly request: CommandRequest,
    /** What the receipt is about, where it is not the one household. */
    readonly id?: string,
  ) {
    super();
  }
}

@CommandHandler(CommandHouseholds)
export class CommandHouseholdsHandler implements ICommandHandler<CommandHouseholds> {
  private readonly aggregate: ReturnType<typeof householdsAndCitizens>;

  /** A served process always knows its teams: Nest does not start without them. Tools may leave the check out. */
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(TEAM_FACTS) teams?: TeamFacts,
    @Optional() private readonly memory: StreamMemory<HouseholdOrCitizen> = newHouseholdMemory(),
  ) {
    this.aggregate = householdsAndCitizens(teams && checkedAgainst(teams));
  }

  /** @throws DomainError, CommandIdReused, VersionConflict */
  async execute({ intents, homeCommune, request, id }: CommandHouseholds): Promise<Receipt> {
    const { expectedVersion, ...identity } = request;
    const { versions, changed } = await decideAndAppend(
      this.store,
      this.aggregate,
      intents.map(({ household, command, mustAllow }) => ({
        stream: householdStream(household),
        command,
        partitionKey: homeCommune,
        ...(mustAllow && { mustAllow: (state: HouseholdOrCitizen) => mustAllow(asHousehold(state)) }),
        ...(expectedVersion === undefined ? {} : { expectedVersion }),
      })),
      identity,
      this.memory,
    );
    const position = changed ? await this.store.positionOf(request.commandId, POSITION_WITHIN_MS) : undefined;
    return {
      id: id ?? intents[0]!.household,
      version: versions[0]!,
      changed,
      ...(position === undefined ? {} : { position }),
    };
  }
}
