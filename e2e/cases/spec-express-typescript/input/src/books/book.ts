export enum Genre {
  Novel = 'novel',
  Poetry = 'poetry',
}

/** A book as it stands on the shelf. */
export interface Book {
  id: string;
  title: string;
  genre: Genre;
  /** As printed on the back. */
  isbn?: string;
  authors: Author[];
  lent: Date | null;
}

export interface Author {
  name: string;
  books?: Book[];
}

export type NewBook = Omit<Book, 'id' | 'lent'>;
