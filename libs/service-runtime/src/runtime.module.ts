import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TokenVerifier } from '@tung-nha/access';
import type { EventBusServer } from '@tung-nha/event-bus';
import { CLOCK, type Clock } from '@tung-nha/kernel';
import { Access } from './access.js';
import { AccessGuard } from './access.guard.js';
import { CommandInterceptor, RUNTIME_SETTINGS, type RuntimeSettings } from './command-request.js';
import { BatchLogInterceptor } from './batch-log.interceptor.js';
import { EVENT_BUS, HealthController } from './health.controller.js';
import { Metrics, type ParkedCounts } from './metrics.js';
import { Readiness } from './readiness.js';
import { Reference, ReferenceProjection } from './reference.js';

export interface RuntimePorts extends RuntimeSettings {
  readonly clock: Clock;
  readonly tokens: TokenVerifier;
  readonly reference: Reference;
  readonly bus: EventBusServer;
  /** Said by whoever starts and ends the process. */
  readonly readiness: Readiness;
  /** How the process is called in metrics. */
  readonly service: string;
  readonly parked?: ParkedCounts;
}

/** What every service has, whatever its context: who asks, what the neighbours said, health. */
@Global()
@Module({})
export class RuntimeModule {
  static with(ports: RuntimePorts): DynamicModule {
    const { clock, tokens, reference, bus, readiness, service, parked, ...settings } = ports;
    const measured = { service, laneStates: () => bus.laneStates(), ...(parked ? { parked } : {}) };
    return {
      module: RuntimeModule,
      controllers: [HealthController, ReferenceProjection],
      providers: [
        Access,
        CommandInterceptor,
        BatchLogInterceptor,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: CLOCK, useValue: clock },
        { provide: TokenVerifier, useValue: tokens },
        { provide: Reference, useValue: reference },
        { provide: EVENT_BUS, useValue: bus },
        { provide: Readiness, useValue: readiness },
        { provide: Metrics, useValue: new Metrics(measured) },
        { provide: RUNTIME_SETTINGS, useValue: settings },
      ],
      exports: [Access, CommandInterceptor, BatchLogInterceptor, CLOCK, Reference, EVENT_BUS, RUNTIME_SETTINGS],
    };
  }
}
