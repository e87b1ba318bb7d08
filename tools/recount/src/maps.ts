import { type Day, entry, type Line } from './records.js';

interface Link {
  readonly other: string;
  readonly on: Day;
  readonly extent: string;
  readonly seat: boolean;
}
interface Unit {
  readonly id: string;
  readonly level: string;
  readonly from: Day;
  to: Day | null;
  /** Parent, code and name from each day on, in order of days. */
  readonly was: { on: Day; parent: string | null; code: string | null; name: string }[];
  readonly successors: Link[];
  readonly predecessors: Link[];
}

interface Opened {
  readonly unit: string;
  readonly level: string;
  readonly parent: string | null;
  readonly code: string | null;
  readonly name: string;
}

/** The units of any day, from the exported events of the unit register alone (DOMAIN T1). */
export class Maps {
  readonly units = new Map<string, Unit>();
  readonly villages: string[] = [];
  /** Between two changes the map is the same: the days of changes, in order, and what was worked out for each. */
  private days: Day[] = [];
  private readonly chains = new Map<string, readonly string[]>();
  private readonly places = new Map<string, string>();
  private readonly leaves = new Map<string, ReadonlySet<string>>();

  add({ type, data }: Line): void {
    for (const known of [this.chains, this.places, this.leaves]) known.clear();
    const on = data['on'] as Day;
    if (!this.days.includes(on)) this.days = [...this.days, on].sort();
    const list = <Item>(field: string) => (data[field] ?? []) as Item[];
    if (type === 'team-organisation.unit-list-recorded') for (const unit of list<Opened>('units')) this.open(unit, on);
    if (type === 'team-organisation.villages-founded')
      for (const village of list<Opened>('villages'))
        this.open({ ...village, level: 'village', code: null, parent: data['commune'] as string }, on);
    if (type !== 'team-organisation.units-reorganised') return;
    for (const unit of list<Opened>('opened')) this.open(unit, on);
    for (const { unit, code, name } of list<Opened>('renamed')) this.change(unit, on, { code, name });
    for (const { unit, parent } of list<Opened>('moved')) this.change(unit, on, { parent });
    for (const unit of list<string>('closed')) this.units.get(unit)!.to = on;
    for (const { from, to, extent, seat } of list<{ from: string; to: string; extent: string; seat: boolean }>(
      'links',
    )) {
      this.units.get(from)!.successors.push({ other: to, on, extent, seat });
      this.units.get(to)!.predecessors.push({ other: from, on, extent, seat });
    }
  }

  inForce(id: string, map: Day): boolean {
    const { from, to } = this.units.get(id)!;
    return from <= map && (to === null || map < to);
  }

  /** The villages of a unit on the map; where it is not on it, those it last had, or first had. */
  leavesOf(id: string, map: Day): ReadonlySet<string> {
    const day = this.lastChange(this.dayInForce(id, map));
    return entry(
      this.leaves,
      `${id} ${day}`,
      () => new Set(this.villages.filter((village) => this.chain(village, day).includes(id))),
    );
  }

  /** The day itself where the unit is in force, else the nearest on which it is. */
  dayInForce(id: string, map: Day): Day {
    const { from, to } = this.units.get(id)!;
    if (map < from) return from;
    return to !== null && map >= to ? dayBefore(to) : map;
  }

  /** Where what belongs to a unit itself, and to no village, belongs on a map. */
  ownPlaceOf(id: string, day: Day): string {
    const map = this.lastChange(day);
    return entry(this.places, `${id} ${map}`, () => this.findOwnPlace(id, map));
  }

  private findOwnPlace(id: string, map: Day): string {
    const unit = this.units.get(id)!;
    if (this.inForce(id, map)) return id;
    const heirs = (map < unit.from ? unit.predecessors : unit.successors).filter(
      ({ on }) => on === (map < unit.from ? unit.from : unit.to),
    );
    const named = namedIn(heirs);
    if (named) return this.ownPlaceOf(named.other, map);
    const chains = [...this.leavesOf(id, map)].map((leaf) => this.chain(leaf, map).slice(1));
    const holding = chains[0]?.find((above) => chains.every((chain) => chain.includes(above)));
    return holding ?? this.placeOf(id, map) ?? id;
  }

  /** The unit and all it lies in on the day. */
  chain(id: string, on: Day): readonly string[] {
    const day = this.lastChange(on);
    return entry(this.chains, `${id} ${day}`, () => {
      const { parent } = this.at(id, day);
      const place = parent === null ? undefined : this.placeOf(parent, day);
      return place === undefined ? [id] : [id, ...this.chain(place, day)];
    });
  }

  private lastChange(day: Day): Day {
    return this.days.findLast((change) => change <= day) ?? day;
  }

  /** What stood in a unit that is no more stands in its successor, else in what the unit stood in. */
  private placeOf(id: string, day: Day): string | undefined {
    if (this.inForce(id, day)) return id;
    const unit = this.units.get(id)!;
    const { parent, code, name } = this.at(id, day);
    const above = () => (parent === null ? undefined : this.placeOf(parent, day));
    if (day < unit.from) return above();
    const next = unit.successors.filter(({ on }) => on === unit.to);
    const heir =
      namedIn(next) ??
      next.find(({ other }) => this.units.get(other)!.was[0]!.code === code) ??
      next.find(({ other }) => this.units.get(other)!.was[0]!.name === name) ??
      next[0];
    return (heir && this.placeOf(heir.other, day)) ?? above();
  }

  private at(id: string, day: Day) {
    const { was } = this.units.get(id)!;
    return was.findLast(({ on }) => on <= day) ?? was[0]!;
  }

  private open({ unit: id, level, parent, code, name }: Opened, on: Day): void {
    const was = [{ on, parent, code, name }];
    this.units.set(id, { id, level, from: on, to: null, was, successors: [], predecessors: [] });
    if (level === 'village') this.villages.push(id);
  }

  private change(id: string, on: Day, what: Partial<Unit['was'][number]>): void {
    const { was } = this.units.get(id)!;
    const before = was.findLast((version) => version.on <= on) ?? was[0]!;
    const changed = { ...before, ...what, on };
    if (before.on === on) was[was.indexOf(before)] = changed;
    else was.push(changed);
    was.sort((one, other) => (one.on < other.on ? -1 : 1));
  }
}

const dayBefore = (day: Day) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** The seat a decision names, else the full or only successor. */
function namedIn(links: readonly Link[]): Link | undefined {
  const full = links.filter(({ extent }) => extent === 'full');
  return links.find(({ seat }) => seat) ?? (full.length === 1 ? full[0] : links.length === 1 ? links[0] : undefined);
}
