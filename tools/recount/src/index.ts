export { compare, type Comparison, type ComparisonSettings, type Disagreement, type Planted } from './compare.js';
export { main } from './main.js';
export { type Question, Recount, recounted } from './recount.js';
