const VARIABLE = '(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})+(?:\\.(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})+)*(?:\\*|:[1-9]\\d{0,3})?';
const EXPRESSION = new RegExp(`^[+#./;?&=,!@|]?${VARIABLE}(?:,${VARIABLE})*$`);
const LITERAL = /^(?:[^\u0000-\u0020\u007f-\u009f"%<>\\^`{|}]|%[0-9A-Fa-f]{2})*$/;

/** RFC 6570 §2. */
export function isUriTemplate(text: string): boolean {
  let from = 0;
  for (;;) {
    const open = text.indexOf('{', from);
    if (open < 0) return LITERAL.test(text.slice(from));
    const close = text.indexOf('}', open);
    if (close < 0 || !LITERAL.test(text.slice(from, open)) || !EXPRESSION.test(text.slice(open + 1, close))) return false;
    from = close + 1;
  }
}
