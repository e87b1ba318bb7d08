import { type Digest, LIMITS, type SequencedEvent } from '@tung-nha/event-store';
import { canonicalJson, type CommandId, type StreamName } from '@tung-nha/kernel';
import { command, digest, part } from './events.js';

export interface Request {
  /** Which command it says it is; another body under the same key is another digest. */
  readonly key: string;
  readonly body: string;
  readonly parts: readonly { readonly stream: StreamName; readonly expectedVersion: number; readonly count: number }[];
}

/** What a request is answered, as text, so that two answers can be compared. */
export type Answer = string;

export const idOf = ({ key }: Request): CommandId => command(key);
/** The expected version is no part of the request: a command may come again with another guess. */
export const digestOfRequest = ({ key, body, parts }: Request): Digest =>
  digest(`${key} ${body} ${parts.map(({ stream, count }) => `${stream}:${count}`).join()}`);
export const partsOf = ({ key, body, parts }: Request) =>
  parts.map(({ stream, expectedVersion, count }) => part(stream, expectedVersion, count, `${key} ${body}`));

/** What the port promises, in a few lines: streams, answers, and which events came together. */
export class StoreModel {
  readonly streams = new Map<StreamName, readonly string[]>();
  readonly answers = new Map<CommandId, { readonly digest: Digest; readonly answer: Answer }>();
  /** Of each stored event, its command. */
  readonly owners = new Map<string, CommandId>();

  append(request: Request): Answer {
    const earlier = this.answerTo(request);
    if (earlier !== undefined) return earlier;
    const late = request.parts.find(({ stream, expectedVersion }) => this.endOf(stream) !== expectedVersion);
    if (late) return 'VersionConflict';
    for (const { stream, events } of partsOf(request)) {
      const texts = events.map(canonicalJson);
      this.streams.set(stream, [...(this.streams.get(stream) ?? []), ...texts]);
      for (const text of texts) this.owners.set(text, idOf(request));
    }
    const answer = request.parts.map(({ stream }) => this.endOf(stream)).join();
    this.answers.set(idOf(request), { digest: digestOfRequest(request), answer });
    return answer;
  }

  answerTo(request: Request): Answer | undefined {
    const earlier = this.answers.get(idOf(request));
    if (!earlier) return undefined;
    return earlier.digest === digestOfRequest(request) ? earlier.answer : 'CommandIdReused';
  }

  endOf = (stream: StreamName) => this.streams.get(stream)?.length ?? 0;

  /**
   * The model after requests of one moment, in an order that explains the answers.
   * @throws Error when there is none
   */
  after(requests: readonly Request[], answers: readonly Answer[]): StoreModel {
    for (const order of permutations(requests.map((_, n) => n))) {
      const model = this.copy();
      if (order.every((n) => model.append(requests[n]!) === answers[n])) return model;
    }
    throw new Error(`no order explains ${answers.join(' | ')}`);
  }

  private copy(): StoreModel {
    const model = new StoreModel();
    for (const [stream, texts] of this.streams) model.streams.set(stream, texts);
    for (const [id, answer] of this.answers) model.answers.set(id, answer);
    for (const [text, id] of this.owners) model.owners.set(text, id);
    return model;
  }
}

/** One who reads on from where it stands; what it was given once must hold. */
export class Subscriber {
  readonly log: SequencedEvent[] = [];

  constructor(private readonly base: number) {}

  get position(): number {
    return this.base + this.log.length;
  }

  /** @throws Error for a gap, a repeat, or an event that no append stored */
  take(page: readonly SequencedEvent[], model: StoreModel): void {
    for (const event of page) {
      if (event.position !== this.position + 1) throw new Error(`${event.position} after ${this.position}`);
      const { subject, streamversion } = event.envelope;
      const before = this.log.filter(({ envelope }) => envelope.subject === subject).length;
      if (streamversion !== before + 1) throw new Error(`${subject} ${streamversion} after ${before}`);
      if (model.streams.get(subject)?.[before] !== event.bytes) throw new Error(`${subject}: other bytes`);
      this.log.push(event);
    }
  }

  /** @throws Error when something is missing, or the events of one append are apart */
  mustHave(model: StoreModel): void {
    const stored = [...model.streams.values()].reduce((sum, texts) => sum + texts.length, 0);
    if (this.log.length !== stored) throw new Error(`${this.log.length} events of ${stored} have come`);
    const owners = this.log.map(({ bytes }) => model.owners.get(bytes));
    const groups = owners.filter((owner, at) => owner !== owners[at - 1]);
    if (groups.length !== new Set(groups).size) throw new Error('the events of one append are apart');
  }
}

export const WHOLE_PAGE = LIMITS.eventsPerPage;

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((others) => [item, ...others]));
}
