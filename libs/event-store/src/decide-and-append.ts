import {
  type CommandId,
  type Context,
  type Decider,
  DomainError,
  type EventDefinition,
  fold,
  type Provenance,
  seal,
  storedDataOf,
  type StoredData,
  type StreamName,
  type UnitId,
} from '@tung-nha/kernel';
import { type Digest, type EventStore, type Part, VersionConflict } from './event-store.js';
import type { Remembered, StreamMemory } from './stream-memory.js';

const ATTEMPTS = 5;

interface NewEvent {
  readonly type: string;
  readonly data: unknown;
}

/** A kind of stream with the rules that govern it; one for each decider. */
export interface Aggregate<State, Command, Event extends NewEvent> {
  readonly context: Context;
  readonly decider: Decider<State, Command, Event>;
  readonly read: (stored: StoredData) => Event;
  readonly definitionOf: (type: string) => EventDefinition;
  /** The unit the facts belong to, worked out from the state after them. */
  readonly unitOf: (state: State) => UnitId;
}

/** One command on one stream. */
export interface Intent<Command> {
  readonly stream: StreamName;
  readonly command: Command;
  /** Orders a new stream for outside consumers; a stream keeps the one it began with. */
  readonly partitionKey: string;
  /** Where the caller saw the stream end (`If-Match`): someone faster is then a conflict, not a reason to try again. */
  readonly expectedVersion?: number;
}

/** By what a request is known when it comes again, and what its events will say of it. */
export interface RequestIdentity extends Provenance {
  readonly commandId: CommandId;
  readonly digest: Digest;
}

export interface Outcome {
  /** Where the streams that changed end now, in the order of the intents; of all of them when none changed. */
  readonly versions: readonly number[];
  /** False when nothing was stored, because nothing new was said. */
  readonly changed: boolean;
}

/**
 * The way of every command: read, decide, append; again when someone was faster (X6).
 * Several intents are stored all or none; no two may name one stream.
 * With a `memory`, a stream it knows is not read: only facts are decided on it, whose append checks the version. That
 * nothing is new, or a refusal, is answered from the stream itself; so what is out of date there costs one more try.
 * @throws DomainError, CommandIdReused; VersionConflict at once with `expectedVersion`, else after five attempts
 */
export async function decideAndAppend<State, Command, Event extends NewEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Command, Event>,
  intents: readonly Intent<Command>[],
  request: RequestIdentity,
  memory?: StreamMemory<State>,
): Promise<Outcome> {
  const earlier = await store.answerTo(request.commandId, request.digest);
  if (earlier) return { versions: earlier, changed: true };

  for (let attempt = 1; ; attempt += 1) {
    const decided = await Promise.all(intents.map((intent) => decideOne(store, aggregate, intent, request, memory)));
    const parts = decided.filter(({ events }) => events.length > 0);
    if (parts.length === 0) return { versions: decided.map(({ expectedVersion }) => expectedVersion), changed: false };
    try {
      const versions = await store.append(request.commandId, request.digest, parts);
      for (const { stream, after } of decided) memory?.keep(stream, after);
      return { versions, changed: true };
    } catch (error) {
      for (const { stream } of decided) memory?.forget(stream);
      const mayTryAgain = intents.every(({ expectedVersion }) => expectedVersion === undefined);
      if (!(error instanceof VersionConflict) || !mayTryAgain || attempt === ATTEMPTS) throw error;
    }
  }
}

type Decided<State> = Part & { readonly after: Remembered<State> };

async function decideOne<State, Command, Event extends NewEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Command, Event>,
  intent: Intent<Command>,
  request: RequestIdentity,
  memory: StreamMemory<State> | undefined,
): Promise<Decided<State>> {
  const { stream, expectedVersion } = intent;
  const known = memory?.recall(stream);
  if (known && (expectedVersion === undefined || expectedVersion === known.version)) {
    const decided = decidedOnMemory(aggregate, intent, request, known);
    if (decided) return decided;
  }
  const { decider, read } = aggregate;
  const past = await store.readStream(stream);
  if (expectedVersion !== undefined && expectedVersion !== past.length)
    throw new VersionConflict(stream, expectedVersion, past.length);
  return decideOn(aggregate, intent, request, {
    version: past.length,
    state: fold(
      decider,
      past.map(({ envelope }) => read(storedDataOf(envelope))),
    ),
    partitionKey: past[0]?.envelope.partitionkey ?? intent.partitionKey,
  });
}

/** Undefined where only the stream itself can tell. */
function decidedOnMemory<State, Command, Event extends NewEvent>(
  aggregate: Aggregate<State, Command, Event>,
  intent: Intent<Command>,
  request: RequestIdentity,
  known: Remembered<State>,
): Decided<State> | undefined {
  try {
    const decided = decideOn(aggregate, intent, request, known);
    return decided.events.length > 0 ? decided : undefined;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

function decideOn<State, Command, Event extends NewEvent>(
  { context, decider, definitionOf, unitOf }: Aggregate<State, Command, Event>,
  { stream, command }: Intent<Command>,
  request: RequestIdentity,
  before: Remembered<State>,
): Decided<State> {
  const { version, partitionKey } = before;
  const facts = decider.decide(command, before.state);
  if (facts.length === 0) return { stream, expectedVersion: version, events: [], after: before };
  const state = fold(decider, facts, before.state);
  const destination = { context, stream, after: version, unit: unitOf(state), partitionKey };
  return {
    stream,
    expectedVersion: version,
    events: seal(facts, definitionOf, destination, request),
    after: { version: version + facts.length, state, partitionKey },
  };
}
