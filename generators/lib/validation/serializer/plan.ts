/**
 * How one value of a reply is written as JSON. Every plan writes what `JSON.stringify` writes for
 * values it does not expect, so a plan can only be wrong by what it leaves out.
 */
export type Plan = AnyPlan | PrimitivePlan | ObjectPlan | ArrayPlan | SharedPlan;

/** `JSON.stringify`, nothing left out. */
export interface AnyPlan {
  readonly kind: 'any';
}

export interface PrimitivePlan {
  readonly kind: 'string' | 'number' | 'boolean';
}

/** An object whose declared properties are written by plan. */
export interface ObjectPlan {
  readonly kind: 'object';
  readonly properties: readonly { readonly name: string; readonly plan: Plan }[];
  /** Declared names that never leave the server: `writeOnly`, or a `false` schema. */
  readonly hidden: readonly string[];
  /** What happens to undeclared properties: null leaves them out. */
  readonly rest: Plan | null;
}

export interface ArrayPlan {
  readonly kind: 'array';
  readonly items: Plan;
}

/** The function of a schema that others refer to; recursion goes through these. */
export interface SharedPlan {
  readonly kind: 'shared';
  readonly pointer: string;
}

export const ANY: AnyPlan = { kind: 'any' };
