import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { idSchema, type UnitId } from '@tung-nha/kernel';
import { type Asked } from '@tung-nha/progress-projections';
import { Allowed, type Authenticated, parameter, Problem } from '@tung-nha/service-runtime';
import { z } from 'zod';
import { Asking, figureIn, only, pageOf } from './asking.js';
import { type Holders, holdersOf } from './holders.js';
import { householdList, householdLists, householdStandings } from './household-lists.js';
import { teamLevels, teamList, teamLists, teamOnDay } from './team-list.js';
import { type EventChoice, whyAnswer } from './why-answer.js';

type Asks = Record<string, string>;
const days = ['from', 'on', 'known', 'map'] as const;
const lateDays = z.coerce.number().int().min(0).max(10_000);

function choiceOf({
  lateOver,
  takenBack,
}: {
  lateOver?: string | undefined;
  takenBack?: string | undefined;
}): EventChoice {
  return {
    ...(lateOver !== undefined && { lateOver: parameter(lateDays, 'lateOver', lateOver) }),
    takenBack: parameter(z.enum(['true', 'false']), 'takenBack', takenBack ?? 'false') === 'true',
  };
}

/** Down from a figure: to what made it, and to the households and teams it speaks of (P4, T6, T9). Codes, no persons. */
@Controller('api/progress')
export class ProgressReasonsController {
  constructor(private readonly asking: Asking) {}

  /** The events that made a figure, all or chosen ones; with the first page the first of those that make it up. */
  @Get('units/:unit/figures/:figure/why')
  @Allowed('progress.read')
  async why(
    @Param('unit') of: string,
    @Param('figure') figure: string,
    @Query() query: Asks,
    @Req() { user }: Authenticated,
  ) {
    const { lateOver, takenBack, ...others } = query;
    const { id, asked, page, which, view } = this.figureAsked(of, figure, others, user);
    const choice = choiceOf({ lateOver, takenBack });
    const answer = await whyAnswer(this.asking.progress.current, which, asked, view, choice, page);
    const named = this.asking.namedOn(asked.map);
    const isFirst = others['after'] === undefined;
    const first = isFirst && (await holdersOf(this.sources(), which, asked, view, { limit: page.limit }));
    return {
      unit: id,
      asked,
      ...answer,
      children: answer.children.map(({ unit, value }) => ({ unit: named(unit), value })),
      events: answer.events.map((event) => ({ ...event, leaf: this.asking.nameOf(event.leaf, asked.map) })),
      ...(first && { holders: this.withNames(first.holders, asked), nextHolder: first.next }),
      freshness: this.asking.lanes(),
    };
  }

  /** Those that make a figure up, page by page: households, teams, units. */
  @Get('units/:unit/figures/:figure/holders')
  @Allowed('progress.read')
  async holders(
    @Param('unit') of: string,
    @Param('figure') figure: string,
    @Query() query: Asks,
    @Req() { user }: Authenticated,
  ) {
    const { id, asked, page, which, view } = this.figureAsked(of, figure, query, user);
    const { holders, next } = await holdersOf(this.sources(), which, asked, view, page);
    return {
      unit: id,
      asked,
      figure: which.id,
      total: view.figures[which.id],
      holders: this.withNames(holders, asked),
      next,
    };
  }

  @Get('units/:unit/households')
  @Allowed('progress.read')
  async households(@Param('unit') of: string, @Query() query: Asks, @Req() { user }: Authenticated) {
    const id = this.asking.within(of, user);
    const {
      list: named = 'all',
      after,
      limit,
      ...rest
    } = only(query, ['list', 'on', 'known', 'map', 'after', 'limit']);
    const list = parameter(z.enum(householdLists), 'list', named);
    const asked = this.asking.days(rest);
    const page = pageOf({ after, limit });
    const { current, views } = this.asking.progress;
    const { households, next } = await householdList(current, list, asked, views.shape(id, asked)!.all, page);
    return {
      unit: id,
      asked,
      list,
      households: households.map((one) => ({ ...one, village: this.asking.nameOf(one.village, asked.map) })),
      next,
      freshness: this.asking.lanes(),
    };
  }

