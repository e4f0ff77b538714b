const Router = require('@koa/router');

const router = new Router();
const loggedIn = async (ctx, next) => {
  ctx.assert(ctx.session.user, 401);
  await next();
};

router.param('id', async (id, ctx, next) => {
  ctx.state.note = { id: Number(id), text: 'x', pinned: false };
  if (!ctx.state.note) ctx.throw(404);
  await next();
});

router.get('list', '/', async (ctx) => {
  const { q, page } = ctx.query;
  ctx.body = { notes: [ctx.state.note], page: Number(page), q };
});

router.post('/', loggedIn, async (ctx) => {
  const { body } = ctx.request;
  const note = await create(body.note);
  ctx.status = 201;
  ctx.body = { note };
});

router.del('/:id', loggedIn, (ctx) => {
  ctx.status = 204;
});

async function create(fields) {
  if (!fields.text) throw Object.assign(new Error('empty'), { status: 422 });
  return { id: 1, text: fields.text.trim(), pinned: Boolean(fields.pinned), tags: [...fields.tags] };
}

module.exports = router;
