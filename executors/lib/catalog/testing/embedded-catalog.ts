import { embeddedShadow } from '../../postgres/shadow';
import type { Catalog } from '../catalog';
import { readCatalog } from '../read-catalog';

/** What statements make in an embedded PostgreSQL of its own. */
export async function embeddedCatalog(sql: string): Promise<Catalog> {
  const database = await embeddedShadow().createDatabase();
  try {
    await database.exec(sql);
    return await readCatalog(database);
  } finally {
    await database.close();
  }
}
