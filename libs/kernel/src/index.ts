export { canonicalJson, sameData } from './canonical-json.js';
export { CLOCK, type Clock, systemClock, today } from './clock.js';
export { type Context, context, contexts, type EventOwner } from './contexts.js';
export { type Decider, fold } from './decider.js';
export {
  defineEvent,
  type EventDefinition,
  type EventOf,
  readerOf,
  registryOf,
  type StoredData,
  UnreadableEvent,
  upcastFrom,
} from './define-event.js';
export { DomainError } from './domain-error.js';
export {
  dataSchemaOf,
  type Destination,
  type Envelope,
  type Provenance,
  recordedOn,
  seal,
  storedDataOf,
  type StreamName,
  streamName,
} from './envelope.js';
export {
  commandId,
  type CommandId,
  commandIdOf,
  deriveId,
  eventId,
  type EventId,
  followingCommand,
  idempotencyKey,
  idSchema,
  subjectRef,
  type SubjectRef,
  teamId,
  type TeamId,
  unitId,
  type UnitId,
} from './ids.js';
export {
  addDays,
  dayFromNumber,
  dayNumber,
  dayOf,
  type Instant,
  instant,
  localDate,
  type LocalDate,
  startOf,
} from './local-date.js';
