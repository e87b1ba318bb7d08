export { ProgressModule } from './progress.module.js';
export { Progress, type Rebuilt } from './progress.projection.js';
export {
  type HistoryReader,
  PROGRESS_CONSUMER,
  PROGRESS_MODEL,
  ProgressReadModel,
  progressLanes,
} from './progress-read-model.js';
export { buildGeneration, catchUp, type Histories } from './rebuild.js';
