/** RFC 5891 §4.2.3: a label of an internationalized hostname, decoded. */
export function isLabel(label: string): boolean {
  if (label === '' || label.startsWith('-') || label.endsWith('-')) return false;
  if (label.startsWith('--', 2) && !/^xn--/i.test(label)) return false;
  if (/^\p{M}/u.test(label) || DISALLOWED.test(label)) return false;
  return contextual(label);
}

/** RFC 5892 §2.6 exceptions that mapping would hide, symbols and punctuation. */
const DISALLOWED = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]|(?![-\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u30fb\u200c\u200d])[^\p{L}\p{M}\p{N}]/u;

/** RFC 5892 appendix A. */
function contextual(label: string): boolean {
  const has = (digits: RegExp) => digits.test(label);
  if (has(/[\u0660-\u0669]/) && has(/[\u06f0-\u06f9]/)) return false;
  if (has(/\u30fb/) && !has(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u)) return false;
  return (
    !has(/(?<!l)\u00b7|\u00b7(?!l)/) &&
    !has(/\u0375(?!\p{Script=Greek})/u) &&
    !has(/(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u) &&
    !has(/(?<!\p{M})\u200d/u) &&
    !has(/(?<![\p{M}\p{Script=Arabic}])\u200c/u)
  );
}
