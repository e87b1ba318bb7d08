import {
  type CommandId,
  type Context,
  type Decider,
  type EventDefinition,
  fold,
  type Provenance,
  seal,
  storedDataOf,
  type StoredData,
  type StreamName,
  type UnitId,
} from '@tung-nha/kernel';
import { type Digest, type EventStore, type Part, type StoredEvent, VersionConflict } from './event-store.js';

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
 * Several intents are stored all or none, with what follows from them; no two may name one stream.
 * @throws DomainError, CommandIdReused; VersionConflict at once with `expectedVersion`, else after five attempts
 */
export async function decideAndAppend<State, Command, Event extends NewEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Command, Event>,
  intents: readonly Intent<Command>[],
  request: RequestIdentity,
): Promise<Outcome> {
  const earlier = await store.answerTo(request.commandId, request.digest);
  if (earlier) return { versions: earlier, changed: true };

  for (let attempt = 1; ; attempt += 1) {
    const decided = await decideAll(store, aggregate, intents, request);
    const parts = decided.filter(({ events }) => events.length > 0);
    if (parts.length === 0)
      return { versions: decided.slice(0, intents.length).map((part) => part.expectedVersion), changed: false };
    try {
      return { versions: await store.append(request.commandId, request.digest, parts), changed: true };
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt === ATTEMPTS) throw error;
      const insisted = intents.find(({ stream }) => stream === error.stream)?.expectedVersion;
      if (insisted !== undefined) throw error;
    }
  }
}

/** The parts of the intents first, then those of what follows. */
async function decideAll<State, Command, Event extends NewEvent>(
  store: EventStore,
  aggregate: Aggregate<State, Command, Event>,
  intents: readonly Intent<Command>[],
  request: RequestIdentity,
): Promise<Part[]> {
  const decided = await Promise.all(intents.map((intent) => decideOne(store, aggregate, intent, request)));
  const parts: Part[] = decided.map(({ part }) => part);
  const taken = new Set(intents.map(({ stream }) => stream));
  const waiting = decided.flatMap(({ followers }) => followers);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    // One append takes a stream once: what came round to it says no more than what it was already told.
    if (taken.has(next.stream)) continue;
    taken.add(next.stream);
    const { part, followers } = await decideOne(store, aggregate, next, request);
    parts.push(part);
    waiting.push(...followers);
  }
  return parts;
}

async function decideOne<State, Command, Event extends NewEvent>(
  store: EventStore,
  { context, decider, read, definitionOf, unitOf, following }: Aggregate<State, Command, Event>,
  { stream, command, partitionKey, expectedVersion }: Intent<Command>,
  request: RequestIdentity,
): Promise<{ readonly part: Part; readonly followers: readonly Intent<Command>[] }> {
  const past = await store.readStream(stream);
  if (expectedVersion !== undefined && expectedVersion !== past.length)
    throw new VersionConflict(stream, expectedVersion, past.length);

  const before = fold(
    decider,
    past.map(({ envelope }) => read(storedDataOf(envelope))),
  );
  const facts = decider.decide(command, before);
  if (facts.length === 0) return { part: { stream, expectedVersion: past.length, events: [] }, followers: [] };

  const after = fold(decider, facts, before);
  const key = partitionKeyOf(past) ?? partitionKey;
  const destination = {
    context,
    stream,
    after: past.length,
    unit: unitOf(after),
    partitionKey: key,
  };
  const part = { stream, expectedVersion: past.length, events: seal(facts, definitionOf, destination, request) };
  const followers = following?.({ stream, command, facts, after }) ?? [];
  return { part, followers: followers.map((follower) => ({ ...follower, partitionKey: key })) };
}

const partitionKeyOf = ([first]: readonly StoredEvent[]) => first?.envelope.partitionkey;
