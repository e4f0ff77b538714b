import type { AttackPattern } from './pattern';
import { badAuth } from './patterns/bad-auth';
import { badContentType } from './patterns/bad-content-type';
import { badEncoding } from './patterns/bad-encoding';
import { deepNesting } from './patterns/deep-nesting';
import { hugeNumber } from './patterns/huge-number';
import { injection } from './patterns/injection';
import { malformedJson } from './patterns/malformed-json';
import { malformedTarget } from './patterns/malformed-target';
import { missing } from './patterns/missing';
import { outOfBounds } from './patterns/out-of-bounds';
import { oversized } from './patterns/oversized';
import { prototypePollution } from './patterns/prototype-pollution';
import { repeatedParameter } from './patterns/repeated-parameter';
import { slowPattern } from './patterns/slow-pattern';
import { unknownProperty } from './patterns/unknown-property';
import { wrongMethod } from './patterns/wrong-method';
import { wrongType } from './patterns/wrong-type';

/** In the order in which they are sent: what may harm a server comes last. */
export const ALL_PATTERNS: readonly AttackPattern[] = [
  missing, wrongType, outOfBounds, unknownProperty, badAuth, wrongMethod, badContentType, malformedJson, malformedTarget,
  repeatedParameter, hugeNumber, injection, badEncoding, oversized, deepNesting, slowPattern, prototypePollution,
];
