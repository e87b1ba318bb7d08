import { type LoggerService, Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TokenVerifier } from '@tung-nha/access';
import { FieldActivityModule, fieldActivityWords } from '@tung-nha/field-activity-service';
import type { Clock, UnitId } from '@tung-nha/kernel';
import { type DemoUser, LocalIdentityModule, localIdentityWords, openLocalIssuer } from '@tung-nha/presets';
import { type Embedded, openProjections } from '@tung-nha/presets/embedded';
import { Progress, ProgressModule, progressWords } from '@tung-nha/progress-service';
import { createHttpApp, Readiness, Reference, RuntimeModule, shutDown } from '@tung-nha/service-runtime';
import { TeamOrganisationModule, teamOrganisationWords } from '@tung-nha/team-organisation-service';
import { join } from 'node:path';
import { servePages } from './web-pages.js';

export interface PlatformSettings {
  readonly embedded: Embedded;
  /** Where the units were needed before: what it has heard of these stores is not heard again. */
  readonly heard?: Reference;
  readonly clock: Clock;
  readonly users: readonly DemoUser[];
  readonly opensAt?: UnitId;
  readonly acceptRecordedTime: boolean;
  readonly port: number;
  readonly host: string;
  readonly logger?: LoggerService | false;
}

export interface Platform {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly progress: Progress;
  readonly reference: Reference;
  /** Resolves when everything recorded so far is counted. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

@Module({})
class PlatformModule {
  static with(imports: DynamicModule[]): DynamicModule {
    return { module: PlatformModule, imports };
  }
}

/** Every context in one process, on one address (ARCHITECTURE §2). Listens once all that was recorded is counted. */
export async function startPlatform(settings: PlatformSettings): Promise<Platform> {
  const { embedded, heard, clock, users, opensAt, acceptRecordedTime, port, host, logger = false } = settings;
  const { reference, progress, teams, reactions, bus } = await openProjections(embedded, heard);
  const issuer = await openLocalIssuer(join(embedded.folder, 'local-issuer.json'));
  const readiness = new Readiness();
  const root = PlatformModule.with([
    RuntimeModule.with({
      clock,
      tokens: new TokenVerifier(issuer.rules),
      reference,
      bus,
      readiness,
      service: 'platform',
      parked: () => progress.parkedCounts(),
      acceptRecordedTime,
    }),
    LocalIdentityModule.with({ issuer, users: () => users }),
    TeamOrganisationModule.with({ eventStore: embedded.stores['team-organisation'], teams }),
    FieldActivityModule.with({ eventStore: embedded.stores['field-activity'], reactions }),
    ProgressModule.with({ progress, ...(opensAt ? { opensAt } : {}) }),
  ]);
  const words = [teamOrganisationWords, fieldActivityWords, progressWords, localIdentityWords];
  const app = await createHttpApp(root, { words, logger });
  await servePages(app.getHttpAdapter().getInstance());
  await app.init();
  await app.startAllMicroservices();
  await bus.untilCaughtUp();
  await progress.prepare();
  await app.listen(port, host);
  readiness.phase = 'ready';
  return {
    url: await app.getUrl(),
    app,
    progress,
    reference,
    settled: () => bus.untilCaughtUp(),
    close: () => shutDown({ app, bus, readiness, waitMs: 0, thenClose: [() => embedded.close()] }),
  };
}
