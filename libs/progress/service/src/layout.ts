import { catalogue, membersByOrganisation } from '@tung-nha/progress-figures';

/** What the packed rows of a model mean: a model that says something else is built anew from the log. */
export const LAYOUT = 'layout';
export const LAYOUT_LANE = 'layout';

const columns = [
  ...catalogue.flatMap(({ id, column }) => (column === undefined ? [] : [`${column} ${id}`])),
  ...membersByOrganisation.parts.map(({ part, column }) => `${column} ${membersByOrganisation.id} ${part}`),
];

/** The number in front is that of the way in which documents are written. */
export const layoutDocument = { columns: `2: ${columns.join(', ')}` };
