/**
 * What a change does to the set of messages that are right: `narrows` it, `widens` it, does `both`
 * (or it cannot be told), or nothing at all. Narrowing breaks those who send, so requests; widening
 * breaks those who receive, so responses.
 */
export type Effect = 'narrows' | 'widens' | 'both' | 'none';

export interface Rule {
  /** What has happened, in a few words. */
  readonly title: string;
  readonly effect: Effect;
}

const rule = (title: string, effect: Effect): Rule => ({ title, effect });

/** Facts of operations, by id; docs/spec.md lists them. Effects here are for requests and responses alike. */
const OPERATION_RULES = {
  'path-removed': rule('A path is gone', 'both'),
  'path-added': rule('A path is new', 'none'),
  'path-parameter-renamed': rule('A parameter in a path has another name', 'none'),
  'operation-removed': rule('An operation is gone', 'both'),
  'operation-removed-after-sunset': rule('A deprecated operation is gone after its sunset', 'none'),
  'operation-added': rule('An operation is new', 'none'),
  'operation-deprecated': rule('An operation is deprecated', 'none'),
  'operation-reactivated': rule('An operation is no longer deprecated', 'none'),
  'operation-id-changed': rule('An operation has another operationId', 'none'),
  'operation-tags-changed': rule('An operation has other tags', 'none'),
  'sunset-removed': rule('A deprecated operation has no sunset any more', 'both'),
  'stability-decreased': rule('x-stability-level is lower', 'both'),
  'webhook-removed': rule('A webhook is gone', 'both'),
  'webhook-added': rule('A webhook is new', 'none'),
  'callback-removed': rule('A callback is gone', 'both'),
  'callback-added': rule('A callback is new', 'none'),
} as const;

const MESSAGE_RULES = {
  'required-parameter-added': rule('A parameter is new and required', 'narrows'),
  'optional-parameter-added': rule('A parameter is new and optional', 'none'),
  'parameter-removed': rule('A parameter is gone', 'both'),
  'deprecated-parameter-removed': rule('A deprecated parameter is gone', 'none'),
  'parameter-became-required': rule('A parameter is now required', 'narrows'),
  'parameter-became-optional': rule('A parameter is now optional', 'widens'),
  'parameter-serialization-changed': rule('style, explode or allowReserved of a parameter are others', 'both'),
  'parameter-default-changed': rule('A parameter has another default, or none', 'both'),
  'parameter-deprecated': rule('A parameter is deprecated', 'none'),
  'parameter-reactivated': rule('A parameter is no longer deprecated', 'none'),
  'required-body-added': rule('A request needs a body now', 'narrows'),
  'optional-body-added': rule('A request may have a body now', 'none'),
  'body-removed': rule('A request has no body any more', 'both'),
  'body-became-required': rule('The body of a request is now required', 'narrows'),
  'body-became-optional': rule('The body of a request is now optional', 'widens'),
  'media-type-added': rule('A media type is new', 'none'),
  'media-type-removed': rule('A media type is gone', 'both'),
  'encoding-changed': rule('Parts of a body are encoded otherwise', 'both'),
  'success-status-removed': rule('A 2xx (or default) reply is gone', 'both'),
  'success-status-added': rule('A 2xx reply is new', 'none'),
  'other-status-removed': rule('A reply other than 2xx is gone', 'none'),
  'other-status-added': rule('A reply other than 2xx is new', 'none'),
  'header-added': rule('A reply has a new header', 'none'),
  'header-removed': rule('A reply has lost a header', 'both'),
  'header-became-optional': rule('A header of a reply is no longer promised', 'widens'),
  'header-became-required': rule('A header of a reply is now promised', 'narrows'),
  'link-changed': rule('Links of a reply are others', 'none'),
} as const;

const SECURITY_RULES = {
  'security-tightened': rule('Credentials that were enough are not any more', 'both'),
  'security-relaxed': rule('More kinds of credentials are enough', 'none'),
  'security-scheme-changed': rule('A security scheme is of another type or stands elsewhere', 'both'),
  'security-scheme-added': rule('A security scheme is new', 'none'),
  'security-scheme-removed': rule('A security scheme is gone', 'none'),
  'oauth-url-changed': rule('An address of an OAuth flow is another', 'none'),
  'oauth-scope-added': rule('An OAuth scope is new', 'none'),
  'oauth-scope-removed': rule('An OAuth scope is gone', 'none'),
} as const;

