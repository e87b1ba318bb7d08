import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from '@nestjs/common';
import type { LaneState } from '@tung-nha/event-bus';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** How many streams each lane has set aside. */
export type ParkedCounts = () => Promise<Readonly<Record<string, number>>>;

export interface Measured {
  readonly service: string;
  laneStates(): readonly LaneState[];
  readonly parked?: ParkedCounts;
}

/** Every so often the loop is looked at: ten times a second wakes a resting process little. */
const EVENT_LOOP_PRECISION_MS = 100;
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What Prometheus reads of a process (X8); every series says which service it is of. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram;

  constructor({ service, laneStates, parked }: Measured) {
    const registers = [this.registry];
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry, eventLoopMonitoringPrecision: EVENT_LOOP_PRECISION_MS });
    const ofLanes = (name: string, help: string, value: (lane: LaneState) => number) => {
      const gauge = new Gauge({
        name,
        help,
        labelNames: ['consumer', 'lane'],
        registers,
        collect: () => {
          for (const state of laneStates()) gauge.set({ consumer: state.consumer, lane: state.lane }, value(state));
        },
      });
    };
    ofLanes('tung_nha_lane_lag_events', 'Events a consumer has not yet counted', ({ position, head }) =>
      Math.max(0, head - position),
    );
    ofLanes('tung_nha_lane_position', 'Last position a consumer has counted', ({ position }) => position);
    ofLanes('tung_nha_lane_stopped', '1 when a lane stands still after an error', ({ stopped }) => (stopped ? 1 : 0));
    if (parked) {
      const gauge = new Gauge({
        name: 'tung_nha_parked_streams',
        help: 'Streams set aside because an event of theirs could not be applied',
        labelNames: ['lane'],
        registers,
        collect: async () => {
          gauge.reset();
          for (const [lane, count] of Object.entries(await parked())) gauge.set({ lane }, count);
        },
      });
    }
    this.requests = new Histogram({
      name: 'tung_nha_http_request_seconds',
      help: 'Time from a request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  /** By the pattern of the route, never by what a client wrote. */
  measureRequests(app: NestFastifyApplication): void {
    const logger = new Logger('http');
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
        const route = request.routeOptions.url ?? 'unknown';
        const answer = { method: request.method, route, status: reply.statusCode };
        this.requests.observe(answer, reply.elapsedTime / 1_000);
        logger.log({ ...answer, ms: Math.round(reply.elapsedTime * 10) / 10 });
        done();
      });
  }
}
