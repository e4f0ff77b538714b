/**
 * `node plan-child.cjs <entry> <folder>`: writes to `folder` what a client of the document needs:
 * `bundle.json`, the whole document in one file, and `plan.json`, a request for every operation and
 * the schemas of its replies. Requests are built by the package; replies are judged without it.
 */
const fs = require('node:fs');
const path = require('node:path');

const lib = path.join(process.env.BACKEND_DIST, 'generators/lib');
const load = (module) => require(path.join(lib, module));
const { readDocument } = load('openapi/read-document.js');
const { buildApi } = load('model/build-api.js');
const { allocateNames } = load('names/allocate-names.js');
const { SchemaCompiler } = load('validation/schema/compiler.js');
const { buildExample } = load('examples/build-example.js');
const { serializeRequest } = load('examples/serialize-request.js');
const { exampleCredentials } = load('contract-tests/credentials.js');

async function main([entry, folder]) {
  const { value: document } = await readDocument(entry, {});
  const { value: api } = buildApi(document);
  const { value: names } = allocateNames(api);
  const compiler = new SchemaCompiler({ document, names, importExtension: '.js' });
  const evaluate = (location, direction) => compiler.evaluate(location, direction);
  const example = (location, given) => {
    const check = evaluate(location, 'request');
    const good = given.find((value) => check(structuredClone(value), null));
    return good === undefined ? buildExample(location, 'request', { document, evaluate }).value : { value: good };
  };
  const operations = api.operations.map((operation) => ({
    name: names.operation(operation).identifier,
    base: (operation.basePaths ?? api.basePaths)[0] ?? '',
    ...plan(operation, api, example),
    responses: operation.responses.map(({ status, content }) => ({
      status,
      content: content.map(({ mediaType, schema }) => ({ mediaType, pointer: schema?.pointer ?? null })),
    })),
  }));
  fs.writeFileSync(path.join(folder, 'bundle.json'), JSON.stringify(document.root));
  fs.writeFileSync(path.join(folder, 'plan.json'), JSON.stringify({ dialect: document.dialect, operations }));
}

/** A request with the required parameters and, where the operation takes one, a body; or why there is none. */
function plan(operation, api, example) {
  const parameters = [];
  for (const parameter of operation.parameters.filter(({ required }) => required)) {
    const built = example(parameter.schema, parameter.examples);
    if (built === undefined) return { missing: `no value for parameter ${parameter.name}` };
    parameters.push({ parameter, value: built.value });
  }
  const mediaType = operation.requestBody?.content.find(({ mediaType }) => WRITABLE.test(mediaType));
  let body;
  if (mediaType?.schema !== undefined) {
    const built = example(mediaType.schema, mediaType.examples);
    if (built === undefined) return { missing: `no value for the body (${mediaType.mediaType})` };
    body = { mediaType, value: built.value };
  } else if (mediaType !== undefined) body = { mediaType, value: 'text' };
  const { method, target, headers, body: text } = serializeRequest(operation, { parameters, ...(body && { body }) });
  const credentials = exampleCredentials(operation, api);
  const query = credentials.query.join('&');
  const cookies = [headers.cookie, ...credentials.cookies].filter(Boolean).join('; ');
  return {
    method,
    target: query === '' ? target : target + (target.includes('?') ? '&' : '?') + query,
    headers: { ...headers, ...credentials.headers, ...(cookies && { cookie: cookies }) },
    ...(text !== undefined && { body: text }),
  };
}

const WRITABLE = /json|urlencoded|multipart|^text\/|octet-stream|^\*\/\*|^image|^video|^audio|zip/;

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
