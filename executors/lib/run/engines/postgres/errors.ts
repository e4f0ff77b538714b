/** Lock not available, deadlock, serialization failure: the same statements may succeed when tried again. */
const RETRYABLE = new Set(['55P03', '40P01', '40001']);
/** Admin shutdown, crash shutdown, cannot connect now; class 08 is connection exceptions. */
const LOST = /^(57P0[123]|08...|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|ENOTCONN)$/;

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}

export function mayRetryPostgres(error: unknown): boolean {
  return RETRYABLE.has(codeOf(error));
}

export function isLostPostgres(error: unknown): boolean {
  // pg's own errors about a broken connection have no code.
  return LOST.test(codeOf(error)) || /Connection terminated|not queryable|Client was closed|connection is closed|Connection closed/i.test(String((error as Error | undefined)?.message));
}
