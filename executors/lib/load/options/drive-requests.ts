import type { LoadRequest } from '../plan/plan';
import type { LoadedDrive } from '../prepare/load-drive';

/** The steps of a plan as the requests they make, with the names of what changes: `/users/{id}`. */
export function driveRequests({ plan: { steps }, origin }: LoadedDrive): LoadRequest[] {
  return steps.map(({ method, shownTarget, headers, body }) => ({
    url: origin + shownTarget, method, headers: Object.fromEntries(Object.keys(headers).map((name) => [name, ''])),
    ...(body && { body: body.filter((piece) => typeof piece === 'string').join('') }),
  }));
}