const SCHEMA_RULES = {
  'type-changed': rule('The type is another', 'both'),
  'type-generalized': rule('More types are allowed', 'widens'),
  'type-specialized': rule('Fewer types are allowed', 'narrows'),
  'became-nullable': rule('null is allowed now', 'widens'),
  'became-not-nullable': rule('null is not allowed any more', 'narrows'),
  'format-added': rule('A format is new', 'narrows'),
  'format-removed': rule('A format is gone', 'widens'),
  'format-changed': rule('The format is another', 'both'),
  'enum-added': rule('Values are limited to a list', 'narrows'),
  'enum-removed': rule('Values are no longer limited to a list', 'widens'),
  'enum-value-added': rule('A list of values has a new one', 'widens'),
  'enum-value-removed': rule('A list of values has lost one', 'narrows'),
  'extensible-enum-value-removed': rule('x-extensible-enum has lost a value', 'narrows'),
  'const-added': rule('A constant is new', 'narrows'),
  'const-removed': rule('A constant is gone', 'widens'),
  'const-changed': rule('A constant is another', 'both'),
  'upper-bound-set': rule('maximum, exclusiveMaximum, maxLength, maxItems, maxProperties or maxContains is new', 'narrows'),
  'upper-bound-removed': rule('Such an upper bound is gone', 'widens'),
  'upper-bound-increased': rule('Such an upper bound is higher', 'widens'),
  'upper-bound-decreased': rule('Such an upper bound is lower', 'narrows'),
  'lower-bound-set': rule('minimum, exclusiveMinimum, minLength, minItems, minProperties or minContains is new', 'narrows'),
  'lower-bound-removed': rule('Such a lower bound is gone', 'widens'),
  'lower-bound-increased': rule('Such a lower bound is higher', 'narrows'),
  'lower-bound-decreased': rule('Such a lower bound is lower', 'widens'),
  'multiple-of-added': rule('multipleOf is new', 'narrows'),
  'multiple-of-removed': rule('multipleOf is gone', 'widens'),
  'multiple-of-changed': rule('multipleOf is another', 'both'),
  'pattern-added': rule('A pattern is new', 'narrows'),
  'pattern-removed': rule('A pattern is gone', 'widens'),
  'pattern-generalized': rule('A pattern now accepts anything', 'widens'),
  'pattern-changed': rule('A pattern is another', 'both'),
  'unique-items-set': rule('Items have to differ now', 'narrows'),
  'unique-items-removed': rule('Items may be equal now', 'widens'),
  'required-property-added': rule('A property is new and required', 'narrows'),
  'optional-property-added': rule('A property is new and optional', 'none'),
  'property-removed': rule('A property is gone', 'both'),
  'property-became-required': rule('A property is now required', 'narrows'),
  'property-became-optional': rule('A property is now optional', 'widens'),
  'became-read-only': rule('A property is now read-only', 'none'),
  'became-not-read-only': rule('A property is no longer read-only', 'none'),
  'became-write-only': rule('A property is now write-only', 'none'),
  'became-not-write-only': rule('A property is no longer write-only', 'none'),
  'additional-properties-closed': rule('Properties without a name in the schema are refused now', 'narrows'),
  'additional-properties-opened': rule('Properties without a name in the schema are accepted now', 'widens'),
  'all-of-member-added': rule('allOf has a new member', 'narrows'),
  'all-of-member-removed': rule('allOf has lost a member', 'widens'),
  'any-of-member-added': rule('anyOf has a new member', 'widens'),
  'any-of-member-removed': rule('anyOf has lost a member', 'narrows'),
  'one-of-member-added': rule('oneOf has a new member', 'widens'),
  'one-of-member-removed': rule('oneOf has lost a member', 'narrows'),
  'alternatives-added': rule('anyOf or oneOf is new', 'narrows'),
  'alternatives-removed': rule('anyOf or oneOf is gone', 'widens'),
  'constraint-added': rule('not, if, dependentRequired, dependentSchemas, propertyNames, patternProperties, prefixItems, contains, unevaluated…, content… or items is new', 'narrows'),
  'constraint-removed': rule('Such a keyword is gone', 'widens'),
  'constraint-changed': rule('Such a keyword is another', 'both'),
  'discriminator-added': rule('A discriminator is new', 'none'),
  'discriminator-removed': rule('A discriminator is gone', 'none'),
  'discriminator-property-changed': rule('A discriminator reads another property', 'both'),
  'discriminator-mapping-added': rule('A discriminator knows a new value', 'none'),
  'discriminator-mapping-removed': rule('A discriminator has lost a value', 'none'),
  'discriminator-mapping-changed': rule('A discriminator leads elsewhere for a value', 'both'),
  'default-changed': rule('The default of a property is another, new or gone', 'none'),
  'property-deprecated': rule('A property is deprecated', 'none'),
  'property-reactivated': rule('A property is no longer deprecated', 'none'),
} as const;

const DOCUMENT_RULES = {
  'info-changed': rule('info says something else', 'none'),
  'servers-changed': rule('Servers are others', 'none'),
  'tags-changed': rule('Descriptions or the order of tags are others', 'none'),
  'description-changed': rule('A description, summary or title is another', 'none'),
  'example-changed': rule('Examples are others', 'none'),
  'extension-changed': rule('An x- extension is another', 'none'),
  'external-docs-changed': rule('A link to documentation is another', 'none'),
  'component-added': rule('A component is new', 'none'),
  'component-removed': rule('A component is gone', 'none'),
  'reference-changed': rule('A reference names another component, which says the same', 'none'),
  'other-changed': rule('Something else is written otherwise', 'none'),
} as const;

export const RULES = { ...OPERATION_RULES, ...MESSAGE_RULES, ...SECURITY_RULES, ...SCHEMA_RULES, ...DOCUMENT_RULES };
export type RuleId = keyof typeof RULES;

/** Which way a message goes: clients send requests, servers send responses. */
export type Direction = 'request' | 'response' | 'none';

/** Whether a change of that kind can break a client that was right before. */
export function isBreaking(id: RuleId, direction: Direction): boolean {
  const { effect } = RULES[id];
  if (effect === 'none' || effect === 'both') return effect === 'both';
  return direction === 'none' || (effect === 'narrows') === (direction === 'request');
}
