import express from 'express';
import { BookRoutes } from './books/book.routes';
import * as members from './members';

class Server {
  private readonly app = express();

  constructor(private readonly prefix = '/api') {
    this.app.use(express.json());
    this.routes();
  }

  private routes(): void {
    this.app.use(`${this.prefix}/books`, new BookRoutes().router);
    this.app.use(this.prefix, members.router);
  }

  listen(port: number): void {
    this.app.listen(port);
  }
}

new Server().listen(3000);
