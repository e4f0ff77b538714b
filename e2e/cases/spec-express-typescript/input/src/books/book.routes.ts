import { Router, type Request, type Response, type NextFunction } from 'express';
import { z } from 'zod';
import { asyncHandler } from '../async-handler';
import { validate } from '../validate';
import { BookNotFound } from './errors';
import type { Book, NewBook } from './book';

const listQuery = z.object({ q: z.string().min(2).optional(), page: z.coerce.number().int().positive().default(1), sort: z.enum(['title', 'lent']).optional() });

declare function find(id: string): Promise<Book | undefined>;
declare function search(query: z.infer<typeof listQuery>): Promise<Book[]>;

export class BookRoutes {
  readonly router = Router();

  constructor() {
    this.router.get('/', validate(listQuery, 'query'), this.list);
    this.router.post('/', asyncHandler(this.create.bind(this)));
    this.router.get('/:bookId', asyncHandler(this.read));
  }

  private list = async (req: Request, res: Response): Promise<void> => {
    res.json({ books: await search(listQuery.parse(req.query)) });
  };

  /** Puts a book on the shelf. */
  private async create(req: Request<{}, Book, NewBook>, res: Response<Book>): Promise<void> {
    const book = await this.store(req.body);
    res.status(201).json(book);
  }

  private async store(book: NewBook): Promise<Book> {
    return { ...book, id: 'b', lent: null };
  }

  private async read(req: Request, res: Response, next: NextFunction): Promise<void> {
    const book = await find(req.params.bookId as string);
    if (!book) return next(new BookNotFound());
    res.json(book);
  }
}
