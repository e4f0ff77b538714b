const TIME = '(?:\\d+H(?:\\d+M(?:\\d+S)?)?|\\d+M(?:\\d+S)?|\\d+S)';
const DATE = '(?:\\d+Y(?:\\d+M(?:\\d+D)?)?|\\d+M(?:\\d+D)?|\\d+D)';
const DURATION = new RegExp(`^P(?:\\d+W|${DATE}(?:T${TIME})?|T${TIME})$`);

/** RFC 3339 appendix A. */
export function isDuration(text: string): boolean {
  return DURATION.test(text);
}
