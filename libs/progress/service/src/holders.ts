import { dayFromNumber, type LocalDate, type UnitId } from '@tung-nha/kernel';
import type { Figure } from '@tung-nha/progress-figures';
import { type Asked, heldSince, type Posting, type UnitView, type Views } from '@tung-nha/progress-projections';
import { policyFor, type UnitRegister } from '@tung-nha/units';
import type { Page } from './asking.js';
import { Pace } from './pace.js';
import { counting, postingsAt } from './postings.js';
import type { ProgressReadModel } from './progress-read-model.js';
import type { Histories } from './rebuild.js';
import { type RecordBehind, recordsBehind } from './records-behind.js';

/** One of those that make the number: a household, a team, a unit. */
export interface Holder {
  readonly kind: 'household' | 'team' | 'unit' | 'declaration';
  readonly id: string;
  readonly place: UnitId;
  /** How much of the number it makes: citizens of a household, members of a team; else 1. */
  readonly n: number;
  /** The day from which it has counted without a break; null for a flow. */
  readonly since: LocalDate | null;
  /** `<stream>@<version>` of what was restated. */
  readonly restated: readonly string[];
  /** The records that made it stand, and those that changed it. */
  readonly records: readonly RecordBehind[];
  /** Of a dormant team. */
  readonly lastActivityOn?: LocalDate | null;
  readonly idleDays?: number;
  /** Of a unit that must have a team. */
  readonly policy?: string;
}

export interface Holders {
  readonly holders: readonly Holder[];
  readonly next: string | null;
}

export interface Sources {
  readonly model: ProgressReadModel;
  readonly views: Views;
  readonly histories: Histories;
  readonly register: UnitRegister;
}

/** Those that make the number, place by place, each once (P4). */
export async function holdersOf(
  sources: Sources,
  figure: Figure,
  asked: Asked,
  view: UnitView,
  page: Page,
): Promise<Holders> {
  const places = [...view.shape.all].sort();
  if (figure.workedOut === 'required-teams') return paged(requiredUnits(sources, asked, places), page);
  if (figure.workedOut === 'dormant-teams') return paged(dormantTeams(sources, asked, places), page);
  const { model, histories } = sources;
  const pace = new Pace();
  const found: (Holder & { readonly versions: readonly number[] })[] = [];
  const begin = page.after?.split('|')[0] ?? '';
  for (const place of places) {
    if (place < begin || !model.columns.has(place, figure.column!)) continue;
    const ofPlace = await holdersAt(model, figure, asked, place);
    found.push(...ofPlace.filter((holder) => cursorOf(holder) > (page.after ?? '')));
    if (found.length > page.limit) break;
    await pace.rest();
  }
  const shown = found.slice(0, page.limit);
  const holders: Holder[] = [];
  for (const { versions, ...holder } of shown) {
    const stream = holder.restated[0]?.split('@')[0] ?? '';
    holders.push({ ...holder, records: await recordsBehind(histories, stream, versions) });
    await pace.rest();
  }
  return { holders, next: found.length > shown.length ? cursorOf(shown.at(-1)!) : null };
}

async function holdersAt(model: ProgressReadModel, figure: Figure, asked: Asked, place: UnitId) {
  const holders: (Holder & { readonly versions: readonly number[] })[] = [];
  for (const [stream, postings] of await postingsAt(model.store, model.columns, place)) {
    const counted = counting(postings, figure.column!, asked);
    const n = counted.reduce((sum, posting) => sum + posting.n, 0);
    if (n <= 0) continue;
    const versions = [...new Set(counted.map(({ version }) => version))];
    const [kind = '', id = ''] = stream.split('/');
    holders.push({
      kind: kind as Holder['kind'],
      id,
      place,
      n,
      since: sinceOf(figure, counted),
      restated: versions.map((version) => `${stream}@${version}`),
      records: [],
      versions,
    });
  }
  return holders;
}

function sinceOf({ kind }: Figure, counted: readonly Posting[]): LocalDate | null {
  const since = kind === 'flow' ? undefined : heldSince(counted, Infinity);
  return since === undefined ? null : dayFromNumber(since);
}

function requiredUnits({ views, register }: Sources, { on }: Asked, places: readonly UnitId[]): Holder[] {
  const required = views.requiredOn(on);
  return places.flatMap((place) => {
    const n = required.get(place);
    if (n === undefined) return [];
    const policy = policyFor(register, place, on)?.id;
    const holder = { kind: 'unit', id: place, place, n, since: null, restated: [], records: [] } as const;
    return [policy === undefined ? holder : { ...holder, policy }];
  });
}

function dormantTeams({ views }: Sources, asked: Asked, places: readonly UnitId[]): Holder[] {
  return views
    .teamsOn(asked, places)
    .filter(({ dormant }) => dormant)
    .map(({ team, unit, establishedOn, lastActivityOn, idleDays }) => ({
      kind: 'team' as const,
      id: team,
      place: unit,
      n: 1,
      since: establishedOn,
      restated: [],
      records: [],
      lastActivityOn,
      idleDays,
    }))
    .sort((one, other) => (cursorOf(one) < cursorOf(other) ? -1 : 1));
}

function paged(all: readonly Holder[], { after = '', limit }: Page): Holders {
  const left = all.filter((holder) => cursorOf(holder) > after);
  const holders = left.slice(0, limit);
  return { holders, next: left.length > holders.length ? cursorOf(holders.at(-1)!) : null };
}

const cursorOf = ({ place, kind, id }: Pick<Holder, 'place' | 'kind' | 'id'>) => `${place}|${kind}/${id}`;
