import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { DiscoveryService, DiscoveryModule, MetadataScanner } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventBusServer } from '@tung-nha/event-bus';
import { declaredAccess } from './access.guard.js';
import { EVENT_BUS } from './health.controller.js';
import { parseJsonBody } from './json-body.js';
import { ProblemFilter } from './problem.filter.js';
import type { RuleWords } from './problem.js';
import { validationPipe } from './validation.js';

/** A change list of the whole country is 4 MB of JSON. */
const LARGEST_BODY = 16 * 1024 * 1024;

export class AccessUndeclared extends Error {
  constructor(routes: readonly string[]) {
    super(`routes without @Allowed or @Public: ${routes.join(', ')}`);
    this.name = 'AccessUndeclared';
  }
}

export interface HttpAppSettings {
  readonly words: readonly RuleWords[];
  readonly logger: LoggerService | false;
}

/**
 * A service with its HTTP face and its event handlers, initialised and not yet listening.
 * @throws AccessUndeclared
 */
export async function createHttpApp(
  root: Type | DynamicModule,
  { words, logger }: HttpAppSettings,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ bodyLimit: LARGEST_BODY, routerOptions: { maxParamLength: 200 } });
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: class Root {}, imports: [DiscoveryModule, root] },
    adapter,
    { logger, abortOnError: false, bodyParser: false },
  );
  parseJsonBody(app);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(words));
  app.connectMicroservice({ strategy: app.get<EventBusServer>(EVENT_BUS) });
  app.enableShutdownHooks([]);
  mustDeclareAccess(app);
  return app;
}

/** The path metadata of Nest's route decorators. */
const PATH = 'path';
const METHOD = 'method';

function mustDeclareAccess(app: NestFastifyApplication): void {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  const undeclared = app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype, name }) => {
      if (!metatype) return [];
      const prototype = metatype.prototype as Record<string, object>;
      return scanner
        .getAllMethodNames(prototype)
        .filter(
          (method) => Reflect.hasMetadata(PATH, prototype[method]!) && Reflect.hasMetadata(METHOD, prototype[method]!),
        )
        .filter((method) => declaredAccess(reflector, prototype[method] as never, metatype as never) === undefined)
        .map((method) => `${name}.${method}`);
    });
  if (undeclared.length > 0) throw new AccessUndeclared(undeclared);
}
