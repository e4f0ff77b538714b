/**
 * What of a reply's value is sent. A value that is not what a plan expects is sent as it is, so a
 * plan can only be wrong by what it leaves out.
 */
export type Plan = AnyPlan | ObjectPlan | ArrayPlan | SharedPlan;

/** All of it. */
export interface AnyPlan {
  readonly kind: 'any';
}

/** An object's declared properties, each by its own plan. */
export interface ObjectPlan {
  readonly kind: 'object';
  readonly properties: readonly { readonly name: string; readonly plan: Plan }[];
  /** Declared names that never leave the server: `writeOnly`, or a `false` schema. */
  readonly hidden: readonly string[];
  /** What is sent of undeclared properties: null leaves them out. */
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
