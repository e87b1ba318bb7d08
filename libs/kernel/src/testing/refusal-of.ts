import { DomainError } from '../domain-error.js';

/** The rule that would be broken; undefined when it is accepted. Anything else that is thrown is a fault and goes on. */
export function refusalOf(tell: () => unknown): string | undefined {
  try {
    tell();
  } catch (error) {
    if (error instanceof DomainError) return error.rule;
    throw error;
  }
  return undefined;
}

/** What was decided; undefined when it was refused. */
export function unlessRefused<Result>(decide: () => Result): Result | undefined {
  try {
    return decide();
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
