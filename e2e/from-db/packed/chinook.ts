import type { ServerClient } from '../../../executors/lib/postgres/server-client';
import { sampleText } from '../databases';
import { error } from './ask';
import type { ApiCall } from './ask';

/** Chinook with its rows; psql's own commands and those that make the database aside. */
export async function loadChinook(client: ServerClient): Promise<void> {
  await client.exec(sampleText('chinook/Chinook_PostgreSql.sql').replace(/^(?:(?:DROP|CREATE) DATABASE|\\c ).*$/gm, ''));
}

export const CHINOOK_CALLS: readonly ApiCall[] = [
  ['GET /artists?limit=2&sort=-artistId', undefined, 200, { data: [{ artistId: 275 }, { artistId: 274 }], page: { limit: 2, offset: 0, total: 275 } }],
  ['GET /albums?artistId[eq]=1&sort=title', undefined, 200, { data: [{ albumId: 1, title: 'For Those About To Rock We Salute You', artistId: 1 }, { albumId: 4, title: 'Let There Be Rock', artistId: 1 }], page: { limit: 20, offset: 0, total: 2 } }],
  ['GET /tracks?milliseconds[gte]=5000000&name[startsWith]=Through', undefined, 200, { data: [{ name: 'Through a Looking Glass', unitPrice: '1.99' }] }],
  ['POST /artists', { artistId: 9000, name: "Robert'); DROP TABLE artist;--" }, 201, { artistId: 9000, name: "Robert'); DROP TABLE artist;--" }],
  ['POST /artists', { artistId: 9000, name: 'again' }, 409, error('UNIQUE_VIOLATION', 'artistId')],
  ['POST /albums', { albumId: 9000, title: 'Nobody\'s', artistId: 9999 }, 422, error('FOREIGN_KEY_VIOLATION', 'artistId')],
  ['POST /albums', { albumId: '9000' }, 400, error('VALIDATION_ERROR')],
  ['DELETE /artists/1', undefined, 409, error('STILL_REFERENCED')],
  ['DELETE /artists/9000', undefined, 204, undefined],
  ['GET /artists/9000', undefined, 404, error('NOT_FOUND')],
  ['GET /artists?limit=1', undefined, 200, { page: { limit: 1, offset: 0, total: 275 } }],
];
