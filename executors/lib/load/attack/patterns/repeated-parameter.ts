import type { AttackPattern } from '../pattern';

export const repeatedParameter: AttackPattern = {
  id: 'repeated-parameter',
  title: 'a parameter is given twice, or as a list or an object',
  *attacks({ good, parameters }) {
    const join = good.target.includes('?') ? '&' : '?';
    for (const { parameter, value } of parameters.filter((one) => one.parameter.in === 'query' && typeof one.value !== 'object')) {
      const name = encodeURIComponent(parameter.name.toWellFormed());
      const text = encodeURIComponent(String(value).toWellFormed());
      yield { what: `${parameter.name} twice`, request: { ...good, target: `${good.target}${join}${name}=${text}&${name}=${text}` }, wanted: 'survived' };
      yield { what: `${parameter.name} as a list and an object`, request: { ...good, target: `${good.target}${join}${name}[]=${text}&${name}[a]=${text}` }, wanted: 'survived' };
    }
  },
};