  /** The same refusal for a household of somewhere else and for one nobody knows. */
  @Get('households/:household')
  @Allowed('progress.read')
  async household(@Param('household') of: string, @Query() query: Asks, @Req() { user }: Authenticated) {
    const id = parameter(idSchema<'HouseholdId'>(), 'household', of);
    const asked = this.asking.days(only(query, ['on', 'known', 'map']));
    const found = await householdStandings(this.asking.progress.current, id, asked);
    const mayRead = (unit: UnitId) => this.asking.access.mayAt(user, 'progress.read', unit);
    if (!found?.villages.some(mayRead)) throw new Problem('NotAllowed');
    return {
      household: id,
      asked,
      known: asked.known,
      stream: `household/${id}`,
      missing: found.missing,
      standings: found.standings.map(({ standing, intervals }) => ({
        standing,
        intervals: intervals.map((one) => ({ ...one, village: this.asking.nameOf(one.village, asked.map) })),
      })),
      freshness: this.asking.lanes(),
    };
  }

  @Get('units/:unit/teams')
  @Allowed('progress.read')
  teams(@Param('unit') of: string, @Query() query: Asks, @Req() { user }: Authenticated) {
    const id = this.asking.within(of, user);
    const {
      list: named = 'all',
      level: ofLevel,
      after,
      limit,
      ...rest
    } = only(query, ['list', 'level', 'on', 'known', 'map', 'after', 'limit']);
    const list = parameter(z.enum(teamLists), 'list', named);
    const level = ofLevel === undefined ? undefined : parameter(z.enum(teamLevels), 'level', ofLevel);
    const asked = this.asking.days(rest);
    const page = pageOf({ after, limit });
    const { views } = this.asking.progress;
    const wanted = { list, ...(level ? { level } : {}) };
    const { register } = this.asking.reference;
    const { teams, ...answer } = teamList(views, register, wanted, asked, views.shape(id, asked)!.all, page);
    return {
      unit: id,
      asked,
      ...wanted,
      ...answer,
      teams: teams.map((team) => ({ ...team, unit: this.asking.nameOf(team.unit, asked.map) })),
      freshness: this.asking.lanes(),
    };
  }

  /** One team as the list has it. The same refusal for a team of somewhere else and for one nobody knows. */
  @Get('teams/:team')
  @Allowed('progress.read')
  team(@Param('team') of: string, @Query() query: Asks, @Req() { user }: Authenticated) {
    const id = parameter(idSchema<'TeamId'>(), 'team', of);
    const asked = this.asking.days(only(query, ['on', 'known', 'map']));
    const found = teamOnDay(this.asking.progress.views, this.asking.reference.register, id, asked);
    const mayRead = (unit: UnitId) => this.asking.access.mayAt(user, 'progress.read', unit);
    if (!found?.places.some(mayRead)) throw new Problem('NotAllowed');
    const unit = this.asking.nameOf(found.unit, asked.map);
    return {
      team: id,
      asked,
      unit,
      level: found.level,
      onDay: found.listed && { ...found.listed, unit },
      freshness: this.asking.lanes(),
    };
  }

  /** @throws Problem */
  private figureAsked(of: string, figure: string, query: Asks, user: Authenticated['user']) {
    const id = this.asking.within(of, user);
    const { after, limit, ...rest } = only(query, [...days, 'after', 'limit']);
    const asked = this.asking.days(rest);
    const page = pageOf({ after, limit });
    return { id, asked, page, which: figureIn(figure), view: this.asking.progress.views.view(id, asked)! };
  }

  private sources() {
    const { current, views, histories } = this.asking.progress;
    return { model: current, views, histories, register: this.asking.reference.register };
  }

  private withNames(holders: Holders['holders'], { map }: Asked) {
    return holders.map((holder) => ({ ...holder, place: this.asking.nameOf(holder.place, map) }));
  }
}
