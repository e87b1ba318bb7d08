export { openEventStore, openReadModels, type Servers, serversOf } from './adapters.js';
export { readServiceEnvironment, type ServiceEnvironment } from './environment.js';
export { runService } from './run-service.js';
export {
  neighboursOf,
  type Service,
  type ServiceDefinition,
  type ServiceParts,
  type ServicePorts,
  startService,
} from './service.js';
