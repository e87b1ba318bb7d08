import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { EventBusServer } from '@tung-nha/event-bus';
import type { FastifyReply } from 'fastify';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { Public } from './access.guard.js';

export const EVENT_BUS = Symbol('EventBus');

/** For Kubernetes and Prometheus (X8). */
@Controller()
export class HealthController {
  private readonly registry = new Registry();

  constructor(@Inject(EVENT_BUS) private readonly bus: Pick<EventBusServer, 'laneStates'>) {
    collectDefaultMetrics({ register: this.registry });
    const lag = new Gauge({
      name: 'tung_nha_lane_lag_events',
      help: 'Events a consumer has not yet counted',
      labelNames: ['consumer', 'lane'],
      registers: [this.registry],
      collect: () => {
        for (const { consumer, lane, position, head } of this.bus.laneStates())
          lag.set({ consumer, lane }, Math.max(0, head - position));
      },
    });
    const stopped = new Gauge({
      name: 'tung_nha_lane_stopped',
      help: '1 when a lane stands still after an error',
      labelNames: ['consumer', 'lane'],
      registers: [this.registry],
      collect: () => {
        for (const { consumer, lane, stopped: error } of this.bus.laneStates())
          stopped.set({ consumer, lane }, error ? 1 : 0);
      },
    });
  }

  @Get('health/live')
  @Public()
  live() {
    return { status: 'live' };
  }

  /** Not ready while a lane stands still: figures would silently grow old. */
  @Get('health/ready')
  @Public()
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const lanes = this.bus.laneStates().map(({ stopped, ...lane }) => ({ ...lane, stopped: stopped?.message ?? null }));
    const ready = lanes.every(({ stopped }) => stopped === null);
    reply.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'stopped', lanes };
  }

  @Get('metrics')
  @Public()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
