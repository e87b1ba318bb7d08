export { Access } from './access.js';
export { Allowed, type Authenticated, Public } from './access.guard.js';
export { BatchLogInterceptor } from './batch-log.interceptor.js';
export {
  Commanded,
  CommandInterceptor,
  type CommandRequest,
  type Receipt,
  RUNTIME_SETTINGS,
  type RuntimeSettings,
  seenIn,
  type Telling,
  Told,
} from './command-request.js';
export { LaneInMemory } from './lane-in-memory.js';
export { ownRequest } from './own-request.js';
export { eventFeedController } from './event-feed.controller.js';
export { CORRELATION_HEADER } from './correlation.js';
export { EVENT_BUS } from './health.controller.js';
export { AccessUndeclared, createHttpApp, type HttpAppSettings } from './http-app.js';
export { jsonLogger, type LogLevel, logLevels } from './json-logger.js';
export { type ParkedCounts } from './metrics.js';
export { type Fault, Problem, type ProblemDocument, problemType, type RuleWording, type RuleWords } from './problem.js';
export { type Phase, Readiness } from './readiness.js';
export { Reference, REFERENCE_CONSUMER } from './reference.js';
export { RuntimeModule, type RuntimePorts } from './runtime.module.js';
export { type Running, shutDown } from './shutdown.js';
export { holdsOn, type KnownTeam, TeamBook } from './team-book.js';
export { ConformsTo, faultAt, parameter } from './validation.js';
