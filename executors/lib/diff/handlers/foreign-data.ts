import type { ForeignDataWrapper, ForeignServer, UserMapping } from '../../catalog/catalog';
import { quoteIdentifier, quoteLiteral } from '../../catalog/quote';
import { change } from '../change';
import { same, type Handler } from '../context';
import { drop, target, targetName } from '../targets';
import { foreignOptions } from './column-definition';
import { alterForeignOptions } from './table';

const withOptions = (options: readonly string[]) => (options.length > 0 ? ` OPTIONS (${foreignOptions(options)})` : '');
const changed = (from: readonly string[], to: readonly string[]) => (same(from, to) ? '' : ` ${alterForeignOptions(from, to)}`);

export const wrapperHandler: Handler<ForeignDataWrapper> = {
  create: (wrapper) => [change('create', wrapper, `CREATE ${target(wrapper)}${wrapper.handler === null ? '' : ` HANDLER ${wrapper.handler}`}${wrapper.validator === null ? '' : ` VALIDATOR ${wrapper.validator}`}${withOptions(wrapper.options)}`)],
  drop: (wrapper) => [change('drop', wrapper, drop(wrapper))],
  alter(from, to) {
    const parts = [
      from.handler === to.handler ? '' : to.handler === null ? ' NO HANDLER' : ` HANDLER ${to.handler}`,
      from.validator === to.validator ? '' : to.validator === null ? ' NO VALIDATOR' : ` VALIDATOR ${to.validator}`, changed(from.options, to.options),
    ].join('');
    return parts === '' ? [] : [change('alter', to, `ALTER ${target(to)}${parts}`)];
  },
};

export const serverHandler: Handler<ForeignServer> = {
  create: (server) => [change('create', server, `CREATE ${target(server)}${server.type === null ? '' : ` TYPE ${quoteLiteral(server.type)}`}${server.version === null ? '' : ` VERSION ${quoteLiteral(server.version)}`} FOREIGN DATA WRAPPER ${quoteIdentifier(server.wrapper)}${withOptions(server.options)}`)],
  drop: (server) => [change('drop', server, drop(server))],
  mustReplace: (from, to) => from.wrapper !== to.wrapper || from.type !== to.type || (from.version !== null && to.version === null),
  alter(from, to) {
    const parts = [from.version === to.version ? '' : ` VERSION ${quoteLiteral(to.version!)}`, changed(from.options, to.options)].join('');
    return parts === '' ? [] : [change('alter', to, `ALTER ${target(to)}${parts}`)];
  },
};

export const userMappingHandler: Handler<UserMapping> = {
  create: (mapping) => [change('create', mapping, `CREATE USER MAPPING ${targetName(mapping)}${withOptions(mapping.options)}`)],
  drop: (mapping) => [change('drop', mapping, `DROP USER MAPPING ${targetName(mapping)}`)],
  alter: (from, to) => (same(from.options, to.options) ? [] : [change('alter', to, `ALTER USER MAPPING ${targetName(to)}${changed(from.options, to.options)}`)]),
};
