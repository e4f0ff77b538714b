import type { Neighbours } from './place-app';
import { placeApp } from './place-app';

const nothing: Neighbours = { projects: new Set(), applications: [], isMember: () => false, isFree: () => true };

describe('placeApp', () => {
  it.each<[string, string | undefined, Partial<Neighbours>, { name: string; root: string }]>([
    ['api', undefined, {}, { name: 'api', root: 'apps/api' }],
    ['services/api', undefined, {}, { name: 'api', root: 'services/api' }],
    ['services/api/', undefined, {}, { name: 'api', root: 'services/api' }],
    ['@acme/api', undefined, {}, { name: '@acme/api', root: 'apps/api' }],
    ['api', 'backend/v2', {}, { name: 'api', root: 'backend/v2' }],
    ['api', undefined, { applications: ['services/web', 'services/jobs'] }, { name: 'api', root: 'services/api' }],
    ['api', undefined, { applications: ['services/web', 'jobs'] }, { name: 'api', root: 'apps/api' }],
    ['api', undefined, { applications: ['.'] }, { name: 'api', root: 'apps/api' }],
    ['api', undefined, { isMember: (folder) => folder.startsWith('packages/') }, { name: 'api', root: 'packages/api' }],
  ])('%s, %s, %j', (named, directory, there, place) => expect(placeApp(named, directory, { ...nothing, ...there })).toEqual(place));

  it.each<[string, string | undefined, Partial<Neighbours>, RegExp]>([
    ['My Api', undefined, {}, /"My Api" cannot be the name of a project: use/],
    ['', undefined, {}, /cannot be the name/],
    ['../api', undefined, {}, /\.\.\/api is no folder inside of the workspace: pass --directory, e\.g\. --directory=apps\/api/],
    ['api', '/srv/api', {}, /\/srv\/api is no folder inside/],
    ['api', '.', {}, /\. is no folder inside/],
    ['api', undefined, { projects: new Set(['api']) }, /There is a project named api already\. For routes in it: nx g @org\/backend:routes --project=api/],
    ['api', undefined, { isFree: (folder) => folder !== 'apps/api' }, /apps\/api is not empty\. Pass --directory/],
  ])('refuses %j, %s, %j', (named, directory, there, problem) => expect(placeApp(named, directory, { ...nothing, ...there })).toEqual({ problem: expect.stringMatching(problem) }));
});
