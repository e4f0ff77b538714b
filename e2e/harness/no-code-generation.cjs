/**
 * `node --require no-code-generation.cjs main.js`: makes `new Function` and `eval` throw for everyone but
 * packages. Node's own --disallow-code-generation-from-strings holds for packages too, and neither
 * Fastify's router (find-my-way) nor Koa's deprecation notes (depd) start under it.
 */
const net = require('node:net');

const TheFunction = Function;

function refuseOwnCode() {
  // [0] Error, [1] this function, [2] the trap, [3] who called it
  const caller = new Error().stack.split('\n')[3] ?? '';
  if (!/[\\/]node_modules[\\/]|\(?node:/.test(caller)) throw new EvalError(`Code generation from strings: ${caller.trim()}`);
}

const guarded = new Proxy(TheFunction, {
  apply(target, self, args) {
    refuseOwnCode();
    return Reflect.apply(target, self, args);
  },
  construct(target, args, newTarget) {
    refuseOwnCode();
    return Reflect.construct(target, args, newTarget === guarded ? target : newTarget);
  },
});
globalThis.Function = guarded;
TheFunction.prototype.constructor = guarded;
// depd calls eval while Koa loads, for its own scope, which no stand-in can give: eval is refused from
// the first listen on, and the validators are loaded after that.
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (...args) {
  globalThis.eval = refuseEval; // eslint-disable-line no-eval
  return listen.apply(this, args);
};

function refuseEval() {
  throw new EvalError('Code generation from strings: eval');
}
