import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { EventBusServer } from '@tung-nha/event-bus';
import type { FastifyReply } from 'fastify';
import { Public } from './access.guard.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

export const EVENT_BUS = Symbol('EventBus');

/** For Kubernetes and Prometheus (X8). */
@Controller()
export class HealthController {
  constructor(
    @Inject(EVENT_BUS) private readonly bus: Pick<EventBusServer, 'laneStates'>,
    private readonly metrics: Metrics,
    private readonly readiness: Readiness,
  ) {}

  @Get('health/live')
  @Public()
  live() {
    return { status: 'live' };
  }

  /** Not ready before everything known is counted, while a lane stands still (figures would silently grow old), and at the end. */
  @Get('health/ready')
  @Public()
  ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const lanes = this.bus.laneStates().map(({ stopped, ...lane }) => ({ ...lane, stopped: stopped?.message ?? null }));
    const { phase } = this.readiness;
    const status = lanes.some(({ stopped }) => stopped !== null) ? 'stopped' : phase;
    reply.status(status === 'ready' ? 200 : 503);
    return { status, lanes };
  }

  @Get('metrics')
  @Public()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  text(): Promise<string> {
    return this.metrics.text();
  }
}
