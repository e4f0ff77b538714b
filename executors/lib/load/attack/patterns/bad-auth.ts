import type { AttackPattern } from '../pattern';

const JWT_NONE = `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ sub: 'admin', role: 'admin', exp: 4_102_444_800 })}.`;

export const badAuth: AttackPattern = {
  id: 'bad-auth',
  title: 'credentials are missing, wrong or forged',
  *attacks({ good, credentials }) {
    if (!credentials.required) return;
    const bare = {
      ...good,
      headers: Object.fromEntries(Object.entries(good.headers).filter(([name]) => !credentials.headers.includes(name))),
      target: credentials.query.reduce((target, name) => target.replace(new RegExp(`([?&])${name.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')}=[^&]*&?`), '$1').replace(/[?&]$/, ''), good.target),
    };
    // A 404 hides what exists, which refuses as well.
    const refusals = [400, 401, 403, 404];
    yield { what: 'no credentials', request: bare, wanted: 'refused', refusals };
    for (const name of credentials.headers) {
      const values: Record<string, string> = name === 'authorization'
        ? { 'a token that is nobody\'s': 'Bearer nobody', 'a user who is nobody': `Basic ${Buffer.from('nobody:nothing').toString('base64')}`, 'a scheme that there is not': 'Nonsense 7', 'an empty token': 'Bearer ', 'a token that is signed by nobody (alg: none)': `Bearer ${JWT_NONE}`, 'Basic that is no base64': 'Basic %%%' }
        : { [`${name} that is nobody's`]: name === 'cookie' ? good.headers['cookie']!.toString().replace(/=[^;]*/g, '=nobody') : 'nobody', ...(name !== 'cookie' && { [`${name} that is empty`]: '' }) };
      for (const [what, value] of Object.entries(values)) yield { what, request: { ...bare, headers: { ...bare.headers, [name]: value } }, wanted: 'refused', refusals };
    }
    for (const name of credentials.query) yield { what: `${name} that is nobody's`, request: { ...bare, target: `${bare.target}${bare.target.includes('?') ? '&' : '?'}${name}=nobody` }, wanted: 'refused', refusals };
  },
};

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
