import { dayFromNumber, dayNumber, type LocalDate, type UnitId } from '@tung-nha/kernel';
import { figureOf, type FigureId } from '@tung-nha/progress-figures';
import {
  type Asked,
  type Columns,
  type PostingDocument,
  POSTINGS,
  type UnitView,
} from '@tung-nha/progress-projections';
import type { ReadStore } from '@tung-nha/read-store';
import { named } from './unit-answer.js';

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

export interface WhyPage {
  readonly after?: string;
  readonly limit: number;
}

/** Why this number: the parts it is made of, and the events that made it, place by place (P4). */
export async function whyAnswer(
  store: ReadStore,
  columns: Columns,
  figure: FigureId,
  asked: Asked,
  view: UnitView,
  page: WhyPage,
) {
  const events: (WhyEvent & { readonly cursor: string })[] = [];
  const places = [...view.shape.all].sort();
  const begin = page.after?.split('|')[0] ?? '';
  for (const place of places) {
    if (place < begin) continue;
    const ofPlace = (await eventsAt(store, place, figure, asked)).filter(({ cursor }) => cursor > (page.after ?? ''));
    events.push(...ofPlace);
    if (events.length > page.limit) break;
  }
  const shown = events.slice(0, page.limit);
  return {
    figure,
    total: view.figures[figure],
    ...columns.gains(asked, figure, places),
    own: view.own[figure],
    children: view.children.map(({ unit, figures }) => ({ unit: named(unit), value: figures[figure] })),
    events: shown.map(({ cursor: _, ...event }) => event),
    next: events.length > shown.length ? shown.at(-1)!.cursor : null,
  };
}

async function eventsAt(store: ReadStore, place: UnitId, figure: FigureId, { from, on, known }: Asked) {
  const isFlow = figureOf(figure)?.kind === 'flow';
  const days = { from: dayNumber(from), on: dayNumber(on), known: dayNumber(known) };
  const counts = (happened: number) => happened <= days.on && (!isFlow || happened >= days.from);
  const found: (WhyEvent & { readonly cursor: string })[] = [];
  for (const { data } of await store.find<PostingDocument>(POSTINGS, 'place', place, { limit: 1_000 })) {
    for (const [key, posting] of Object.entries(data.events[figure] ?? {})) {
      if (posting.recorded > days.known) continue;
      for (let index = 0; index < posting.days.length; index += 2) {
        const happened = posting.days[index]!;
        if (!counts(happened)) continue;
        const [stream = '', version = ''] = key.split('@');
        found.push({
          cursor: `${place}|${posting.recorded}|${key}|${index}`,
          id: key,
          type: figureOf(figure)!.fedBy.type,
          stream,
          version: Number(version),
          leaf: place,
          happenedOn: dayFromNumber(happened),
          recordedOn: dayFromNumber(posting.recorded),
          lateDays: Math.max(0, posting.recorded - happened),
          n: posting.days[index + 1]!,
        });
      }
    }
  }
  return found.sort((one, other) => (one.cursor < other.cursor ? -1 : 1));
}
