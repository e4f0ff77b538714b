export * from './serializer-compiler';
