export * from './serializer-compiler';
export * from './is-text';
