import type { CatalogObject } from '../../catalog/catalog';
import type { ObjectKind } from '../../catalog/object';
import type { Handler } from '../context';
import { eventTriggerHandler, policyHandler, ruleHandler, triggerHandler } from './behaviour';
import { columnHandler } from './column';
import { constraintHandler } from './constraint';
import { defaultHandler } from './default';
import { serverHandler, userMappingHandler, wrapperHandler } from './foreign-data';
import { indexHandler } from './index-handler';
import { collationHandler, defaultPrivilegeHandler, extensionHandler, schemaHandler, statisticsHandler, textSearchHandler } from './namespaces';
import { publicationHandler, subscriptionHandler } from './replication';
import { aggregateHandler, routineHandler } from './routines';
import { sequenceHandler } from './sequence';
import { tableHandler } from './table';
import { compositeHandler, domainHandler, enumHandler, rangeHandler } from './types';
import { viewHandler } from './view';

const HANDLERS = {
  schema: schemaHandler, extension: extensionHandler, table: tableHandler, 'foreign-table': tableHandler, column: columnHandler, default: defaultHandler,
  constraint: constraintHandler, index: indexHandler, sequence: sequenceHandler, statistics: statisticsHandler, view: viewHandler, 'materialized-view': viewHandler,
  enum: enumHandler, domain: domainHandler, composite: compositeHandler, range: rangeHandler, function: routineHandler, procedure: routineHandler,
  aggregate: aggregateHandler, collation: collationHandler, 'text-search-configuration': textSearchHandler, 'text-search-dictionary': textSearchHandler,
  'text-search-parser': textSearchHandler, 'text-search-template': textSearchHandler, trigger: triggerHandler, 'event-trigger': eventTriggerHandler,
  rule: ruleHandler, policy: policyHandler, publication: publicationHandler, subscription: subscriptionHandler, 'foreign-data-wrapper': wrapperHandler,
  server: serverHandler, 'user-mapping': userMappingHandler, 'default-privilege': defaultPrivilegeHandler,
};

export function handlerOf(kind: ObjectKind): Handler<CatalogObject> {
  return HANDLERS[kind] as unknown as Handler<CatalogObject>;
}
