export {
  type Held,
  parkedStreamAggregate,
  type ParkedStreamCommand,
  parkedStreamDecider,
  type ParkedStreamRule,
  parkedStreamRules,
  type ParkedStreamState,
} from './parked-stream.decider.js';
