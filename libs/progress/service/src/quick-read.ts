import type { FieldActivityEvent } from '@tung-nha/field-activity-events';
import { dataSchemaOf, type Envelope } from '@tung-nha/kernel';

type Restated = Extract<
  FieldActivityEvent,
  {
    readonly type:
      | 'field-activity.household-standing-restated'
      | 'field-activity.citizen-standing-restated'
      | 'field-activity.household-record-restated';
  }
>;

/** The schemas this reads, as events are written today; another version goes the way of the full reader. */
const schemas = new Map<string, string>(
  (
    [
      'field-activity.household-standing-restated',
      'field-activity.citizen-standing-restated',
      'field-activity.household-record-restated',
    ] as const satisfies readonly Restated['type'][]
  ).map((type) => [type, dataSchemaOf(type, 1)]),
);

/**
 * The three types that make nearly all of a log, checked as far as counting reads them: a sixth of what their whole
 * schema costs, millions of times in a rebuild. Undefined for anything else or odd: then the schema decides, and says why.
 */
export function quickRead({ type, dataschema, data }: Envelope): Restated | undefined {
  if (schemas.get(type) !== dataschema || typeof data !== 'object' || data === null) return undefined;
  const said = data as Readonly<Record<string, unknown>>;
  const sound =
    type === 'field-activity.household-record-restated'
      ? isText(said['kind']) && isText(said['team']) && isDay(said['on']) && isPlace(said['was']) && isPlace(said['is'])
      : isText(said['standing']) && areIntervals(said['was']) && areIntervals(said['is']);
  return sound ? ({ type, data } as Restated) : undefined;
}

const isText = (value: unknown) => typeof value === 'string';
const isPlace = (value: unknown) => value === null || typeof value === 'string';
const isDay = (value: unknown) => typeof value === 'string' && value.length === 10;

function areIntervals(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  for (const interval of value as readonly Readonly<Record<string, unknown>>[]) {
    if (typeof interval !== 'object' || interval === null) return false;
    const { village, from, to } = interval;
    if (!isText(village) || !isDay(from) || !(to === null || isDay(to))) return false;
  }
  return true;
}
