import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { DiscoveryService, DiscoveryModule, MetadataScanner } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { EventBusServer } from '@tung-nha/event-bus';
import { declaredAccess } from './access.guard.js';
import { compressAnswers } from './compress-answers.js';
import { trackCorrelation } from './correlation.js';
import { EVENT_BUS } from './health.controller.js';
import { parseJsonBody } from './json-body.js';
import { Metrics } from './metrics.js';
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
  trackCorrelation(app);
  app.get(Metrics).measureRequests(app);
  parseJsonBody(app);
  compressAnswers(app);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(words));
  app.connectMicroservice({ strategy: app.get<EventBusServer>(EVENT_BUS) });
  mustDeclareAccess(app);
  describe(app);
  return app;
}

/** OpenAPI at `/api/openapi.json`, derived from the routes and the schemas of their fields. */
function describe(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Từng Nhà')
    .setDescription(
      'Commands need Idempotency-Key; edits may name If-Match; answers carry Seen: context=position, which may be sent back. ' +
        'Every refusal is application/problem+json (RFC 9457) in Vietnamese and English, naming each fault.',
    )
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .addGlobalParameters(
      { in: 'header', name: 'Idempotency-Key', schema: { type: 'string' }, description: 'of a command: POST' },
      { in: 'header', name: 'If-Match', schema: { type: 'string' }, description: 'the version an edit is based on' },
      { in: 'header', name: 'Seen', schema: { type: 'string' }, description: 'what the client has seen' },
    )
    .build();
  const document = () => SwaggerModule.createDocument(app, description);
  SwaggerModule.setup('api/openapi', app, document, { ui: false, raw: ['json'], jsonDocumentUrl: 'api/openapi.json' });
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
