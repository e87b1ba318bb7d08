import { Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { EventBusServer } from '@tung-nha/event-bus';
import {
  addDays,
  CLOCK,
  type Clock,
  type Context,
  dayNumber,
  type LocalDate,
  today,
  type UnitId,
  unitId,
} from '@tung-nha/kernel';
import { catalogue, type FigureId, figureOf } from '@tung-nha/progress-figures';
import type { Asked, UnitView } from '@tung-nha/progress-projections';
import {
  Access,
  Allowed,
  type Authenticated,
  EVENT_BUS,
  faultAt,
  parameter,
  Problem,
  Reference,
  seenIn,
} from '@tung-nha/service-runtime';
import { findUnits, hierarchyOn, versionOn } from '@tung-nha/units';
import { z } from 'zod';
import { askedOf, type AskedQuery, periods, periodsBetween } from './asked.js';
import { Progress } from './progress.projection.js';
import { PROGRESS_CONSUMER, progressLanes } from './progress-read-model.js';
import { dividingDays, named, provinceOf, unitAnswer } from './unit-answer.js';
import { whyAnswer, type WhyPage } from './why-answer.js';

const SEEN_WITHIN_MS = 2_000;
const MOST_POINTS = 400;
const count = (most: number) => z.coerce.number().int().min(1).max(most);
const text = z.string().min(1).max(100);

export const PROGRESS_SETTINGS = Symbol('ProgressSettings');
export interface ProgressSettings {
  /** Where the pages of those begin who see a whole province and more. */
  readonly opensAt?: UnitId;
}

/** The per-level progress views (P1 to P7). */
@Controller('api/progress')
export class ProgressController {
  constructor(
    private readonly progress: Progress,
    private readonly access: Access,
    private readonly reference: Reference,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(EVENT_BUS) private readonly bus: EventBusServer,
    @Inject(PROGRESS_SETTINGS) private readonly settings: ProgressSettings,
  ) {}

  /** Where a page begins for the one who asks. */
  @Get('defaults')
  @Allowed('progress.read')
  defaults(@Req() { user }: Authenticated) {
    const { register, grants, simulated } = this.reference;
    const now = today(this.clock);
    const grant = grants.of(user.subject, now).find(({ unit }) => this.access.mayAt(user, 'progress.read', unit));
    const { opensAt } = this.settings;
    const wide = grant && register.units.get(grant.unit)?.versions[0]?.level === 'province';
    const home = wide && opensAt && this.access.mayAt(user, 'progress.read', opensAt) ? opensAt : grant?.unit;
    const id = home ?? hierarchyOn(register, now).provinces[0]?.id;
    const unit = id && register.units.get(id);
    const maps = id ? dividingDays(register, provinceOf(register, id)) : [];
    return {
      today: now,
      from: `${now.slice(0, 4)}-01-01`,
      on: now,
      map: maps.findLast((on) => on <= now) ?? now,
      maps: maps.map((on) => ({ on, label: mapLabel(on) })),
      root: unit ? { id, fullName: versionOn(unit, now).fullName } : null,
      simulated,
    };
  }

  @Get('figures')
  @Allowed('progress.read')
  figures() {
    return catalogue;
  }

  @Get('freshness')
  @Allowed('progress.read')
  async freshness() {
    return {
      ...this.lanes(),
      generation: this.progress.current.generation,
      parked: await this.progress.current.parkedStreams(),
    };
  }

  /** Search by any old or new name or code (X9). */
  @Get('units')
  @Allowed('progress.read')
  search(@Query('text') asked?: string, @Query('limit') limit = '20') {
    const { register } = this.reference;
    const found = findUnits(register, parameter(text, 'text', asked), { limit: parameter(count(100), 'limit', limit) });
    return found.map(({ unit, version, to, versionTo }) => {
      // On the last day on which it bore the name that was found.
      const map = versionTo === null ? today(this.clock) : addDays(versionTo, -1);
      const trail = hierarchyOn(register, map).ancestorsOf(unit);
      const { code, name, fullName, kind, level, from } = version;
      return { unit, code, name, fullName, kind, level, from, to, map, trail: trail.map(named) };
    });
  }

  /** Figures of a unit, its own rows, its children, its rank: as of `on`, as known on `known`, on the map of `map`. */
  @Get('units/:unit')
  @Allowed('progress.read')
  async unit(
    @Param('unit') of: string,
    @Query() query: Record<string, string>,
    @Req() { user }: Authenticated,
    @Headers('seen') seen?: string,
  ) {
    const id = this.within(of, user);
    const asked = askedOf(only(query, ['from', 'on', 'known', 'map']), this.clock);
    await this.mustHaveCounted(seen);
    const view = this.progress.views.view(id, asked)!;
    const { register } = this.reference;
    return {
      ...unitAnswer(register, this.progress.views, id, asked, view, today(this.clock)),
      freshness: this.lanes(),
    };
  }

  @Get('units/:unit/figures/:figure/why')
  @Allowed('progress.read')
  async why(
    @Param('unit') of: string,
    @Param('figure') figure: string,
    @Query() query: Record<string, string>,
    @Req() { user }: Authenticated,
  ) {
    const id = this.within(of, user);
    const { after, limit = '50', ...days } = only(query, ['from', 'on', 'known', 'map', 'after', 'limit']);
    const asked = askedOf(days, this.clock);
    const view = this.progress.views.view(id, asked)!;
    const page = { limit: parameter(count(500), 'limit', limit), ...(after === undefined ? {} : { after }) };
    const answer = await this.whyPage(figureIn(figure), asked, view, page);
    return { unit: id, asked, ...answer, freshness: this.lanes() };
  }

  /** The figure at the end of each period, flows within it (P3). */
  @Get('units/:unit/figures/:figure/series')
  @Allowed('progress.read')
  series(
    @Param('unit') of: string,
    @Param('figure') figure: string,
    @Query() query: Record<string, string>,
    @Req() { user }: Authenticated,
  ) {
    const id = this.within(of, user);
    const { by: asking = 'month', to, ...days } = only(query, ['from', 'to', 'known', 'map', 'by']);
    const by = parameter(z.enum(periods), 'by', asking);
    const asked = askedOf({ ...days, ...(to === undefined ? {} : { on: to }) }, this.clock);
    const width = { day: 1, month: 28, quarter: 84 }[by];
    if ((dayNumber(asked.on) - dayNumber(asked.from)) / width > MOST_POINTS)
      throw new Problem('RequestInvalid', { errors: [faultAt('/from', 'max')] });
    const which = figureIn(figure);
    return {
      unit: id,
      figure: which,
      by,
      points: periodsBetween(by, asked.from, asked.on).map((period) => ({
        ...period,
        value: this.progress.views.figures(id, { ...asked, from: period.from, on: period.to })![which],
      })),
    };
  }

  /** Folds all figures anew from the log, beside the serving view, and switches (P6). */
  @Post('rebuild')
  @HttpCode(200)
  @Allowed('progress.rebuild')
  rebuild() {
    return this.progress.rebuild();
  }

  @Get('digest')
  @Allowed('events.read')
  async digest() {
    return { digest: await this.progress.current.store.digest(), ...this.lanes() };
  }

  private whyPage(figure: FigureId, asked: Asked, view: UnitView, page: WhyPage) {
    const { store, columns } = this.progress.current;
    const nameOf = (id: UnitId) => {
      const { name, fullName, code, kind, level } = versionOn(this.reference.register.units.get(id)!, asked.map);
      return { id, name, fullName, code, kind, level };
    };
    return whyAnswer(store, columns, figure, asked, view, page).then((answer) => ({
      ...answer,
      events: answer.events.map((event) => ({ ...event, leaf: nameOf(event.leaf) })),
    }));
  }

  /** @throws Problem, the same for a foreign unit and for one nobody knows */
  private within(of: string, user: Authenticated['user']): UnitId {
    const id = parameter(unitId, 'unit', of);
    this.access.mustAt(user, 'progress.read', id);
    return id;
  }

  /** Who wrote it sees it, or is told to come again (P7). */
  private async mustHaveCounted(seen: string | undefined): Promise<void> {
    const positions = seenIn(seen);
    for (const lane of progressLanes)
      if (!(await this.progress.hasCounted(lane, positions[lane] ?? 0, SEEN_WITHIN_MS)))
        throw new Problem('NotYetHeard');
    if ((positions['team-organisation'] ?? 0) > this.reference.position) throw new Problem('NotYetHeard');
  }

  /** Up to which position of which context the figures count. */
  private lanes() {
    const states = this.bus.laneStates().filter(({ consumer }) => consumer === PROGRESS_CONSUMER);
    return {
      lanes: states.map(({ lane, position, head, stopped }) => ({
        lane: lane satisfies Context,
        position,
        head,
        stopped: stopped?.message ?? null,
      })),
      countedAt: this.clock.now(),
    };
  }
}

function mapLabel(on: LocalDate) {
  const day = on.split('-').reverse().join('/');
  return { vi: `Bản đồ từ ${day}`, en: `Map from ${day}` };
}

function figureIn(figure: string): FigureId {
  const known = figureOf(figure);
  if (!known) throw new Problem('RequestInvalid', { errors: [faultAt('/figure', 'isIn')] });
  return known.id;
}

/** Unknown parameters are faults too: a misspelt `know=` must not answer another question. */
function only<const Name extends string>(
  query: Record<string, string>,
  names: readonly Name[],
): Partial<Record<Name, string>> & AskedQuery {
  const unknown = Object.keys(query).filter((name) => !(names as readonly string[]).includes(name));
  const repeated = Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [] : [name]));
  const errors = [
    ...unknown.map((name) => faultAt(`/${name}`, 'whitelistValidation')),
    ...repeated.map((name) => faultAt(`/${name}`, 'isString')),
  ];
  if (errors.length > 0) throw new Problem('RequestInvalid', { errors });
  return query as Partial<Record<Name, string>>;
}
