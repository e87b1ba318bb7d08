import type { UnitId } from '@tung-nha/kernel';
import { dayNumberOf } from './days.js';
import {
  ACTIVITY,
  type Counted,
  type CounterDocument,
  COUNTERS,
  HOMES,
  type HomesDocument,
  homesIn,
  type PostingDocument,
  POSTINGS,
  type TeamDocument,
  teamOf,
  TEAMS,
} from './documents.js';
import { postingText, SumTable } from './packed-rows.js';
import { type RowGroup, RowLog } from './row-log.js';

export interface FoldedDocument {
  readonly collection: string;
  readonly document: { readonly id: string; readonly data: Readonly<Record<string, unknown>> };
}

/** Texts by number, in order of coming. */
class Dictionary {
  private readonly numbers = new Map<string, number>();
  readonly texts: string[] = [];

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.texts.length);
    this.texts.push(text);
    return this.texts.length - 1;
  }

  /** Numbers in order of their texts. */
  sorted(): readonly number[] {
    return this.texts.map((_, index) => index).sort((one, other) => (this.texts[one]! < this.texts[other]! ? -1 : 1));
  }

  ranks(): Uint32Array {
    const ranks = new Uint32Array(this.texts.length);
    this.sorted().forEach((number, rank) => (ranks[number] = rank));
    return ranks;
  }
}

/**
 * All documents of the model, folded in memory: numbers in typed arrays until a document is written, 21 bytes a row and
 * some 150 a household. What it yields is what `mutationsOf`, folded one by one, would have left (P6; a property test).
 */
export class Folding {
  private readonly places = new Dictionary();
  private readonly streams = new Dictionary();
  private readonly teams = new Dictionary();
  private readonly counted = new RowLog();
  private readonly ofTeams = new RowLog();
  private readonly homes = new Map<number, number | readonly number[]>();

  add(counted: Counted): void {
    const { stream, version, rows, activity } = counted;
    if (rows.length === 0 && !activity) return;
    const recorded = dayNumberOf(counted.recorded);
    const ofStream = rows.length > 0 ? this.streams.numberOf(stream) : 0;
    const team = teamOf(counted);
    const ofTeam = team === undefined ? undefined : this.teams.numberOf(team);
    for (const { place, column, on, n } of rows) {
      const group = this.places.numberOf(place);
      const happened = dayNumberOf(on);
      this.counted.add(group, ofStream, version, column, happened, recorded, n);
      if (ofTeam !== undefined && !activity) this.ofTeams.add(ofTeam, group, version, column, happened, recorded, n);
    }
    if (activity && ofTeam !== undefined)
      this.ofTeams.add(ofTeam, 0, version, ACTIVITY, dayNumberOf(activity.on), recorded, activity.n);
    for (const home of homesIn(counted)) this.addHome(ofStream, this.places.numberOf(home));
  }

  /** In order of ids within a collection; undefined is a place to pause. */
  *documents(): Generator<FoldedDocument | undefined> {
    yield* this.ofPlaces((group) => this.counterDocument(group), COUNTERS);
    yield* this.ofPlaces((group) => this.postingDocument(group), POSTINGS);
    for (const group of this.ofTeams.grouped(this.teams.ranks())) {
      if (!group) yield undefined;
      else {
        const data = this.teamDocument(group);
        yield { collection: TEAMS, document: { id: `${data.team} ${group.month}`, data } };
      }
    }
    yield* this.homeDocuments();
  }

  private *ofPlaces(
    documentOf: (group: RowGroup) => CounterDocument | PostingDocument,
    collection: string,
  ): Generator<FoldedDocument | undefined> {
    for (const group of this.counted.grouped(this.places.ranks())) {
      if (!group) yield undefined;
      else {
        const data = documentOf(group);
        yield { collection, document: { id: `${data.place} ${group.month}`, data } };
      }
    }
  }

  private counterDocument(group: RowGroup): CounterDocument {
    const table = new SumTable();
    let place = 0;
    for (const row of group.rows()) {
      place = row.group;
      table.add(row.column, row.happened, row.recorded, row.n);
    }
    return { place: this.places.texts[place] as UnitId, rows: table.text() };
  }

  private postingDocument(group: RowGroup): PostingDocument {
    const streams: Record<string, string> = {};
    let place = 0;
    for (const row of group.rows()) {
      place = row.group;
      const stream = this.streams.texts[row.part]!;
      const text = postingText(row.version, row.column, row.happened, row.recorded, row.n);
      streams[stream] = (streams[stream] ?? '') + text;
    }
    return { place: this.places.texts[place] as UnitId, streams };
  }

  private teamDocument(group: RowGroup): TeamDocument {
    const units = new Map<UnitId, SumTable>();
    const activity = new SumTable();
    let team = 0;
    for (const row of group.rows()) {
      team = row.group;
      if (row.column === ACTIVITY) activity.add(row.column, row.happened, row.recorded, row.n);
      else {
        const unit = this.places.texts[row.part] as UnitId;
        const table = units.get(unit) ?? new SumTable();
        units.set(unit, table.add(row.column, row.happened, row.recorded, row.n));
      }
    }
    const texts = [...units].map(([unit, table]) => [unit, table.text()] as const);
    return { team: this.teams.texts[team]!, units: Object.fromEntries(texts), activity: activity.text() };
  }

  private *homeDocuments(): Generator<FoldedDocument | undefined> {
    const households = [...this.homes.keys()];
    yield undefined;
    households.sort((one, other) => (this.streams.texts[one]! < this.streams.texts[other]! ? -1 : 1));
    for (const household of households) {
      const homes = [this.homes.get(household)!].flat();
      const data: HomesDocument = { places: homes.map((home) => this.places.texts[home] as UnitId).sort() };
      yield { collection: HOMES, document: { id: this.streams.texts[household]!.split('/')[1]!, data } };
    }
  }

  private addHome(household: number, place: number): void {
    const known = this.homes.get(household);
    if (known === undefined) this.homes.set(household, place);
    else if (typeof known === 'number' ? known !== place : !known.includes(place))
      this.homes.set(household, [known, place].flat());
  }
}
