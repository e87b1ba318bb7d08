export const PROGRESS_CONSUMER = 'progress.projection';
export const PROGRESS_MODEL = 'progress';
