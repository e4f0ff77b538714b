import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';

/** Where a run was measured: figures of other machines compare with nothing. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly platform: string;
  readonly release: string;
  readonly arch: string;
  readonly node: string;
}

export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism(), memoryBytes: totalmem(),
    platform: platform(), release: release(), arch: arch(), node: process.version,
  };
}
