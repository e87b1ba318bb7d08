import { Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { addDays, type LocalDate, today, type UnitId } from '@tung-nha/kernel';
import type { Action } from '@tung-nha/access';
import { catalogue } from '@tung-nha/progress-figures';
import { Allowed, type Authenticated, parameter } from '@tung-nha/service-runtime';
import { findUnits, hierarchyOn, versionOn } from '@tung-nha/units';
import { z } from 'zod';
import { periods } from './asked.js';
import { Asking, figureIn, figuresIn, levelIn, only } from './asking.js';
import { belowAnswer } from './below-answer.js';
import { periodsOf, seriesAnswer, seriesRows } from './series-answer.js';
import { dividingDays, provinceOf, unitAnswer } from './unit-answer.js';

const count = (most: number) => z.coerce.number().int().min(1).max(most);
const text = z.string().min(1).max(100);

/** What a page offers only to who may do it; each route checks for itself all the same. */
const shownTo = ['parked.read', 'parked.settle'] as const satisfies readonly Action[];

export const PROGRESS_SETTINGS = Symbol('ProgressSettings');
export interface ProgressSettings {
  /** Where the pages of those begin who see a whole province and more. */
  readonly opensAt?: UnitId;
}

/** The per-level progress views (P1 to P3, P6, P7). */
@Controller('api/progress')
export class ProgressController {
  constructor(
    private readonly asking: Asking,
    @Inject(PROGRESS_SETTINGS) private readonly settings: ProgressSettings,
  ) {}

  /** Where a page begins for the one who asks. */
  @Get('defaults')
  @Allowed('progress.read')
  defaults(@Req() { user }: Authenticated) {
    const { reference, access, clock } = this.asking;
    const { register, grants, simulated } = reference;
    const now = today(clock);
    const grant = grants.of(user.subject, now).find(({ unit }) => access.mayAt(user, 'progress.read', unit));
    const { opensAt } = this.settings;
    const wide = grant && register.units.get(grant.unit)?.versions[0]?.level === 'province';
    const home = wide && opensAt && access.mayAt(user, 'progress.read', opensAt) ? opensAt : grant?.unit;
    const id = home ?? hierarchyOn(register, now).provinces[0]?.id;
    const unit = id && register.units.get(id);
    const maps = id ? dividingDays(register, provinceOf(register, id)) : [];
    return {
      today: now,
      from: `${now.slice(0, 4)}-01-01`,
      on: now,
      map: maps.findLast((on) => on <= now) ?? now,
      maps: maps.map((on) => ({ on, label: mapLabel(on) })),
      root: unit ? { id, fullName: versionOn(unit, now).fullName, from: unit.from, to: unit.to } : null,
      simulated,
      may: shownTo.filter((action) => access.may(user, action)),
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
    const { current } = this.asking.progress;
    return { ...this.asking.lanes(), generation: current.generation, parked: await current.parkedStreams() };
  }

  /** Search by any old or new name or code (X9). */
  @Get('units')
  @Allowed('progress.read')
  search(@Query('text') asked?: string, @Query('limit') limit = '20') {
    const { register } = this.asking.reference;
    const found = findUnits(register, parameter(text, 'text', asked), { limit: parameter(count(100), 'limit', limit) });
    return found.map(({ unit, version, to, versionTo }) => {
      // On the last day on which it bore the name that was found.
      const map = versionTo === null ? today(this.asking.clock) : addDays(versionTo, -1);
      const trail = hierarchyOn(register, map).ancestorsOf(unit);
      const { code, name, fullName, kind, level, from } = version;
      return { unit, code, name, fullName, kind, level, from, to, map, trail: trail.map(this.asking.namedOn(map)) };
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
    const id = this.asking.within(of, user);
    const asked = this.asking.days(only(query, ['from', 'on', 'known', 'map']));
    await this.asking.mustHaveCounted(seen);
    const { progress, reference, clock } = this.asking;
    const view = progress.views.view(id, asked)!;
    return {
      ...unitAnswer(reference.register, progress.views, id, asked, view, today(clock)),
      freshness: this.asking.lanes(),
    };
  }

  /** The figure at the end of each period, flows within it (P3). */
  @Get('units/:unit/figures/:figure/series')
  @Allowed('progress.read')
  seriesOfOne(
    @Param('unit') of: string,
    @Param('figure') figure: string,
    @Query() query: Record<string, string>,
    @Req() { user }: Authenticated,
  ) {
    const id = this.asking.within(of, user);
    const { by, asked } = this.period(only(query, ['from', 'to', 'known', 'map', 'by']));
    const { views } = this.asking.progress;
    const which = figureIn(figure);
    const list = periodsOf(by, asked);
    const [values] = views.series(which, list, asked.known, [views.shape(id, asked)!.all]);
    const points = list.map((period, index) => ({ ...period, value: values![index]! }));
    return { unit: id, figure: which.id, by, points };
  }

  /**
   * Several figures, with the own rows and the children of the unit, or all units of a level below it: one question for
   * a table full of sparklines.
   */
  @Get('units/:unit/series')
  @Allowed('progress.read')
  series(@Param('unit') of: string, @Query() query: Record<string, string>, @Req() { user }: Authenticated) {
    const id = this.asking.within(of, user);
    const { figures, level, ...rest } = only(query, ['figures', 'level', 'from', 'to', 'known', 'map', 'by']);
    const which = figuresIn(figures);
    const { by, asked } = this.period(rest);
    const { views } = this.asking.progress;
    const rows = seriesRows(views, id, asked, level === undefined ? undefined : levelIn(level));
    return { unit: id, asked, ...seriesAnswer(views, which, by, asked, rows, this.asking.namedOn(asked.map)) };
  }

  /** Chosen figures of all units of a level below a unit, to be compared over all of it: every commune of a province. */
  @Get('units/:unit/below')
  @Allowed('progress.read')
  below(@Param('unit') of: string, @Query() query: Record<string, string>, @Req() { user }: Authenticated) {
    const id = this.asking.within(of, user);
    const { figures, level: asks, ...rest } = only(query, ['figures', 'level', 'from', 'on', 'known', 'map']);
    const [which, level, asked] = [figuresIn(figures), levelIn(asks), this.asking.days(rest)];
    const below = this.asking.progress.views.below(id, level, asked)!;
    const named = this.asking.namedOn(asked.map);
    return { unit: id, asked, level, ...belowAnswer(below, which, named), freshness: this.asking.lanes() };
  }

  /** Folds all figures anew from the log, beside the serving view, and switches (P6). */
  @Post('rebuild')
  @HttpCode(200)
  @Allowed('progress.rebuild')
  rebuild() {
    return this.asking.progress.rebuild();
  }

  @Get('digest')
  @Allowed('events.read')
  async digest() {
    return { digest: await this.asking.progress.current.store.digest(), ...this.asking.lanes() };
  }

  private period({ by = 'month', to, ...days }: Partial<Record<'from' | 'to' | 'known' | 'map' | 'by', string>>) {
    return {
      by: parameter(z.enum(periods), 'by', by),
      asked: this.asking.days({ ...days, ...(to === undefined ? {} : { on: to }) }),
    };
  }
}

function mapLabel(on: LocalDate) {
  const day = on.split('-').reverse().join('/');
  return { vi: `Bản đồ từ ${day}`, en: `Map from ${day}` };
}
