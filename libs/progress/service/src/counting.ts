import type { Delivery } from '@tung-nha/event-bus';
import { type FieldActivityEvent, readFieldActivityEvent } from '@tung-nha/field-activity-events';
import { type Context, type StoredData, storedDataOf, UnreadableEvent } from '@tung-nha/kernel';
import { catalogue } from '@tung-nha/progress-figures';
import { type Counted, countedOf } from '@tung-nha/progress-projections';
import { readTeamEvent, type TeamEvent } from '@tung-nha/team-organisation-events';
import { quickRead } from './quick-read.js';

/** The contexts whose facts are counted, each a lane of its own; a figure of both is kept as two parts. */
export const progressLanes: readonly Context[] = ['team-organisation', 'field-activity'];

const readers: Readonly<Partial<Record<Context, (stored: StoredData) => FieldActivityEvent | TeamEvent>>> = {
  'field-activity': readFieldActivityEvent,
  'team-organisation': readTeamEvent,
};

const countedTypes = new Set(catalogue.flatMap(({ fedBy }) => fedBy.map(({ type }) => type)));

/** What a delivery means to the figures. */
export type Meaning = { readonly counted: Counted } | { readonly unreadable: string };

/** Undefined for types that nobody counts: those are not even parsed. */
export function meaningOf(lane: Context, delivery: Delivery): Meaning | undefined {
  if (!countedTypes.has(typeIn(delivery.bytes))) return undefined;
  try {
    const { envelope } = delivery;
    const event = quickRead(envelope) ?? readers[lane]!(storedDataOf(envelope));
    return { counted: countedOf(envelope, event) };
  } catch (error) {
    if (error instanceof UnreadableEvent) return { unreadable: error.message };
    throw error;
  }
}

const TYPE = ',"type":"';

/**
 * The type of a stored event without parsing it. Stored bytes are canonical JSON: no blanks, keys in order, so the last
 * `,"type":"` is the envelope's own; only `unit`, an id, follows it.
 */
export function typeIn(bytes: string): string {
  const begin = bytes.lastIndexOf(TYPE) + TYPE.length;
  return bytes.slice(begin, bytes.indexOf('"', begin));
}
