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
  /**
   * How often to look whether the loop comes round. Each look wakes a process that has nothing to do, for 70 µs on a small virtual machine,
   * as much as a bare request takes. But what blocks the loop in step with it, as after each look anew, is seen too short by up to so much.
   * (Not `samplePerIteration`: it leaves out what runs while the loop polls, and there requests are handled. Of twenty that took 60 ms
   * each, Node 24.21 counted one.)
   */
  const TICK_MS = 10;
  /** Ticks this close in length are one, to have few to send. */
  const CLOSE = { ms: 0.02, share: 0.05 };
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
      measuring ??= monitor();
      measuring.delay.disable();
      measuring.delay.reset();
      measuring.delay.enable();
      busy = measuring.performance.eventLoopUtilization();
      since = measuring.performance.now();
      return '{}\n';
    }

    function monitor(): NonNullable<typeof measuring> {
      const { monitorEventLoopDelay, performance } = require('node:perf_hooks') as typeof import('node:perf_hooks');
      return { delay: monitorEventLoopDelay({ resolution: TICK_MS }), performance };
    }

    function end(): string {
      const { delay, performance } = measuring!;
      const windowMs = performance.now() - since;
      const { active } = performance.eventLoopUtilization(busy);
      delay.disable();
      return `${JSON.stringify({ tickMs: TICK_MS, windowMs, activeMs: active, maxMs: delay.count > 0 ? delay.max / 1e6 : 0, lengths: lengthsOf(delay) })}\n`;
    }

    /** The histogram keeps its counts to itself; they are where percentiles differ. */
    function lengthsOf(delay: Monitor): [ms: number, count: number][] {
      const lengths: [number, number][] = [];
      const at = (rank: number): number => delay.percentile((100 * (rank - 0.25)) / delay.count) / 1e6;
      const split = (low: number, high: number, least: number, most: number): void => {
        if (low === high || most - least <= Math.max(CLOSE.ms, CLOSE.share * least)) return void lengths.push([(least + most) / 2, high - low + 1]);
        const middle = (low + high) >> 1;
        split(low, middle, least, at(middle));
        split(middle + 1, high, at(middle + 1), most);
      };
      if (delay.count > 0) split(1, delay.count, at(1), at(delay.count));
      return lengths;
    }
  } catch {
    // The program goes on without.
  }
})();
