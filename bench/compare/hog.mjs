/** Keeps a core busy until it is ended, or for five minutes: whoever started it may have been killed. */
const end = Date.now() + 300_000;

function spin() {
  for (const until = Date.now() + 50; Date.now() < until; );
  if (Date.now() < end) setImmediate(spin);
}
spin();
