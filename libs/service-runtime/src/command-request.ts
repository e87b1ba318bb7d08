import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { digestOf, type RequestIdentity } from '@tung-nha/event-store';
import {
  CLOCK,
  type Clock,
  commandIdOf,
  context as contextName,
  dayOf,
  idempotencyKey,
  instant,
  type Instant,
  type LocalDate,
  type SubjectRef,
} from '@tung-nha/kernel';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Authenticated } from './access.guard.js';
import { CORRELATION_HEADER, correlationSaid } from './correlation.js';
import { Problem } from './problem.js';
import { Reference } from './reference.js';

/** A command as it came in: by what it is known again, when it is recorded, what its sender had seen. */
export interface CommandRequest extends RequestIdentity {
  readonly actor: SubjectRef;
  /** The day of recording. */
  readonly today: LocalDate;
  /** `If-Match`, where the client sent one. */
  readonly expectedVersion?: number;
}

/** The answer to a command (ARCHITECTURE §3). Without a position it is stored, and not yet in order. */
export interface Receipt {
  readonly id: string;
  readonly version: number;
  readonly position?: number;
  /** False when the command said nothing new. */
  readonly changed: boolean;
}

export const RUNTIME_SETTINGS = Symbol('RuntimeSettings');
export interface RuntimeSettings {
  /** Tests and the simulator say when a command was recorded; production does not let them. */
  readonly acceptRecordedTime: boolean;
}

type Commanding = Authenticated & { commandRequest?: CommandRequest };

/** The parameter of a command's handler: needs `CommandInterceptor` on the controller. */
export const Commanded = createParamDecorator((_: unknown, context: ExecutionContext) => commandedIn(context));

function commandedIn(context: ExecutionContext): CommandRequest {
  const { commandRequest } = context.switchToHttp().getRequest<Commanding>();
  if (!commandRequest) throw new Error('a command route without CommandInterceptor');
  return commandRequest;
}

/** A command's request, its day of recording, and who sent it. */
export interface Telling {
  readonly user: Authenticated['user'];
  readonly request: CommandRequest;
  readonly today: LocalDate;
}

/** As `Commanded`, where it is also asked whether the sender may. */
export const Told = createParamDecorator((_: unknown, context: ExecutionContext): Telling => {
  const request = commandedIn(context);
  return { user: context.switchToHttp().getRequest<Commanding>().user, request, today: request.today };
});

/** Reads the headers of a command, and says the receipt in headers and status. */
@Injectable()
export class CommandInterceptor implements NestInterceptor {
  constructor(
    private readonly reference: Reference,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RUNTIME_SETTINGS) private readonly settings: RuntimeSettings,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Commanding>();
    if (request.method !== 'POST') return next.handle();
    mustHaveHeard(this.reference, header(request, 'seen'));
    request.commandRequest = this.read(request);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    reply.header(CORRELATION_HEADER, request.commandRequest.correlationId);
    const lane = /^\/api\/([a-z-]+)\//.exec(request.url)?.[1] ?? '';
    return next.handle().pipe(map((answer: unknown) => (isReceipt(answer) ? answered(reply, lane, answer) : answer)));
  }

  private read(request: Authenticated): CommandRequest {
    const key = idempotencyKey.safeParse(header(request, 'idempotency-key'));
    if (!key.success) throw new Problem('IdempotencyKeyMissing');
    const actor = request.user.subject;
    const commandId = commandIdOf(actor, key.data);
    const expectedVersion = versionIn(header(request, 'if-match'));
    const recordedTime = this.recordedTime(header(request, 'recorded-time'));
    const { method, url } = request;
    const body = request.body ?? null;
    return {
      commandId,
      // Asked for once the body is found to be sound: not every JSON has a canonical form.
      get digest() {
        return digestOf({ actor, method, url, ifMatch: expectedVersion ?? null, body });
      },
      actor,
      recordedTime,
      // A retry without one says the same as the first time.
      correlationId: correlationSaid(request) ?? commandId,
      causationId: commandId,
      today: dayOf(recordedTime),
      ...(expectedVersion === undefined ? {} : { expectedVersion }),
    };
  }

  private recordedTime(said: string | undefined): Instant {
    if (said === undefined) return this.clock.now();
    const parsed = instant.safeParse(said);
    if (!parsed.success || !this.settings.acceptRecordedTime) throw new Problem('RecordedTimeRefused');
    return parsed.data;
  }
}

function answered(reply: FastifyReply, lane: string, receipt: Receipt): Omit<Receipt, 'changed'> {
  const { changed, ...answer } = receipt;
  // What no context hears, nobody need wait for.
  if (answer.position !== undefined && contextName.safeParse(lane).success)
    reply.header('Seen', `${lane}=${answer.position}`);
  reply.header('ETag', `"${answer.version}"`);
  reply.status(!changed ? 200 : answer.position === undefined ? 202 : 201);
  return answer;
}

const isReceipt = (answer: unknown): answer is Receipt =>
  typeof answer === 'object' && answer !== null && 'version' in answer && 'changed' in answer;

const header = ({ headers }: Authenticated, name: string) => {
  const value: string | string[] | undefined = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

function versionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const version = /^"(\d{1,9})"$/.exec(ifMatch)?.[1];
  if (version === undefined) throw new Problem('IfMatchMalformed');
  return Number(version);
}

/** `team-organisation=12,field-activity=7` as positions. @throws Problem */
export function seenIn(text: string | undefined): Readonly<Record<string, number>> {
  if (text === undefined || text.trim() === '') return {};
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [lane, position] = part.trim().split('=');
      if (!contextName.safeParse(lane).success || !/^\d{1,15}$/.test(position ?? ''))
        throw new Problem('SeenMalformed');
      return [lane, Number(position)];
    }),
  );
}

/** Deciding on less than the client has seen would contradict its page: better later than wrong. */
function mustHaveHeard({ position }: Reference, seen: string | undefined): void {
  if ((seenIn(seen)['team-organisation'] ?? 0) > position) throw new Problem('NotYetHeard');
}
