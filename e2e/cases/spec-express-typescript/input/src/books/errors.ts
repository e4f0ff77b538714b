export class HttpError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

export class BookNotFound extends HttpError {
  constructor() {
    super(404, 'no such book');
  }
}
