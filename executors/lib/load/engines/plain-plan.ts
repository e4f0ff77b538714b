import type { DrivePlan, Secret, Step } from '../drive/drive-plan';
import { PLAIN_HEADER } from '../options/parse-headers';
import type { LoadSettings } from '../options/settings';

/** The plan of a run: its own, or one that requests its URLs in turn. Values of headers are secrets, as nobody can tell which of them are. */
export function planOf({ drive, requests, expectStatus }: LoadSettings): DrivePlan {
  if (drive) return drive;
  const secrets: Record<string, Secret> = {};
  const steps = requests.map((request): Step => {
    const target = request.url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*/s, '') || '/';
    const headers = Object.entries(request.headers).map(([name, value]) => {
      const key = `header ${name.toLowerCase()}`;
      if (PLAIN_HEADER.test(name)) return [name, [[value].flat().join(', ')]] as const;
      secrets[key] = { value: [value].flat().join(', '), env: `BACKEND_HEADER_${name.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase()}` };
      return [name, [{ secret: key, as: 'text' as const }]] as const;
    });
    return {
      name: `${request.method} ${target.split('?')[0]!}`, method: request.method, target: [target.startsWith('/') ? target : `/${target}`], shownTarget: target.split('?')[0]!,
      headers: Object.fromEntries(headers), ...(request.body !== undefined && { body: [Buffer.from(request.body).toString('utf8')] }),
      defaults: {}, needs: [], yields: [], captures: [], expect: expectStatus,
    };
  });
  return { steps, flows: steps.map(({ name }, at) => ({ name, weight: 1, steps: [at] })), feeders: {}, secrets, producers: {} };
}

/** Origins of the URLs, where there are several: an engine's script has one target. */
export function originsOf({ requests }: LoadSettings): string[] {
  return [...new Set(requests.flatMap(({ url }) => /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? []))];
}
