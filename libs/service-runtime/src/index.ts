export { Access } from './access.js';
export { Allowed, type Authenticated, Public } from './access.guard.js';
export {
  Commanded,
  CommandInterceptor,
  type CommandRequest,
  type Receipt,
  RUNTIME_SETTINGS,
  type RuntimeSettings,
  seenIn,
} from './command-request.js';
export { eventFeedController } from './event-feed.controller.js';
export { EVENT_BUS } from './health.controller.js';
export { AccessUndeclared, createHttpApp, type HttpAppSettings } from './http-app.js';
export { type Fault, Problem, type ProblemDocument, problemType, type RuleWording, type RuleWords } from './problem.js';
export { Reference, REFERENCE_CONSUMER } from './reference.js';
export { RuntimeModule, type RuntimePorts } from './runtime.module.js';
export { holdsOn, type KnownTeam, TeamBook } from './team-book.js';
export { ConformsTo, faultAt, parameter } from './validation.js';
