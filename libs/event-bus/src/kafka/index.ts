export { type KafkaCluster } from './client.js';
export { DeadLetters, type ParkedStream, type Stranger } from './dead-letters.js';
export { KafkaEventBus, type KafkaEventBusSettings } from './kafka-event-bus.js';
export { httpOwnerFeed, type OwnerFeed } from './owner-feed.js';
export { type StrangerReason } from './read-message.js';
export { Relay, type RelaySettings, type RelayState, StoreBehindTopic } from './relay.js';
export { ForgedPosition, ForgeryCounted, KafkaLost, LaneStalled } from './stopped.js';
export {
  type Apply,
  applyTopics,
  checkTopics,
  declaredTopics,
  deadLetterTopic,
  eventsTopic,
  headTopic,
  type TopicDeclaration,
  TopicsNotReady,
  type TopicOutcome,
} from './topics.js';
