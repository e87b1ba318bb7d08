export interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  detailEn?: string;
  instance?: string;
  errors?: { pointer: string; rule?: string; message: string; messageEn?: string }[];
}

/** An answer that is a refusal (RFC 9457), or no answer at all: then `status` is 0. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: ProblemBody = {},
  ) {
    super(body.title ?? `HTTP ${status}`);
  }

  /** Whether the very same question may be answered a little later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}
