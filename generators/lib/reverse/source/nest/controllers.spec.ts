import { operations, problems, recover } from '../testing/recovered';

const head = `import { All, Body, Controller, Delete, Get, Headers, Module, Param, ParseIntPipe, Post, Put, Query, Req, VersioningType, Version, DefaultValuePipe } from '@nestjs/common';
import { NestFactory, RouterModule } from '@nestjs/core';
declare const service: any;
`;
const app = (controllers: string, setup = '', imports = ''): string => `${head}${controllers}\n@Module({ controllers: [C], imports: [${imports}] }) class A {}\nasync function start() { const app = await NestFactory.create(A); ${setup} await app.listen(1); }\nstart();\n`;

/** How controllers come by their paths. */
const paths: [string, string, string[], string[]?][] = [
  ['a controller without a path', app(`@Controller() class C { @Get() a() {} @Get('x') b() {} }`), ['GET /', 'GET /x']],
  ['paths of controller and method', app(`@Controller('users') class C { @Get(':id') a() {} @Post('/new/') b() {} }`), ['GET /users/{id}', 'POST /users/new']],
  ['lists of paths', app(`@Controller(['a', 'b']) class C { @Get(['x', 'y']) a() {} }`), ['GET /a/x', 'GET /a/y', 'GET /b/x', 'GET /b/y']],
  ['a global prefix and what it leaves out', app(`@Controller() class C { @Get('x') a() {} @Get('health') b() {} }`, `app.setGlobalPrefix('api', { exclude: ['health'] });`), ['GET /api/x', 'GET /health']],
  ['versions in paths', app(`@Controller({ path: 'x', version: '1' }) class C { @Get() a() {} @Version('2') @Get('y') b() {} }`, `app.enableVersioning({ type: VersioningType.URI });`), ['GET /v1/x', 'GET /v2/x/y']],
  ['a module below a path', `${app(`@Controller('x') class C { @Get() a() {} }`, '', `B, RouterModule.register([{ path: 'b', module: B }])`).replace('@Module({ controllers: [C]', `@Controller('y') class D { @Get() a() {} }\n@Module({ controllers: [D] }) class B {}\n@Module({ controllers: [C]`)}`, ['GET /x', 'GET /b/y']],
  ['a method of a class that is extended', app(`abstract class Base { @Get(':id') one() {} }\n@Controller('x') class C extends Base { @Post() add() {} }`), ['GET /x/{id}', 'POST /x']],
  ['a controller that no module names', app(`@Controller('x') class C { @Get() a() {} }\n@Controller('y') class D { @Get() a() {} }`), ['GET /x'], ['BACKEND_RECOVER_UNMOUNTED app.ts:5']],
  ['the first of two methods answers', app(`@Controller('x') class C {\n@Post() a() {}\n@Post() b() {}\n}`), ['POST /x'], ['BACKEND_RECOVER_DUPLICATE app.ts:6']],
];

describe('Controllers of Nest', () => {
  it.each(paths)('%s', (_name, code, expected, diagnostics = []) => {
    const api = recover(code);
    expect([...Object.keys(operations(api)).sort(), ...problems(api)]).toEqual([...[...expected].sort(), ...diagnostics]);
  });
});

/** A parameter of a handler, and what it says of the request. */
const parameters: [string, string[]][] = [
  [`@Param('id', ParseIntPipe) id: number`, ['path id*: integer']],
  [`@Param('id') id: string`, ['path id*: string']],
  [`@Query('q') q: string`, ['path id*: string', 'query q: string ~']],
  [`@Query('page', new DefaultValuePipe(1), ParseIntPipe) page: number`, ['path id*: string', 'query page: integer default=1']],
  [`@Query('page', ParseIntPipe) page: number`, ['path id*: string', 'query page*: integer']],
  [`@Query() query: { q?: string; n: number }`, ['path id*: string', 'query q: string ~', 'query n: number ~']],
  [`@Headers('X-Shop') shop: string`, ['path id*: string', 'header x-shop: string ~']],
  [`@Body() body: { sku: string }`, ['path id*: string', 'body: {sku*: string} ~']],
  [`@Body('order') body: { sku: string }`, ['path id*: string', 'body: {order: {sku*: string}} ~']],
  [`@Body('order') body: any`, ['path id*: string', 'body: {order: any} ~']],
  [`@Body() body: any`, ['path id*: string', 'body: any ~']],
  [`@Req() { query }: { query: { q: string } }`, ['path id*: string', 'query q: string ~']],
];

describe('Parameters of Nest', () => {
  it.each(parameters)('%s', (parameter, expected) => {
    const api = recover(app(`@Controller() class C { @Put(':id') a(${parameter}) { return service(1); } }`));
    expect(operations(api, 'parameters', 'body')['PUT /{id}']).toEqual(expected);
  });
});
