import { dayFromNumber, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { columnFedBy, type Feed, type Figure } from '@tung-nha/progress-figures';
import { type Asked, type UnitView } from '@tung-nha/progress-projections';
import type { Page } from './asking.js';
import { Pace } from './pace.js';
import { counting, postingsAt } from './postings.js';
import type { ProgressReadModel } from './progress-read-model.js';

/** One event behind a figure; the event itself is in the context's log, under stream and version. */
export interface WhyEvent {
  /** `<stream>@<version>`. */
  readonly id: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly leaf: UnitId;
  readonly happenedOn: LocalDate;
  readonly recordedOn: LocalDate;
  readonly lateDays: number;
  /** What it added, or took back. */
  readonly n: number;
}

type WithCursor = WhyEvent & { readonly cursor: string };

/** Which of the events: each condition narrows it. */
export interface EventChoice {
  /** Recorded more than so many days after it happened. */
  readonly lateOver?: number;
  /** What took something back: a correction, a withdrawal, the end of a standing. */
  readonly takenBack?: boolean;
}

/** Why this number: the parts it is made of, and the events that made it, place by place (P4). */
export async function whyAnswer(
  model: ProgressReadModel,
  figure: Figure,
  asked: Asked,
  view: UnitView,
  choice: EventChoice,
  page: Page,
) {
  const places = [...view.shape.all].sort();
  const { events, next } = await eventsOf(model, figure, asked, places, choice, page);
  return {
    figure: figure.id,
    total: view.figures[figure.id],
    ...(figure.column === undefined
      ? { added: view.figures[figure.id], takenBack: 0 }
      : model.columns.gains(asked, figure.column, places)),
    own: view.own[figure.id],
    children: view.children.map(({ unit, figures }) => ({ unit, value: figures[figure.id] })),
    events,
    next,
  };
}

/** So many places are looked through for one page of what is rare. */
const PLACES_PER_PAGE = 60;

/**
 * What is worked out for the day asked has no events of its own: its units or teams say why. A page of a choice may be
 * shorter than asked, and even empty: `next` says where to go on.
 */
async function eventsOf(
  model: ProgressReadModel,
  figure: Figure,
  asked: Asked,
  places: readonly UnitId[],
  choice: EventChoice,
  page: Page,
): Promise<{ readonly events: readonly WhyEvent[]; readonly next: string | null }> {
  const { column } = figure;
  if (column === undefined) return { events: [], next: null };
  const pace = new Pace();
  const events: WithCursor[] = [];
  const begin = page.after?.split('|')[0] ?? '';
  let searched = 0;
  let goOnAt: string | null = null;
  for (const place of places) {
    if (place < begin || !model.columns.has(place, column)) continue;
    if (searched === PLACES_PER_PAGE) {
      goOnAt = `${place}|`;
      break;
    }
    searched += 1;
    const ofPlace = await eventsAt(model, place, figure, column, asked);
    events.push(...ofPlace.filter((event) => event.cursor > (page.after ?? '') && isChosen(event, choice)));
    if (events.length > page.limit) break;
    await pace.rest();
  }
  const shown = events.slice(0, page.limit);
  return {
    events: shown.map(({ cursor: _, ...event }) => event),
    next: events.length > shown.length ? shown.at(-1)!.cursor : goOnAt,
  };
}

const isChosen = ({ lateDays, n }: WhyEvent, { lateOver, takenBack }: EventChoice) =>
  (lateOver === undefined || lateDays > lateOver) && (!takenBack || n < 0);

async function eventsAt(model: ProgressReadModel, place: UnitId, figure: Figure, column: number, asked: Asked) {
  const found: WithCursor[] = [];
  const type = feedOf(figure, column).type;
  for (const [stream, postings] of await postingsAt(model.store, model.columns, place)) {
    counting(postings, column, asked).forEach(({ version, happened, recorded, n }, index) => {
      const id = `${stream}@${version}`;
      found.push({
        cursor: `${place}|${String(recorded).padStart(5, '0')}|${id}|${String(index).padStart(6, '0')}`,
        id,
        type,
        stream,
        version,
        leaf: place,
        happenedOn: dayFromNumber(happened),
        recordedOn: dayFromNumber(recorded),
        lateDays: Math.max(0, recorded - happened),
        n,
      });
    });
  }
  return found.sort((one, other) => (one.cursor < other.cursor ? -1 : 1));
}

const feedOf = ({ fedBy }: Figure, column: number): Feed => fedBy.find((feed) => columnFedBy(feed) === column)!;
