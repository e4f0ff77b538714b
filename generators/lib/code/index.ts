export * from './code';
export * from './comment';
export * from './literal';
export * from './module';
