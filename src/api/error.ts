// What an engine answers when it refuses.

/** What the daemon answers when it refuses; the CLI prints `Error response from daemon: ` before it. */
export class ApiError extends Error {
  constructor(
    readonly status: 304 | 400 | 401 | 403 | 404 | 409 | 413 | 500 | 501 | 503,
    message: string,
  ) {
    super(message);
  }
}

/** No daemon answers where the client was told to look; the text is the client's own. */
export class ConnectionError extends ApiError {
  constructor(message: string) {
    super(503, message);
  }
}

/** What a node answers that is no manager of a swarm (daemon/cluster of moby). */
export const NO_SWARM =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** What the daemon answers where an experimental feature is asked for. */
export const EXPERIMENTAL =
  'This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it.';
