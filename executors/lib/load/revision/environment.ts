/** Nx tells its children which workspace and task they are of: another revision is another workspace, without a daemon to outlive it. */
export function foreignEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
  return { ...Object.fromEntries(own), NX_DAEMON: 'false' };
}
