import { stringify } from 'yaml';
import type { DrivePlan } from '../../drive/drive-plan';
import type { ScriptTls } from '../script-tls';
import { secretVariables } from '../script-tls';

/**
 * A `TestRun` for the k6 operator (k6.io/v1alpha1), which runs the script in several pods.
 * @param parallelism pods; each runs its share of the users
 */
export function k6Manifest(plan: DrivePlan, project: string, origin: string, parallelism: number, tls: ScriptTls): string {
  const name = `${project.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 50) || 'api'}-loadtest`;
  const files = [tls.cert, tls.key].flatMap((file) => file?.env ?? []);
  const secrets = [...new Set([...Object.values(plan.secrets).map(({ env }) => env), ...secretVariables(tls)])];
  const env = [
    { name: 'TARGET', value: origin },
    // A pod's files go with it; its log stays.
    { name: 'SUMMARY', value: 'stdout' },
    ...secrets.map((variable) => ({ name: variable, valueFrom: { secretKeyRef: { name, key: variable } } })),
  ];
  const manifest = {
    apiVersion: 'k6.io/v1alpha1', kind: 'TestRun', metadata: { name },
    spec: { parallelism, script: { configMap: { name, file: 'script.js' } }, runner: { env } },
  };
  const before = [
    `kubectl create configmap ${name} --from-file=script.js`,
    ...(secrets.length > 0 ? [`kubectl create secret generic ${name} ${secrets.map((variable) => (files.includes(variable) ? `--from-file=${variable}=${variable.toLowerCase()}.pem` : `--from-literal=${variable}="$${variable}"`)).join(' ')}`] : []),
    'kubectl apply -f testrun.yaml',
  ];
  return `${before.map((line) => `# ${line}`).join('\n')}\n${stringify(manifest)}`;
}
