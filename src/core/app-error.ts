/** Who should hear of an error: nobody (it will be tried again), the person texting, a coordinator, or whoever runs the service. */
export type Tell = 'nobody' | 'person' | 'coordinator' | 'operator';

/**
 * The one error of the project: a stable `code`, when to try again, and who to tell. The message is for logs and
 * operators and never holds a text, a number or a name; words for people live in locales.
 */
export class AppError extends Error {
  readonly code: string;
  readonly retry: 'now' | 'later' | 'never';
  readonly tell: Tell;

  constructor(code: string, { message = code, cause, retry = 'never', tell = 'operator' }: { message?: string; cause?: unknown; retry?: 'now' | 'later' | 'never'; tell?: Tell } = {}) {
    super(message, { cause });
    this.name = 'AppError';
    this.code = code;
    this.retry = retry;
    this.tell = tell;
  }
}
