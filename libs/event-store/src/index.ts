export {
  type Aggregate,
  type Decided,
  decideAndAppend,
  type Follower,
  type Intent,
  type Outcome,
  type RequestIdentity,
} from './decide-and-append.js';
export { digestOf } from './digest.js';
export {
  CommandIdReused,
  type Digest,
  EVENT_STORE,
  type EventStore,
  LIMITS,
  type Part,
  type SequencedEvent,
  type StoredEvent,
  StoreReadOnly,
  VersionConflict,
} from './event-store.js';
export { type Remembered, StreamMemory } from './stream-memory.js';
