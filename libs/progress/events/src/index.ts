export {
  discardReason,
  type DiscardReason,
  discardReasons,
  logPosition,
  type ParkedAddress,
  parkedStream,
  type ParkedStreamEvent,
  parkedStreamEvents,
  readParkedStreamEvent,
} from './parked-stream.events.js';
