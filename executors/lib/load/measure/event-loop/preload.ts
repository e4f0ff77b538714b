/**
 * Runs before the program in every Node process of a server that a load test starts, by NODE_OPTIONS, and tells the
 * run how its event loop does. Until it is asked it holds a connection, and does nothing.
 *
 * It is somebody else's process. It adds no listener to it, keeps it from no end, prints nothing, and where
 * anything fails, as for want of a permission, it leaves the program as it is. It is plain CommonJS that imports nothing of
 * ours, and connects, as listening would load `cluster` before the program can say how that is to be.
 */
(function tellOfEventLoop(): void {
  type Performance = (typeof import('node:perf_hooks'))['performance'];
  type Monitor = ReturnType<(typeof import('node:perf_hooks'))['monitorEventLoopDelay']>;
  /** Node's own default. A tick of the monitor is native code: no JavaScript runs. */
  const RESOLUTION_MS = 10;
  /** Intervals this close are one, to have few to send. */
  const CLOSE = { ms: 0.1, share: 0.02 };
  try {
    const address = process.env['BACKEND_LOADTEST_EVENT_LOOP'];
    // A worker thread inherits NODE_OPTIONS too; its loop serves the main one's.
    if (!address || !(require('node:worker_threads') as typeof import('node:worker_threads')).isMainThread) return;
    // A process that outlives the run: a connection that fails makes Node open the error output.
    if (!(require('node:fs') as typeof import('node:fs')).existsSync(address)) return;
    const { connect } = require('node:net') as typeof import('node:net');
    let measuring: { delay: Monitor; performance: Performance } | undefined;
    let busy: ReturnType<Performance['eventLoopUtilization']>;
    let since = 0;

    const socket = connect(address);
    socket.unref();
    socket.on('error', () => undefined);
    socket.on('close', () => measuring?.delay.disable());
    socket.on('data', (commands) => {
      try {
        for (const command of String(commands)) socket.write(command === 'b' ? begin() : end());
      } catch {
        socket.destroy();
      }
    });

    function begin(): string {
      const { monitorEventLoopDelay, performance } = require('node:perf_hooks') as typeof import('node:perf_hooks');
      measuring ??= { delay: monitorEventLoopDelay({ resolution: RESOLUTION_MS }), performance };
      measuring.delay.disable();
      measuring.delay.reset();
      measuring.delay.enable();
      busy = performance.eventLoopUtilization();
      since = performance.now();
      return '{}\n';
    }

    function end(): string {
      const { delay, performance } = measuring!;
      const windowMs = performance.now() - since;
      const { active } = performance.eventLoopUtilization(busy);
      delay.disable();
      return `${JSON.stringify({ resolutionMs: RESOLUTION_MS, windowMs, activeMs: active, intervals: intervalsOf(delay) })}\n`;
    }

    /** The histogram keeps its counts to itself; a percentile between two ranks is the value of the upper one. */
    function intervalsOf(delay: Monitor): [ms: number, count: number][] {
      const intervals: [number, number][] = [];
      const at = (rank: number): number => delay.percentile((100 * (rank - 0.25)) / delay.count) / 1e6;
      const split = (low: number, high: number, least: number, most: number): void => {
        if (low === high || most - least <= Math.max(CLOSE.ms, CLOSE.share * most)) return void intervals.push([most, high - low + 1]);
        const middle = (low + high) >> 1;
        split(low, middle, least, at(middle));
        split(middle + 1, high, at(middle + 1), most);
      };
      if (delay.count > 0) split(1, delay.count, at(1), at(delay.count));
      return intervals;
    }
  } catch {
    // The program goes on without.
  }
})();
