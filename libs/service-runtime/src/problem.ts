/** Wording of a rule, and the HTTP status that a breach of it means. Never echoes what the request said (X7). */
export interface RuleWording {
  readonly status: number;
  readonly vi: string;
  readonly en: string;
}
export type RuleWords = Readonly<Record<string, RuleWording>>;

/** One fault of a request: where (JSON pointer, or a row of a file), which rule, in two languages. */
export interface Fault {
  readonly pointer: string;
  readonly rule: string;
  readonly message: string;
  readonly messageEn: string;
  readonly row?: number;
}

/** RFC 9457, with our members `detailEn`, `errors` and `currentVersion`. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly detailEn: string;
  readonly errors?: readonly Fault[];
  readonly currentVersion?: number;
}

/** A refusal that the edge itself makes. */
export class Problem extends Error {
  constructor(
    readonly rule: string,
    readonly more: {
      readonly errors?: readonly Fault[];
      readonly currentVersion?: number;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(rule);
    this.name = 'Problem';
  }
}

export const problemType = (rule: string) =>
  `urn:tung-nha:problem:${rule.replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase()}`;
