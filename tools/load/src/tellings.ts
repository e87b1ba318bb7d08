import type { EventStore } from '@tung-nha/event-store';
import type { Visit } from '@tung-nha/field-activity-events';
import type { Ask } from './load.js';

const PAGE = 400;
const VISITED = '"type":"field-activity.household-visited"';

/**
 * Visits that may be told once more, as another record: the same household, team and day as some in the log, taken from
 * all over its first `upTo` events.
 */
export async function tellingsOf(store: EventStore, count: number, upTo: number): Promise<Ask[]> {
  const tellings: Ask[] = [];
  const pages = Math.max(1, Math.min(Math.floor(upTo / PAGE), Math.ceil(count / 20)));
  for (let page = 0; page < pages && tellings.length < count; page += 1) {
    const after = Math.floor((upTo * page) / pages);
    const events = await store.readAll(after, Math.min(PAGE, upTo - after));
    const visits = events.filter(({ bytes }) => bytes.includes(VISITED)).slice(0, Math.ceil(count / pages));
    for (const { envelope } of visits) {
      const { visit: _, ...body } = envelope.data as Visit;
      const [, household] = envelope.subject.split('/');
      tellings.push({
        path: `/api/field-activity/households/${household}/visits`,
        body,
        view: `/api/progress/units/${envelope.unit}`,
      });
    }
  }
  return tellings;
}
