export { type Ask, type Load, type Measured, type RunningLoad, type Spread, startLoad } from './load.js';
export { spreadOf } from './spread.js';
export { tellingsOf } from './tellings.js';
export { EVENTS_PER_HOUSEHOLD, fillSynthetic } from './synthetic.js';
export { fillLog } from './fill-log.js';
export { askedBack, todaysViews } from './questions.js';
export { residentMb } from './resident.js';
export { serve, type Served, tokenOf } from './served.js';
