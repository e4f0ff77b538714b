/** True for words that cannot, or should not, be the name of an exported constant or an import. */
export function isReservedIdentifier(name: string): boolean {
  return RESERVED.has(name) || name in {};
}

/** True for file stems that mean something else: to Windows, to Node's resolver or to our own folders. */
export function isReservedStem(stem: string): boolean {
  return WINDOWS_DEVICES.test(stem) || OUR_STEMS.has(stem);
}

// `aux.ts` cannot be checked out on Windows, whatever its ending.
const WINDOWS_DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)$/;

// validators/runtime/ and validators/schemas/ are folders; index is what a folder resolves to.
const OUR_STEMS = new Set(['index', 'runtime', 'schemas', 'package', 'node-modules']);

const RESERVED = new Set([
  // words that ECMAScript reserves somewhere: strict mode and module code included (ECMA-262 §12.7.2)
  'arguments', 'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do',
  'else', 'enum', 'eval', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements', 'import', 'in',
  'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected', 'public', 'return', 'static',
  'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void', 'while', 'with', 'yield',
  // a module that exports `then` is a thenable: `await import()` of it never settles
  'then',
  // parameters of the function that wraps a CommonJS module
  'exports', 'module', 'require', '__dirname', '__filename', '__esModule',
  // globals a handler may want to use
  'fetch', 'console', 'process', 'performance', 'crypto', 'structuredClone', 'queueMicrotask', 'global', 'globalThis',
  'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'atob', 'btoa',
  'isNaN', 'isFinite', 'parseInt', 'parseFloat', 'escape', 'unescape', 'async', 'prototype',
  'NaN', 'Infinity', 'AbortController', 'AbortSignal', 'AggregateError', 'Array', 'ArrayBuffer', 'Atomics', 'BigInt',
  'Blob', 'Boolean', 'Buffer', 'DataView', 'Date', 'DOMException', 'Error', 'EvalError', 'Event', 'EventTarget', 'File',
  'FormData', 'Function', 'Headers', 'Intl', 'Iterator', 'JSON', 'Map', 'Math', 'MessagePort', 'Number', 'Object',
  'Promise', 'Proxy', 'RangeError', 'Readable', 'Record', 'ReferenceError', 'Reflect', 'RegExp', 'Request', 'Response',
  'Set', 'String', 'Symbol', 'SyntaxError', 'TypeError', 'URIError', 'URL', 'URLSearchParams', 'Uint8Array', 'WeakMap',
  'WeakRef', 'WeakSet', 'WebSocket', 'Fault', 'Validate', 'Writable', 'UploadedFile',
  // names our own files use beside the handlers
  'notImplemented', 'HttpError', 'Operations', 'registerRoutes', 'handlers', 'authenticators', 'validators',
]);
