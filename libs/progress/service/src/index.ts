export { Discards } from './discards.js';
export { type ParkedListener, type ParkedNotice, ParkedNotices } from './parked-notices.js';
export { ProgressModule } from './progress.module.js';
export { Progress, type ProgressPorts, type Rebuilt } from './progress.projection.js';
export {
  type HistoryReader,
  type ParkingPorts,
  PROGRESS_CONSUMER,
  PROGRESS_MODEL,
  ProgressReadModel,
  progressLanes,
} from './progress-read-model.js';
export { buildGeneration, catchUp, type Histories } from './rebuild.js';
export { progressWords } from './words.js';
