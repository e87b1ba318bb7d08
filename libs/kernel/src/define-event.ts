import type { z } from 'zod';

/** Lifts stored data of one version to the next one; the old schema stays known, for the catalogue. */
export interface Upcast {
  readonly from: z.ZodType;
  lift(stored: unknown): unknown;
}

export interface EventDefinition<Type extends string = string, Data extends z.ZodType = z.ZodType> {
  readonly type: Type;
  /** The version of `data` written today, from 1. */
  readonly version: number;
  /** One English sentence for the catalogue. */
  readonly about: string;
  /** A `strictObject`: a plain object would drop unknown fields in silence. */
  readonly data: Data;
  /** For each older version, the step to the next. */
  readonly upcast?: Readonly<Record<number, Upcast>>;
}

export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Data>
    ? { readonly type: Type; readonly data: z.infer<Data> }
    : never;

/** What the store keeps of an event, as far as reading it back needs it. */
export interface StoredData {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

/** The one declaration of an event type (X1): type, schema and reader follow from it. */
export function defineEvent<const Type extends string, Data extends z.ZodType>(
  definition: EventDefinition<Type, Data>,
): EventDefinition<Type, Data> {
  return definition;
}

/** A typed upcast: data that is not what its version promised is refused, not guessed at. */
export function upcastFrom<Old extends z.ZodType>(old: Old, lift: (data: z.infer<Old>) => unknown): Upcast {
  return { from: old, lift: (stored) => lift(old.parse(stored)) };
}

/** The stream holding such an event is parked with this reason; the others go on (X7). */
export class UnreadableEvent extends Error {
  constructor({ type, schemaVersion }: StoredData, cause?: unknown) {
    super(`cannot read ${type} version ${schemaVersion}`, { cause });
    this.name = 'UnreadableEvent';
  }
}

/** Finds an event type's declaration. @throws RangeError for a type that is not among them */
export function registryOf(definitions: readonly EventDefinition[]) {
  const byType = new Map(definitions.map((definition) => [definition.type, definition]));
  return (type: string): EventDefinition => {
    const definition = byType.get(type);
    if (!definition) throw new RangeError(`${type} is not declared`);
    return definition;
  };
}

/**
 * From any stored version to the current event.
 * @throws UnreadableEvent when type or version is unknown, or the data does not fit its schema
 */
export function readerOf<const Definitions extends readonly EventDefinition[]>(definitions: Definitions) {
  const byType = new Map(definitions.map((definition) => [definition.type, definition]));

  return (stored: StoredData): EventOf<Definitions[number]> => {
    const definition = byType.get(stored.type);
    if (!definition) throw new UnreadableEvent(stored);
    try {
      const data = definition.data.parse(toCurrent(definition, stored));
      return { type: stored.type, data } as EventOf<Definitions[number]>;
    } catch (cause) {
      throw new UnreadableEvent(stored, cause);
    }
  };
}

function toCurrent({ version, upcast = {} }: EventDefinition, stored: StoredData): unknown {
  if (stored.schemaVersion > version || stored.schemaVersion < 1)
    throw new RangeError(`known versions are 1 to ${version}`);

  let data = stored.data;
  for (let from = stored.schemaVersion; from < version; from += 1) {
    const step = upcast[from];
    if (!step) throw new RangeError(`no upcast from version ${from}`);
    data = step.lift(data);
  }
  return data;
}
