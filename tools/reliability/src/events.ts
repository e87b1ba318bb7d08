import { type Digest, digestOf, type EventStore, type Part, VersionConflict } from '@tung-nha/event-store';
import {
  type CommandId,
  commandIdOf,
  type Context,
  type Envelope,
  type Instant,
  seal,
  type StreamName,
  subjectRef,
  unitId,
} from '@tung-nha/kernel';

const actor = subjectRef.parse('tester');
const unit = unitId.parse('lang-a');
const recordedTime = '2024-05-10T03:00:00.000Z' as Instant;

export const command = (key: string): CommandId => commandIdOf(actor, key);
export const digest = (body: string): Digest => digestOf({ body });

/** The next `count` events of a stream that ends at `after`; `note` tells whose they are. */
export function eventsFor(
  stream: StreamName,
  after: number,
  count: number,
  note: string,
  context: Context = 'field-activity',
): Envelope[] {
  const type = `${context}.sampled`;
  return seal(
    Array.from({ length: count }, (_, n) => ({ type, data: { n, note } })),
    () => ({ type, version: 1, about: '', data: undefined as never }),
    { context, stream, after, unit, partitionKey: 'xa-a' },
    { commandId: command(note), actor, recordedTime, correlationId: 'correlation', causationId: 'cause' },
  );
}

export const part = (stream: StreamName, after: number, count: number, note: string): Part => ({
  stream,
  expectedVersion: after,
  events: eventsFor(stream, after, count, note),
});

export const noteOf = ({ data }: Envelope): string => (data as { readonly note: string }).note;

interface Fact {
  readonly key: string;
  readonly stream: StreamName;
  readonly body?: string;
  /** Ends of streams known to this client: a guess, corrected by the conflict. */
  readonly ends?: Map<StreamName, number>;
}

const ATTEMPTS = 200;

/** A command that only adds a fact, as a service runs it: ask, append at the end, again when someone was faster. */
export async function addFact(store: EventStore, { key, stream, body = key, ends }: Fact): Promise<readonly number[]> {
  const earlier = await store.answerTo(command(key), digest(body));
  if (earlier) return earlier;
  let end = ends?.get(stream) ?? (await store.readStream(stream)).length;
  for (let attempt = 1; ; attempt += 1)
    try {
      const versions = await store.append(command(key), digest(body), [part(stream, end, 1, key)]);
      ends?.set(stream, Math.max(versions[0]!, ends.get(stream) ?? 0));
      return versions;
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt === ATTEMPTS) throw error;
      end = error.currentVersion;
      ends?.set(stream, end);
    }
}
