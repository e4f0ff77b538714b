/** SET and RESET of `name=value` parameters. */
export function changeOptions(alter: string, from: readonly string[], to: readonly string[]): string[] {
  const name = (option: string) => option.slice(0, option.indexOf('='));
  const gone = from.map(name).filter((option) => !to.map(name).includes(option));
  const set = to.filter((option) => !from.includes(option));
  return [...(gone.length > 0 ? [`${alter} RESET (${gone.join(', ')})`] : []), ...(set.length > 0 ? [`${alter} SET (${writeOptions(set)})`] : [])];
}

/** `fillfactor=70` as it stands; a value that is more than a word in quotes. */
export function writeOptions(options: readonly string[]): string {
  return options.map((option) => {
    const at = option.indexOf('=');
    const value = option.slice(at + 1);
    return /^[A-Za-z0-9_.+-]+$/.test(value) ? option : `${option.slice(0, at)}='${value.replaceAll("'", "''")}'`;
  }).join(', ');
}
