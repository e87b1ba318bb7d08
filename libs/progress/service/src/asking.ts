import { Inject, Injectable } from '@nestjs/common';
import type { EventBusServer } from '@tung-nha/event-bus';
import { CLOCK, type Clock, type Context, type UnitId, unitId } from '@tung-nha/kernel';
import { type Figure, figureOf } from '@tung-nha/progress-figures';
import type { Asked } from '@tung-nha/progress-projections';
import {
  Access,
  type Authenticated,
  EVENT_BUS,
  faultAt,
  parameter,
  Problem,
  Reference,
  seenIn,
} from '@tung-nha/service-runtime';
import { chainOn, versionOn } from '@tung-nha/units';
import { z } from 'zod';
import { askedOf, type AskedQuery } from './asked.js';
import { progressLanes } from './counting.js';
import { namedOn, type Naming } from './named.js';
import { Progress } from './progress.projection.js';
import { PROGRESS_CONSUMER } from './progress-read-model.js';

const SEEN_WITHIN_MS = 2_000;
type Query = Readonly<Record<string, string>>;

export interface Page {
  /** What the answer before gave as `next`. */
  readonly after?: string;
  readonly limit: number;
}

const MOST_IN_PAGE = 500;
const count = (most: number) => z.coerce.number().int().min(1).max(most);

/** What every question about figures has in common: who asks where, for which days, and what has been counted. */
@Injectable()
export class Asking {
  constructor(
    readonly progress: Progress,
    readonly access: Access,
    readonly reference: Reference,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(EVENT_BUS) private readonly bus: EventBusServer,
  ) {}

  /** @throws Problem, the same for a foreign unit and for one nobody knows */
  within(of: string, user: Authenticated['user']): UnitId {
    const id = parameter(unitId, 'unit', of);
    this.access.mustAt(user, 'progress.read', id);
    return id;
  }

  days(query: AskedQuery): Asked {
    return askedOf(query, this.clock);
  }

  /** Who wrote it sees it, or is told to come again (P7). */
  async mustHaveCounted(seen: string | undefined): Promise<void> {
    const positions = seenIn(seen);
    for (const lane of progressLanes)
      if (!(await this.progress.hasCounted(lane, positions[lane] ?? 0, SEEN_WITHIN_MS)))
        throw new Problem('NotYetHeard');
    if ((positions['team-organisation'] ?? 0) > this.reference.position) throw new Problem('NotYetHeard');
  }

  /** Up to which position of which context the figures count, and how many streams they lack something of (X7). */
  lanes() {
    const states = this.bus.laneStates().filter(({ consumer }) => consumer === PROGRESS_CONSUMER);
    return {
      lanes: states.map(({ lane, position, head, stopped }) => ({
        lane: lane satisfies Context,
        position,
        head,
        stopped: stopped?.message ?? null,
      })),
      parkedStreams: this.progress.current.parkedCount,
      countedAt: this.clock.now(),
    };
  }

  namedOn(map: Asked['map']): Naming {
    return namedOn(this.reference.register, map);
  }

  /** A unit as answers name it, as it was called on the map, with what it lies in there, root first. */
  nameOf(id: UnitId, map: Asked['map']) {
    const { register } = this.reference;
    const unit = register.units.get(id);
    if (!unit) return { id, name: id, fullName: id, code: null, kind: '', level: null, trail: [] };
    const above = chainOn(register, id, map).slice(0, -1);
    const trail = above.map((one) => ({ id: one, fullName: versionOn(register.units.get(one)!, map).fullName }));
    return { ...this.namedOn(map)({ id, ...versionOn(unit, map) }), trail };
  }
}

export function pageOf({ after, limit = '50' }: { after?: string | undefined; limit?: string | undefined }): Page {
  const size = parameter(count(MOST_IN_PAGE), 'limit', limit);
  return { limit: size, ...(after === undefined ? {} : { after: parameter(z.string().max(300), 'after', after) }) };
}

export function figureIn(figure: string, pointer = 'figure'): Figure {
  const known = figureOf(figure);
  if (!known) throw new Problem('RequestInvalid', { errors: [faultAt(`/${pointer}`, 'isIn')] });
  return known;
}

const figureList = z.string().min(1).max(4_000);

/** Several of them, parted by commas, each once. */
export function figuresIn(figures: string | undefined): readonly Figure[] {
  const named = parameter(figureList, 'figures', figures).split(',');
  return [...new Set(named)].map((one) => figureIn(one, 'figures'));
}

/** Of the units asked for below one: there is nothing above a province. */
export const levelIn = (level: string | undefined) =>
  parameter(z.enum(['district', 'commune', 'village']), 'level', level);

/** Unknown parameters are faults too: a misspelt `know=` must not answer another question. */
export function only<const Name extends string>(
  query: Query,
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
