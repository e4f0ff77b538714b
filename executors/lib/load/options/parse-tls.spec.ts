import { createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pem, pemFile } from '../testing/certificates';
import { programs } from '../testing/programs';
import type { LoadtestOptions } from './options';
import { parseTls } from './parse-tls';
import { collectProblems } from './problems';

const disk = programs();
afterAll(() => disk.remove());

const PASSPHRASE = 'open sesame';
const SECRETS = [PASSPHRASE, ...pem('client.key').split('\n').slice(1, -2)];

function parse(options: LoadtestOptions, environment: NodeJS.ProcessEnv = {}) {
  const problems = collectProblems();
  const value = parseTls(options, disk.folder, environment, problems);
  // Neither a key nor a passphrase is ever in a message.
  for (const secret of SECRETS) expect(JSON.stringify(problems.found)).not.toContain(secret);
  return { value, problems: problems.found };
}
const messages = (options: LoadtestOptions, environment?: NodeJS.ProcessEnv) => parse(options, environment).problems.map(({ message }) => message);
const write = (name: string, text: string): string => (writeFileSync(path.join(disk.folder, name), text), name);

const client = { tlsCert: pemFile('client.pem'), tlsKey: pemFile('client.key') };
const key = createPrivateKey(pem('client.key'));
const encrypted = { cipher: 'aes-256-cbc', passphrase: PASSPHRASE, format: 'pem' } as const;

describe('parseTls', () => {
  it('is undefined where nothing is asked for', () => expect(parse({})).toEqual({ value: undefined, problems: [] }));

  it('verifies by its own authorities also on this machine, and says where files are', () => {
    write('both.pem', `${pem('stranger.pem')}# and\n${pem('ca.pem')}`);
    const { value } = parse({ tlsCa: 'both.pem', ...client, tlsServername: 'bücher.test' });
    expect(value).toEqual({
      ca: `${pem('stranger.pem')}${pem('ca.pem')}`.trim(), cert: pem('client.pem').trim(), key: pem('client.key'), servername: 'xn--bcher-kva.test', verify: 'always',
      files: { ca: path.join(disk.folder, 'both.pem'), cert: client.tlsCert, key: client.tlsKey },
    });
    expect(structuredClone(value)).toEqual(value);
  });

  it.each<[LoadtestOptions, string]>([
    [{ tlsServername: 'a' }, 'beyond loopback'], [{ tlsVerify: true }, 'always'], [{ tlsVerify: false }, 'never'], [{ tlsVerify: false, tlsCa: pemFile('ca.pem') }, 'never'],
  ])('of %j verifies %s', (options, verify) => expect(parse(options).value).toMatchObject({ verify }));

  it.each([['PKCS#8', 'pkcs8'], ['traditional', 'sec1']] as const)('decrypts a key of the form %s', (form, type) => {
    const tlsKey = write('client-encrypted.key', key.export({ ...encrypted, type }) as string);
    const options = { ...client, tlsKey, tlsPassphrase: 'env:KEY_PASSPHRASE' };
    expect(parse(options, { KEY_PASSPHRASE: PASSPHRASE }).value).toMatchObject({ key: pem('client.key'), files: { passphrase: 'KEY_PASSPHRASE', encrypted: form } });
    expect(messages(options, { KEY_PASSPHRASE: 'open barley' })).toEqual(['--tlsKey: the file "client-encrypted.key" cannot be decrypted']);
    expect(messages(options)).toEqual(['the environment variable KEY_PASSPHRASE is not set']);
    expect(messages({ ...client, tlsKey })).toEqual(['--tlsKey: the file "client-encrypted.key" is encrypted']);
    expect(messages({ ...options, tlsPassphrase: PASSPHRASE })).toEqual(['--tlsPassphrase is no name of an environment variable']);
  });

  it('names option and file of what cannot be read', () => {
    const der = write('ca.der', '0\u0082binary');
    const broken = write('broken.pem', pem('ca.pem').replace(/\n[^]*?\n/, '\n'));
    expect(messages({ tlsCa: 'nowhere.pem' })).toEqual(['--tlsCa: the file "nowhere.pem" cannot be read: ENOENT']);
    expect(messages({ tlsCa: der })).toEqual(['--tlsCa: the file "ca.der" holds no certificate in PEM']);
    expect(messages({ tlsCa: broken })).toEqual(['--tlsCa: the file "broken.pem" holds a certificate that cannot be read']);
    expect(messages({ ...client, tlsKey: client.tlsCert })).toEqual([expect.stringMatching(/^--tlsKey: the file .*client\.pem" holds no private key in PEM$/)]);
    expect(messages({ ...client, tlsCert: client.tlsKey })).toEqual([expect.stringMatching(/^--tlsCert: .* holds no certificate in PEM$/)]);
    expect(messages({ ...client, tlsKey: write('broken.key', pem('client.key').replace(/\n[^]*?\n/, '\n')) })).toEqual(['--tlsKey: the file "broken.key" holds a key that cannot be read']);
    expect(messages({ ...client, tlsKey: pemFile('server.key') })).toEqual([expect.stringMatching(/^--tlsKey: .* is not the key of the certificate in --tlsCert$/)]);
  });

  it.each<[LoadtestOptions, string]>([
    [{ tlsCert: client.tlsCert }, '--tlsCert is given without --tlsKey'], [{ tlsKey: client.tlsKey }, '--tlsKey is given without --tlsCert'],
    [{ tlsServername: '127.0.0.1' }, '--tlsServername is "127.0.0.1"'], [{ tlsServername: '' }, '--tlsServername is ""'], [{ tlsServername: 'a b' }, '--tlsServername is "a b"'],
    [{ tlsVerify: 'no' as unknown as boolean }, '--tlsVerify is "no"'],
  ])('refuses %j', (options, message) => expect(messages(options)).toEqual([message]));

  it('wants a key for its passphrase', () => expect(messages({ tlsPassphrase: 'env:A' }, { A: '1' })).toEqual(['--tlsPassphrase is given without --tlsKey']));
});
