// What an engine answers when it refuses.

/** What the daemon answers when it refuses; the CLI prints `Error response from daemon: ` before it. */
export class ApiError extends Error {
  constructor(
    readonly status: 400 | 403 | 404 | 409 | 500 | 501,
    message: string,
  ) {
    super(message);
  }
}
