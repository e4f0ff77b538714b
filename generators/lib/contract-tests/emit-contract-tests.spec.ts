import { emitContext, operation, reply } from '../frameworks/shared/testing/api';
import { emitContractTests } from './emit-contract-tests';

const API = { securitySchemes: [{ key: 'key', type: 'apiKey', in: 'query', parameterName: 'api key' }, { key: 'token', type: 'apiKey', in: 'header', parameterName: 'X-Token' }] as const };
const boards = operation('get', '/boards', { operationId: 'boards', responses: [reply('204')], security: [[{ scheme: 'key', scopes: [] }, { scheme: 'token', scopes: [] }]] });

function tested(target: string, headers: Record<string, string> = {}): string {
  return emitContractTests(emitContext([boards], {}, API), () => ({ method: 'GET', target, headers }))[0]!.content;
}

it('adds credentials to a request, but for those it has as parameters', () => {
  expect(tested('/boards?a=1')).toContain("target: '/boards?a=1&api%20key=example'");
  expect(tested('/boards?api%20key=mine')).toContain("target: '/boards?api%20key=mine'");
  expect(tested('/boards')).toContain("'x-token': 'example'");
  expect(tested('/boards', { 'x-token': 'mine' })).toContain("'x-token': 'mine'");
});
