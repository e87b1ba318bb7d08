import { Inject, Optional } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideAndAppend, EVENT_STORE, type EventStore } from '@tung-nha/event-store';
import { deriveId, fold, followingCommand, type LocalDate, storedDataOf, type UnitId } from '@tung-nha/kernel';
import { type CommandRequest, Problem, type Receipt, Reference } from '@tung-nha/service-runtime';
import {
  planUnitChanges,
  planUnitList,
  type RowFault,
  type UnitChangeRow,
  type UnitList,
  unitRegister,
  unitRegisterAggregate,
  type UnitRegisterCommand,
} from '@tung-nha/team-organisation-domain';
import { type OpenedUnit, type Reorganisation, unitRegisterStream } from '@tung-nha/team-organisation-events';
import { foldText, type UnitRegister } from '@tung-nha/units';
import { grantsTouched, regrantAll, touchedGrantAnswer, type TouchedGrantAnswer } from './regrant.js';
import { rowFault } from './words.js';

/** The register's own id in receipts and paths. */
const REGISTER = 'vietnam';
/** A part is well below what one append may hold, and a reader's page stays small. */
const BYTES_PER_PART = 600_000;
const EVENTS_PER_PART = 400;
const POSITION_WITHIN_MS = 1_000;

export interface UnitReceipt extends Receipt {
  /** What was recorded, or would be on a dry run. */
  readonly decisions: number;
  readonly units: number;
  readonly dryRun: boolean;
}

export class RecordUnitList extends Command<UnitReceipt> {
  constructor(
    readonly list: UnitList,
    readonly dryRun: boolean,
    readonly request: CommandRequest,
  ) {
    super();
  }
}

export interface UnitChangesReceipt extends UnitReceipt {
  /** The grants on units that end, as far as the one who asks may grant there. */
  readonly grants: readonly TouchedGrantAnswer[];
}

export class ApplyUnitChanges extends Command<UnitChangesReceipt> {
  constructor(
    readonly rows: readonly UnitChangeRow[],
    readonly lists: readonly UnitList[],
    readonly dryRun: boolean,
    readonly request: CommandRequest,
    /** Grants on units that end are given on their successors too. */
    readonly regrant: boolean = false,
  ) {
    super();
  }
}

export interface NewVillage {
  readonly village?: UnitId;
  readonly name: string;
  readonly kind: string;
}

export class FoundVillages extends Command<Receipt> {
  constructor(
    readonly on: LocalDate,
    readonly simulated: boolean,
    readonly communes: readonly { readonly commune: UnitId; readonly villages: readonly NewVillage[] }[],
    readonly request: CommandRequest,
  ) {
    super();
  }
}

@CommandHandler(RecordUnitList)
export class RecordUnitListHandler implements ICommandHandler<RecordUnitList> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** @throws Problem with every faulty row; then nothing is recorded */
  async execute({ list, dryRun, request }: RecordUnitList): Promise<UnitReceipt> {
    const before = await registerBefore(this.store, request);
    const { provinces, faults } = planUnitList(before.register, list);
    refuse(faults);
    const parts = inParts(provinces).map((part) => listPart(list, part));
    judge(parts, before.register);
    const counts = { decisions: provinces.length, units: list.rows.length, dryRun };
    return { ...(await record(this.store, parts, before, dryRun, request)), ...counts };
  }
}

@CommandHandler(ApplyUnitChanges)
export class ApplyUnitChangesHandler implements ICommandHandler<ApplyUnitChanges> {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    /** Without it, where a log is filled from files, there are no grants to see to. */
    @Optional() private readonly reference?: Reference,
  ) {}

  /** @throws Problem with every faulty row; then nothing is recorded */
  async execute({ rows, lists, dryRun, request, regrant }: ApplyUnitChanges): Promise<UnitChangesReceipt> {
    const before = await registerBefore(this.store, request);
    const { decisions, faults } = planUnitChanges(before.register, rows, lists);
    refuse(faults);
    const parts = inParts(decisions).map((part): UnitRegisterCommand => ({ type: 'reorganise', decisions: part }));
    const units = new Set(decisions.flatMap(touched)).size;
    const after = judge(parts, before.register);
    const grants = this.reference ? grantsTouched(this.reference, after, decisions, request) : [];
    const receipt = await record(this.store, parts, before, dryRun, request);
    if (regrant && !dryRun) await regrantAll(this.store, grants, request);
    return {
      ...receipt,
      ...{ decisions: decisions.length, units, dryRun },
      grants: grants.map((one) => touchedGrantAnswer(one, regrant)),
    };
  }
}

