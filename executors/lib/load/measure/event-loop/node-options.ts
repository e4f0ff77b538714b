/**
 * Puts a module before what NODE_OPTIONS holds: before instruments, which would look at what it does. Node takes quotes and backslashes within
 * (https://nodejs.org/api/cli.html#node_optionsoptions).
 */
export function withPreload(nodeOptions: string | undefined, file: string): string {
  const own = /[\s"\\]/.test(file) ? `--require="${file.replace(/["\\]/g, '\\$&')}"` : `--require=${file}`;
  return nodeOptions?.trim() ? `${own} ${nodeOptions}` : own;
}
