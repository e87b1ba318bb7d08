import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Action } from '@tung-nha/access';
import { EVENT_STORE, type EventStore, StreamMemory } from '@tung-nha/event-store';
import {
  asHousehold,
  currentVillage,
  household as rules,
  type HouseholdCommand,
  type HouseholdOrCitizen,
  type HouseholdState,
} from '@tung-nha/field-activity-domain';
import { type HouseholdId, householdId, householdStream, readHouseholdEvent } from '@tung-nha/field-activity-events';
import { fold, type LocalDate, storedDataOf, type UnitId } from '@tung-nha/kernel';
import {
  Access,
  type Authenticated,
  parameter,
  type Receipt,
  Reference,
  type Telling,
} from '@tung-nha/service-runtime';
import { chainOn } from '@tung-nha/units';
import { CommandHouseholds } from './households.handler.js';

type User = Authenticated['user'];

/** What every route about households does alike: find one within the user's scope, and hand on a command. */
@Injectable()
export class HouseholdDesk {
  constructor(
    private readonly commands: CommandBus,
    private readonly access: Access,
    private readonly reference: Reference,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly memory: StreamMemory<HouseholdOrCitizen>,
  ) {}

  /** @throws Problem, the same for a foreign household and for one nobody knows */
  async within(id: string, user: User, action: Action): Promise<HouseholdId> {
    const household = parameter(householdId, 'household', id);
    const { state } = await this.load(household);
    this.access.mustAt(user, action, currentVillage(state));
    return household;
  }

  async load(household: HouseholdId): Promise<{ readonly state: HouseholdState; readonly version: number }> {
    const stream = householdStream(household);
    const events = await this.store.readStream(stream);
    const state = fold(
      rules,
      events.map(({ envelope }) => readHouseholdEvent(storedDataOf(envelope))),
    );
    const version = events.length;
    // Read to see who may: a command that follows is decided on the same, and does not read it again.
    const partitionKey = events[0]?.envelope.partitionkey;
    if (partitionKey !== undefined) this.memory.keep(stream, { version, state, partitionKey });
    return { state, version };
  }

  /** A command on a household that is there, by one who may do so where it lives. */
  async tell(
    id: string,
    { user, request }: Telling,
    command: HouseholdCommand,
    action: Action = 'households.record',
  ): Promise<Receipt> {
    const household = parameter(householdId, 'household', id);
    const mustAllow = (state: HouseholdState) => this.access.mustAt(user, action, currentVillage(state));
    if (!this.mayAsRemembered(household, user, action)) mustAllow((await this.load(household)).state);
    // What is remembered may be out of date: it is looked at again, on the state that is decided on.
    return this.commands.execute(new CommandHouseholds([{ household, command, mustAllow }], '', request));
  }

  /** New households of a village, all or none. @throws Problem */
  async register(
    households: readonly HouseholdId[],
    village: UnitId,
    on: LocalDate,
    { user, request, today }: Telling,
    about?: string,
  ): Promise<Receipt> {
    this.access.mustAt(user, 'households.record', this.isVillage(village) ? village : undefined);
    const command: HouseholdCommand = { type: 'register-household', village, on, today };
    const intents = households.map((household) => ({ household, command }));
    const homeCommune = chainOn(this.reference.register, village, on).at(-2) ?? village;
    return this.commands.execute(new CommandHouseholds(intents, homeCommune, request, about));
  }

  /** False also where only the stream can tell. */
  private mayAsRemembered(household: HouseholdId, user: User, action: Action): boolean {
    const remembered = this.memory.recall(householdStream(household));
    const village = remembered && currentVillage(asHousehold(remembered.state));
    return village !== undefined && this.access.mayAt(user, action, village);
  }

  isVillage(unit: UnitId): boolean {
    return this.reference.register.units.get(unit)?.versions[0]?.level === 'village';
  }
}
