export { type Batch, type Delivery, type LaneState, type Subscription, SUBSCRIPTIONS } from './event-bus.js';
export { EventBusServer, EventHandlers, HandlerMissing } from './event-bus-server.js';
