import {
  type CommandId,
  type Decider,
  type EventDefinition,
  type EventOwner,
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
  readonly context: EventOwner;
  readonly decider: Decider<State, Command, Event>;
  readonly read: (stored: StoredData) => Event;
  readonly definitionOf: (type: string) => EventDefinition;
  /** The unit the facts belong to, worked out from the state after them. */
  readonly unitOf: (state: State) => UnitId;
  /** What new facts mean for other streams of the same kind; decided with them, and stored with them or not at all. */
  readonly following?: (decided: Decided<State, Command, Event>) => readonly Follower<Command>[];
}

/** A command that led to facts, and the state after them. */
export interface Decided<State, Command, Event> {
  readonly stream: StreamName;
  readonly command: Command;
  readonly facts: readonly Event[];
  readonly after: State;
}

export type Follower<Command> = Pick<Intent<Command>, 'stream' | 'command'>;

/** One command on one stream. */
export interface Intent<Command, State = unknown> {
  readonly stream: StreamName;
  readonly command: Command;
  /** Orders a new stream for outside consumers; a stream keeps the one it began with. */
  readonly partitionKey: string;
  /** Where the caller saw the stream end (`If-Match`): someone faster is then a conflict, not a reason to try again. */
  readonly expectedVersion?: number;
  /** Looks at the very state that is decided on, before it is; throws what refuses the command. */
  readonly mustAllow?: (state: State) => void;
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
 * Several intents are stored all or none, with what follows from them; no two may name one stream.
 * With a `memory`, streams it knows are not read: new facts are decided on it, whose append checks the versions. That
 * nothing is new, or a refusal, is answered from the streams themselves; so what is out of date costs one more try.
 * @throws DomainError, CommandIdReused; VersionConflict at once with `expectedVersion`, else after five attempts
 */
export async function decideAndAppend<State, Command, Event extends NewEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Command, Event>,
  intents: readonly Intent<Command, State>[],
  request: RequestIdentity,
  memory?: StreamMemory<State>,
): Promise<Outcome> {
  const earlier = await store.answerTo(request.commandId, request.digest);
  if (earlier) return { versions: earlier, changed: true };

  for (let attempt = 1; ; attempt += 1) {
    const steps =
      (memory && (await decidedOnMemory(store, aggregate, intents, request, memory))) ??
      (await decideAll(store, aggregate, intents, request));
    const changes = steps.filter(({ part }) => part.events.length > 0);
    if (changes.length === 0)
      return { versions: steps.slice(0, intents.length).map(({ after }) => after.version), changed: false };
    try {
      const parts = changes.map(({ part }) => part);
      const versions = await store.append(request.commandId, request.digest, parts);
      for (const { part, after } of changes) memory?.keep(part.stream, after);
      return { versions, changed: true };
    } catch (error) {
      for (const { part } of changes) memory?.forget(part.stream);
      if (!(error instanceof VersionConflict) || attempt === ATTEMPTS) throw error;
      const insisted = intents.find(({ stream }) => stream === error.stream)?.expectedVersion;
      if (insisted !== undefined) throw error;
    }
  }
}

/** What was decided on one stream: its part of the append, the stream after it, and what that means for others. */
interface Step<State, Command> {
  readonly part: Part;
  readonly after: Remembered<State>;
  readonly followers: readonly Intent<Command>[];
}

/** Undefined where only the streams themselves can tell. */
async function decidedOnMemory<State, Command, Event extends NewEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Command, Event>,
  intents: readonly Intent<Command, State>[],
  request: RequestIdentity,
  memory: StreamMemory<State>,
): Promise<Step<State, Command>[] | undefined> {
  try {
    const steps = await decideAll(store, aggregate, intents, request, memory);
    return steps.every(({ part }) => part.events.length > 0) ? steps : undefined;
  } catch {
    // Whatever refuses it, or went wrong, does so again where the streams are read.
    return undefined;
  }
}

/** The steps of the intents first, then those of what follows. */
async function decideAll<State, Command, Event extends NewEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Command, Event>,
  intents: readonly Intent<Command, State>[],
  request: RequestIdentity,
  memory?: StreamMemory<State>,
): Promise<Step<State, Command>[]> {
  const stepOn = async (intent: Intent<Command, State>) =>
    decideOn(aggregate, intent, request, memory?.recall(intent.stream) ?? (await read(store, aggregate, intent)));
  const steps = await Promise.all(intents.map(stepOn));
  const taken = new Set(intents.map(({ stream }) => stream));
  const waiting = steps.flatMap(({ followers }) => followers);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    // One append takes a stream once: what came round to it says no more than what it was already told.
    if (taken.has(next.stream)) continue;
    taken.add(next.stream);
    const step = await stepOn(next);
    steps.push(step);
    waiting.push(...step.followers);
  }
  return steps;
}

async function read<State, Command, Event extends NewEvent>(
  store: EventStore,
  { decider, read: readEvent }: Aggregate<State, Command, Event>,
  { stream, partitionKey }: Pick<Intent<Command>, 'stream' | 'partitionKey'>,
): Promise<Remembered<State>> {
  const past = await store.readStream(stream);
  const state = fold(
    decider,
    past.map(({ envelope }) => readEvent(storedDataOf(envelope))),
  );
  return { version: past.length, state, partitionKey: past[0]?.envelope.partitionkey ?? partitionKey };
}

function decideOn<State, Command, Event extends NewEvent>(
  { context, decider, definitionOf, unitOf, following }: Aggregate<State, Command, Event>,
  { stream, command, expectedVersion, mustAllow }: Intent<Command, State>,
  request: RequestIdentity,
  before: Remembered<State>,
): Step<State, Command> {
  const { version, partitionKey } = before;
  mustAllow?.(before.state);
  if (expectedVersion !== undefined && expectedVersion !== version)
    throw new VersionConflict(stream, expectedVersion, version);
  const facts = decider.decide(command, before.state);
  if (facts.length === 0)
    return { part: { stream, expectedVersion: version, events: [] }, after: before, followers: [] };

  const state = fold(decider, facts, before.state);
  const destination = { context, stream, after: version, unit: unitOf(state), partitionKey };
  const followers = following?.({ stream, command, facts, after: state }) ?? [];
  return {
    part: { stream, expectedVersion: version, events: seal(facts, definitionOf, destination, request) },
    after: { version: version + facts.length, state, partitionKey },
    followers: followers.map((follower) => ({ ...follower, partitionKey })),
  };
}
