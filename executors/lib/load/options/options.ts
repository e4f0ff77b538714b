/** Options of a load test as people write them; executors/loadtest/schema.json describes each. */
export interface LoadtestOptions {
  readonly url?: string | readonly string[];
  readonly method?: string;
  readonly headers?: string | readonly string[];
  readonly body?: string | object;
  readonly concurrency?: number;
  readonly duration?: string | number;
  readonly amount?: number;
  readonly rate?: number;
  readonly pipelining?: number;
  readonly timeout?: string | number;
  readonly warmup?: string | number;
  readonly workers?: number;
  readonly command?: string;
  readonly port?: number;
  readonly readyUrl?: string;
  readonly readyTimeout?: string | number;
  readonly thresholds?: string | readonly string[];
  readonly compare?: string;
  readonly compareCommand?: string;
  readonly compareMargin?: string | number;
  readonly budget?: string | number;
  readonly updateBaseline?: boolean;
  readonly spec?: string;
  readonly operations?: string | readonly string[];
  readonly auth?: string | readonly string[];
  readonly feed?: string;
  readonly scenario?: string;
  readonly checkReplies?: 'all' | 'auto' | 'off';
  readonly engine?: 'k6' | 'artillery';
  readonly exportOnly?: boolean;
  readonly summary?: string;
  readonly raw?: boolean;
  readonly expectRateLimit?: boolean;
  readonly recoveryTimeout?: string | number;
  readonly attack?: boolean | string | readonly string[];
  readonly expectStatus?: string | number | readonly (string | number)[];
}
