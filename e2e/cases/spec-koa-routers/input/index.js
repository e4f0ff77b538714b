const Koa = require('koa');
const Router = require('@koa/router');
const bodyParser = require('koa-bodyparser');
const mount = require('koa-mount');
const jwt = require('koa-jwt');
const notes = require('./notes');

const app = new Koa();
const admin = new Koa();
const api = new Router({ prefix: process.env.API_PREFIX });
const stats = new Router();

stats.get('/stats', (ctx) => {
  ctx.type = 'text';
  ctx.body = 'many';
});
admin.use(jwt({ secret: process.env.SECRET })).use(stats.routes());

api.use('/notes', notes.routes(), notes.allowedMethods());
app.use(bodyParser());
app.use(api.routes());
app.use(mount('/admin', admin));
app.listen(3000);