@CommandHandler(FoundVillages)
export class FoundVillagesHandler implements ICommandHandler<FoundVillages> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({ on, simulated, communes, request }: FoundVillages): Promise<Receipt> {
    const command: UnitRegisterCommand = {
      type: 'found-villages',
      on,
      simulated,
      communes: communes.map(({ commune, villages }) => ({
        commune,
        villages: villages.map(({ village, name, kind }) => ({
          unit: village ?? villageIdFor(commune, name),
          name,
          fullName: `${capitalised(kind)} ${name}`,
          kind,
        })),
      })),
    };
    return decideOnRegister(this.store, command, request);
  }
}

async function decideOnRegister(
  store: EventStore,
  command: UnitRegisterCommand,
  request: CommandRequest,
): Promise<Receipt> {
  const { expectedVersion, ...identity } = request;
  const intent = {
    stream: unitRegisterStream,
    command,
    partitionKey: REGISTER,
    ...(expectedVersion === undefined ? {} : { expectedVersion }),
  };
  const { versions, changed } = await decideAndAppend(store, unitRegisterAggregate, [intent], identity);
  const position = changed ? await store.positionOf(request.commandId, POSITION_WITHIN_MS) : undefined;
  return { id: REGISTER, version: versions[0]!, changed, ...(position === undefined ? {} : { position }) };
}

interface Before {
  readonly register: UnitRegister;
  readonly version: number;
}

/** The register as it was when this request came first: after a crash between two parts the plan must be the same. */
async function registerBefore(store: EventStore, { causationId }: CommandRequest): Promise<Before> {
  const events = await store.readStream(unitRegisterStream);
  const first = events.findIndex(({ envelope }) => envelope.causationid === causationId);
  const earlier = first < 0 ? events : events.slice(0, first);
  const read = earlier.map(({ envelope }) => unitRegisterAggregate.read(storedDataOf(envelope)));
  return { register: fold(unitRegister, read), version: events.length };
}

/**
 * The register with all parts. Judged before anything is stored: what the last part would refuse must not leave the
 * first behind.
 * @throws DomainError
 */
const judge = (parts: readonly UnitRegisterCommand[], register: UnitRegister): UnitRegister =>
  parts.reduce((tried, part) => fold(unitRegister, unitRegister.decide(part, tried), tried), register);

async function record(
  store: EventStore,
  parts: readonly UnitRegisterCommand[],
  { version }: Before,
  dryRun: boolean,
  request: CommandRequest,
): Promise<Receipt> {
  let last: Receipt = { id: REGISTER, version, changed: false };
  if (dryRun) return last;
  for (const [index, part] of parts.entries()) {
    const commandId = index === 0 ? request.commandId : followingCommand(request.commandId, `part ${index}`);
    const receipt = await decideOnRegister(store, part, { ...request, commandId });
    last = { ...receipt, changed: last.changed || receipt.changed };
  }
  return last;
}

function inParts<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  let bytes = Infinity;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item));
    if (bytes + size > BYTES_PER_PART || parts.at(-1)!.length >= EVENTS_PER_PART) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)!.push(item);
    bytes += size;
  }
  return parts;
}

const listPart = ({ source, on }: UnitList, provinces: (readonly OpenedUnit[])[]): UnitRegisterCommand => ({
  type: 'record-unit-list',
  source,
  on,
  provinces,
});

const touched = ({ opened, renamed, moved, closed }: Reorganisation): UnitId[] => [
  ...opened.map(({ unit }) => unit),
  ...renamed.map(({ unit }) => unit),
  ...moved.map(({ unit }) => unit),
  ...closed,
];

function refuse(faults: readonly RowFault[]): void {
  if (faults.length > 0) throw new Problem('RequestInvalid', { errors: faults.map(rowFault) });
}

function villageIdFor(commune: UnitId, name: string): UnitId {
  const words = foldText(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '');
  return `${words || 'village'}-${deriveId('village', commune, name).slice(0, 8)}` as UnitId;
}

const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
